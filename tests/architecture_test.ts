import manifest from "../deno.json" with { type: "json" };
import { assert, assertEquals } from "./support/assert.ts";
import {
  findCircles,
  importedAtTop,
  importsOf,
  isThere,
  librariesOf,
  type Module,
  modulesIn,
  readFile,
  readModule,
} from "./support/modules.ts";

/** Which folders of src a folder may import from besides itself. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  loading: [],
  model: [],
  disk: ["loading", "model"],
  workers: ["loading", "model", "disk"],
  mirror: ["loading", "model", "workers"],
  schedule: ["model"],
  state: ["model"],
  output: ["loading", "model"],
  cli: ["loading", "model", "workers", "mirror", "schedule", "state", "output"],
};

const MOST_LINES = 250;

const SOURCES = modulesIn("src");

/** Folders of tests that mirror none of src. */
const OTHER_TESTS = [
  "attacks",
  "command",
  "fixtures",
  "property",
  "release",
  "support",
];

Deno.test("every folder of src is a known layer", () => {
  assertEquals(
    [...new Set(SOURCES.map(layerOf))].sort(),
    Object.keys(LAYERS).sort(),
  );
});

for (const [layer, allowed] of Object.entries(LAYERS)) {
  const words = allowed.length === 0 ? "nothing" : allowed.join(", ");
  Deno.test(`src/${layer} imports ${words} besides itself`, () => {
    const wrong = SOURCES.filter((module) => layerOf(module) === layer)
      .flatMap((module) =>
        importsOf(module).filter((path) => !isWithin(path, [layer, ...allowed]))
          .map((path) => `${module.path} imports ${path}`)
      );
    assertEquals(wrong, []);
  });

  Deno.test(`docs/architecture.md tells what src/${layer} may import`, () => {
    const row = readFile("docs/architecture.md").split("\n")
      .find((line) => line.startsWith(`| \`src/${layer}\` `));
    assertEquals(row?.split("|")[2]?.trim(), describeAllowed(layer, allowed));
  });
}

Deno.test("main.ts imports src/cli/run.ts and nothing else", () => {
  const main = readModule("main.ts");
  assertEquals(importsOf(main), ["src/cli/run.ts"]);
  assertEquals(librariesOf(main), []);
});

Deno.test("every module that is imported exists", () => {
  const missing = SOURCES.flatMap((module) =>
    importsOf(module).filter((path) => !isThere(path))
      .map((path) => `${module.path} imports ${path}`)
  );
  assertEquals(missing, []);
});

Deno.test("imports stand sorted: libraries first, then from the top of the tree down", () => {
  const folders = ["src", "tests", "bench", "release"];
  const wrong = folders.flatMap(modulesIn).filter((module) => {
    const paths = importedAtTop(module);
    return paths.join() !== paths.toSorted(byDistance).join();
  });
  assertEquals(wrong.map(({ path }) => path), []);
});

Deno.test("no modules import each other in a circle, types included", () => {
  assertEquals(findCircles(SOURCES), []);
});

for (const library of Object.keys(manifest.imports)) {
  Deno.test(`at most one module of src imports ${library}`, () => {
    const importers = importersOf(library);
    assert(importers.length <= 1, importers.join(", "));
  });
}

Deno.test("src imports no library that deno.json does not name", () => {
  const known = new Set(Object.keys(manifest.imports));
  const unknown = SOURCES.flatMap(librariesOf)
    .filter((library) => !known.has(library) && !library.startsWith("node:"));
  assertEquals(unknown, []);
});

/** Which built-in modules are used, and where. */
const BUILTINS: Readonly<Record<string, string>> = {
  "node:sqlite": "src/state/database.ts",
  "node:fs": "src/disk/node_builtin.ts",
  "node:crypto": "src/disk/node_builtin.ts",
};

Deno.test("each module of Node's is imported in one file, node:fs below src/disk", () => {
  const used = SOURCES.flatMap(librariesOf)
    .filter((library) => library.startsWith("node:"));
  assertEquals(
    Object.fromEntries(
      [...new Set(used)].map((name) => [name, importersOf(name).join(", ")]),
    ),
    BUILTINS,
  );
});

Deno.test("src/model knows nothing of Deno", () => {
  const users = SOURCES.filter((module) => layerOf(module) === "model")
    .filter(({ code }) => /\bDeno\b/.test(code)).map(({ path }) => path);
  assertEquals(users, []);
});

for (const folder of ["src", "tests"]) {
  Deno.test(`no file of ${folder} has more than ${MOST_LINES} lines`, () => {
    const long = modulesIn(folder)
      .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
      .filter(({ lines }) => lines > MOST_LINES)
      .map(({ path, lines }) => `${path}: ${lines}`);
    assertEquals(long, []);
  });
}

Deno.test("every layer has tests in the folder of the same name", () => {
  const tested = new Set(testPaths().map((path) => path.split("/")[1]));
  const layers = Object.keys(LAYERS);
  assertEquals(layers.filter((layer) => !tested.has(layer)), []);
});

Deno.test("every test is named after the module of src that it is about", () => {
  const strays = testPaths().filter((path) => {
    const [, folder = ""] = path.split("/");
    if (OTHER_TESTS.includes(folder) || folderOf(path) === "tests") {
      return false;
    }
    return !SOURCES.some((module) => isAbout(path, module));
  });
  assertEquals(strays, []);
});

function layerOf({ path }: Module): string {
  return path.split("/")[1] ?? "";
}

function isWithin(path: string, layers: readonly string[]): boolean {
  return path === "deno.json" ||
    layers.some((layer) => path.startsWith(`src/${layer}/`));
}

/** Returns what the table of layers says where that is allowed. */
function describeAllowed(layer: string, allowed: readonly string[]): string {
  if (allowed.length === 0) return "itself";
  const others = Object.keys(LAYERS).filter((other) => other !== layer);
  const forbidden = others.filter((other) => !allowed.includes(other));
  return forbidden.length === 1
    ? `all but ${forbidden[0]}`
    : allowed.join(", ");
}

function importersOf(library: string): readonly string[] {
  return SOURCES.filter((module) => librariesOf(module).includes(library))
    .map(({ path }) => path);
}

function testPaths(): readonly string[] {
  return modulesIn("tests").map(({ path }) => path)
    .filter((path) => path.endsWith("_test.ts"));
}

/** A module may lie deeper than its test where several do the same in different ways. */
function isAbout(test: string, { path }: Module): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.ts$/, "_");
  return test.slice(test.lastIndexOf("/") + 1).startsWith(name) &&
    `${folderOf(path)}/`.startsWith(
      `${folderOf(test)}/`.replace(/^tests/, "src"),
    );
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** Farther up comes first; libraries are the farthest. */
function byDistance(one: string, other: string): number {
  const nearer = Math.sign(distanceOf(other) - distanceOf(one));
  return nearer || (one < other ? -1 : Number(one > other));
}

function distanceOf(specifier: string): number {
  return specifier.startsWith(".") ? specifier.split("../").length : 100;
}
