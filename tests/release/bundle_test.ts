import manifest from "../../deno.json" with { type: "json" };
import {
  bundle,
  BUNDLED,
  namesLoaded,
  readSources,
} from "../../release/bundle.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { putFile } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { namesIn, readTree } from "../support/tree.ts";

Deno.test("namesLoaded() finds what main thread and workers load by names", () => {
  const names = namesLoaded([
    {
      path: "src/cli/run.ts",
      text: 'load("src/cli/help/help.ts"); "./other.ts"',
    },
    { path: "src/cli/own.ts", text: 'load<It>(\n  "deno.json",\n)' },
    { path: "src/disk/open.ts", text: 'load("src/disk/native/disk.ts")' },
    { path: "src/loading/load.ts", text: 'such as "src/cli/other.ts"' },
  ]);
  assertEquals(names, {
    main: ["deno.json", "src/cli/help/help.ts"],
    front: ["src/cli/help/help.ts"],
    worker: ["src/disk/native/disk.ts"],
  });
});

Deno.test("every module that is loaded by its name exists", async () => {
  const { main, worker } = namesLoaded(await readSources("src"));
  const root = new URL("../../", import.meta.url);
  for (const name of [...main, ...worker]) {
    if (name === "dist/build.json") continue;
    assert((await Deno.stat(new URL(name, root))).isFile, name);
  }
});

Deno.test("nothing of src is loaded by a computed name but by load()", async () => {
  const others = (await readSources("src"))
    .filter(({ path }) => path !== "src/loading/load.ts")
    .filter(({ text }) =>
      /\bimport\((?!\s*")/.test(text.replace(/^ *\*.*$/gm, ""))
    )
    .map(({ path }) => path);
  assertEquals(others, []);
});

Deno.test("a bundle is four files, and does what the program does", async () => {
  using folders = testFolders({ source: {}, replica: { "old.txt": "old" } });
  const { top, source, replica } = folders;
  const program = `${top}/program`;
  await bundle({ folder: program, commit: "abc" });
  assertEquals(namesIn(program), [...BUNDLED].sort());
  const run = (...args: readonly string[]): Promise<string> =>
    runBundle(`${program}/main.js`, args, top);

  assertEquals(await run("--version"), `lockstep ${manifest.version}\n`);
  const pass = [source, replica, "--once", "--yes", "--log", `${top}/log`];
  for (
    const options of [
      ["--keep-versions", "--exclude", "*.tmp"],
      ["--threads", "0", "--checksum", "--json"],
      ["--disk", "portable"],
    ]
  ) {
    putFile(`${source}/new.txt`, options.join(" "), Date.now());
    await run(...pass, ...options);
    assertEquals(readTree(replica), readTree(source), options.join(" "));
  }
});

async function runBundle(
  main: string,
  args: readonly string[],
  state: string,
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", main, ...args],
    env: { XDG_STATE_HOME: state, NO_COLOR: "1" },
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}
