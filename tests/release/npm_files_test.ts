import manifest from "../../deno.json" with { type: "json" };
import { runDeno } from "../../release/deno.ts";
import {
  cachedPackages,
  isLoaded,
  LOADED,
  unusedFiles,
} from "../../release/npm_files.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { testFolders } from "../support/folders.ts";
import { librariesOf, modulesIn } from "../support/modules.ts";
import { readTree, writeTree } from "../support/tree.ts";

/** What src imports from npm: `deno-std/fmt/bytes.js`. */
const IMPORTED = [...new Set(modulesIn("src").flatMap(librariesOf))]
  .flatMap((name) => {
    const npm = Object.entries(manifest.imports)
      .find(([specifier]) => specifier === name)?.[1];
    return npm === undefined ? [] : [npm.replace(/^npm:(.+?)@[^/]+/, "$1")];
  }).sort();

Deno.test("LOADED has the packages that src imports, and no others", () => {
  const packages = IMPORTED.map((path) =>
    /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]
  );
  assertEquals([...new Set(packages)].sort(), Object.keys(LOADED).sort());
});

Deno.test("unusedFiles() leaves what is loaded, what says what it is, and the licence", () => {
  using folders = testFolders();
  const path = `${folders.top}/croner`;
  writeTree(path, {
    "package.json": "",
    "LICENSE-MIT": "",
    "README.md": "",
    dist: { "croner.js": "", "croner.cjs": "", types: { "croner.d.ts": "" } },
    test: { "a.js": "" },
  });
  assertEquals(
    [...unusedFiles({ name: "croner", version: "1", path })].sort(),
    ["README.md", "dist/croner.cjs", "dist/types", "test"]
      .map((name) => `${path}/${name}`),
  );
  assertEquals(unusedFiles({ name: "ajv", version: "1", path }), [path]);
});

Deno.test("the packages load with nothing but the files that stay", async () => {
  using folders = testFolders();
  const { npmCache } = JSON.parse((await runDeno("info", "--json")).stdout);
  const packages = cachedPackages(npmCache)
    .filter(({ name, version }) => isLoaded(`${name}@${version}`));
  assertEquals(
    packages.map(({ name }) => name).sort(),
    Object.keys(LOADED).sort(),
  );
  for (const each of packages) {
    copyUsed(each, `${folders.top}/program/node_modules`);
  }
  writeTree(`${folders.top}/program`, {
    "package.json": "{}",
    "main.js": IMPORTED.map((path) => `import "${path}";\n`).join("") +
      "console.log('loaded');",
  });
  const main = `${folders.top}/program/main.js`;
  const { code, stdout, stderr } = await runDeno("run", "--no-lock", main);
  assert(code === 0, stderr);
  assertEquals(stdout, "loaded\n");
});

/** Copies what stays of a package to where Node.js keeps packages. */
function copyUsed(
  each: {
    readonly name: string;
    readonly version: string;
    readonly path: string;
  },
  to: string,
): void {
  const unused = unusedFiles(each).map((path) => path.slice(each.path.length));
  const copy = (below: string): void => {
    if (unused.includes(below)) return;
    const from = `${each.path}${below}`;
    if (!Deno.statSync(from).isDirectory) {
      return Deno.copyFileSync(from, `${to}/${each.name}${below}`);
    }
    Deno.mkdirSync(`${to}/${each.name}${below}`, { recursive: true });
    for (const { name } of Deno.readDirSync(from)) copy(`${below}/${name}`);
  };
  copy("");
  assert(Object.keys(readTree(`${to}/${each.name}`)).length > 0);
}
