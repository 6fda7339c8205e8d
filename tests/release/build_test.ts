import { buildAll, type Builder, buildOne } from "../../release/build.ts";
import type { Built } from "../../release/deno_compile.ts";
import { TARGETS } from "../../release/targets.ts";
import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { lacks, mustRun } from "../support/shell.ts";

const DONE: Built = { kind: "built", embedded: "2.5 MiB" };

/** Writes a file for each build that comes to something; answers what it is told to. */
function fakeBuilder(
  answer: (triple: string) => Built,
): Builder & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    say: (line): void => void lines.push(line),
    compile: async ({ output, triple = "this" }): Promise<Built> => {
      const built = answer(triple);
      if (built.kind === "built") await Deno.writeTextFile(output, triple);
      return built;
    },
  };
}

const ALL = TARGETS.map(({ triple }) => triple);

testUnless(
  lacks("sha256sum"),
  "buildAll() makes a file for each system, and the sums of all of them",
  async () => {
    using folders = testFolders();
    const folder = folders.top;
    const release = { version: "1.2.3", folder, targets: TARGETS };
    const builder = fakeBuilder(() => DONE);
    assertEquals(
      await buildAll({ ...release, knownTriples: ALL }, builder),
      0,
    );
    const checked = mustRun(
      "sh",
      "-c",
      'cd "$1" && sha256sum -c SHA256SUMS',
      "sh",
      folder,
    );
    assertEquals(checked.trim().split("\n"), [
      "lockstep-1.2.3-linux-x86_64: OK",
      "lockstep-1.2.3-linux-aarch64: OK",
      "lockstep-1.2.3-macos-x86_64: OK",
      "lockstep-1.2.3-macos-aarch64: OK",
      "lockstep-1.2.3-windows-x86_64.exe: OK",
      "lockstep-1.2.3-windows-aarch64.exe: OK",
    ]);
  },
);

Deno.test("buildAll() leaves out a system that Deno does not know, and says so", async () => {
  using folders = testFolders();
  const builder = fakeBuilder(() => DONE);
  const status = await buildAll({
    version: "1.2.3",
    folder: folders.top,
    targets: TARGETS.slice(4),
    knownTriples: ALL.slice(0, 5),
  }, builder);
  assertEquals(status, 0);
  const sums = await Deno.readTextFile(`${folders.top}/SHA256SUMS`);
  assertMatch(sums, /^[0-9a-f]{64} {2}lockstep-1\.2\.3-windows-x86_64\.exe\n$/);
  assertEquals(builder.lines.filter((line) => line.startsWith("Left")), [
    `Left out aarch64-pc-windows-msvc: Deno ${Deno.version.deno} cannot build for it`,
  ]);
});

Deno.test("buildAll() says for which system there is no runtime, why and what to do, and leaves no sums", async () => {
  using folders = testFolders();
  const sums = `${folders.top}/SHA256SUMS`;
  await Deno.writeTextFile(sums, "of an earlier build\n");
  const builder = fakeBuilder((triple) =>
    triple.includes("apple") ? { kind: "no runtime", why: "no network" } : DONE
  );
  const status = await buildAll({
    version: "1.2.3",
    folder: folders.top,
    targets: TARGETS,
    knownTriples: ALL,
  }, builder);
  assertEquals(status, 4);
  assertEquals(
    builder.lines.at(-1),
    `Cannot build for x86_64-apple-darwin: Deno ${Deno.version.deno} cannot get its runtime (denort): no network. Build where https://dl.deno.land can be reached, or have DENORT_BIN name a denort for that system`,
  );
  assertEquals(
    (await Array.fromAsync(Deno.readDir(folders.top), ({ name }) => name))
      .sort(),
    [
      "lockstep-1.2.3-linux-aarch64",
      "lockstep-1.2.3-linux-x86_64",
    ],
  );
});

Deno.test("buildOne() passes on what Deno says of another failure, and its exit status", async () => {
  const text = "error: Module not found\n";
  const builder = fakeBuilder(() => ({ kind: "failed", code: 1, text }));
  assertEquals(await buildOne({ output: "dist/never" }, builder), 1);
  assertEquals(builder.lines.slice(1), [
    "error: Module not found",
    "Cannot build for this system: see above",
  ]);
});

Deno.test("buildOne() says the size, and how much of it is lockstep", async () => {
  using folders = testFolders();
  const output = `${folders.top}/lockstep`;
  const builder = fakeBuilder(() => DONE);
  assertEquals(await buildOne({ output }, builder), 0);
  assertEquals(builder.lines.slice(1), [
    `Built ${output}: 4 B, 2.5 MiB of it lockstep`,
  ]);
  assert(builder.lines[0]?.startsWith(`Building ${output} with Deno 2.`));
});
