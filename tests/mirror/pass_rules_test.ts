import { RULES_NAME } from "../../src/model/rules/rule.ts";
import { startPool } from "../../src/workers/threads/threads.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { hexNamesIn, putNamed } from "../support/bytes.ts";
import { notNative, notPosix, testUnless } from "../support/conditions.ts";
import { filters, pathsIn } from "../support/filters.ts";
import { memoryFolder, testFolders } from "../support/folders.ts";
import { mirror, type MirrorOverrides } from "../support/mirror.ts";
import { changedFolders, restore } from "../support/restoring.ts";
import { mustRun } from "../support/shell.ts";
import { TEST_DISK } from "../support/test_disk.ts";
import { lastKept } from "../support/trashes.ts";
import {
  DEFAULT_TIME,
  file,
  inodeOf,
  link,
  type Node,
  readIdentities,
  readText,
  writeTree,
} from "../support/tree.ts";

/** What cannot be taken for rules, and why. */
const NO_RULES: Readonly<Record<string, readonly [Node, string]>> = {
  "a link": [link("rules"), "it is no file, and links are not followed"],
  "a folder": [{ "a": "" }, "it is no file, and links are not followed"],
  "too slow to match": [
    "# a comment\n**/a/**/b/**/c/**\n",
    'line 2 has more than 3 times "**"',
  ],
  "a file of more than 1 MiB": [
    new Uint8Array(1024 * 1024 + 1),
    "it is larger than 1 MiB",
  ],
};

for (const [what, [node, reason]] of Object.entries(NO_RULES)) {
  Deno.test(`a folder whose rules are ${what} is left as it is, and told`, async () => {
    using folders = testFolders({
      source: {
        a: { [RULES_NAME]: node, rules: "*", new: "new" },
        made: { deep: { [RULES_NAME]: node, new: "new" } },
        z: "z",
      },
      replica: { a: { old: "old", new: "older", below: { x: "x" } }, gone: "" },
    });
    const { report, lines } = await mirrorWith(folders);
    assertEquals(pathsIn(folders.replica), [
      "a",
      "a/below",
      "a/below/x",
      "a/new",
      "a/old",
      "made",
      "z",
    ]);
    assertEquals(readText(`${folders.replica}/a/new`), "older");
    assertEquals(lines.filter((line) => line.startsWith("failed")), [
      `failed a/${RULES_NAME} (cannot read the rules of what is left out: ${reason})`,
      `failed made/deep (cannot read the rules of what is left out: ${reason})`,
    ]);
    assertEquals(report.suspended, 1);
  });
}

Deno.test("rules are read anew in each pass, whoever reads them", async () => {
  using pool = startPool({ threads: 2, disk: TEST_DISK });
  using folders = testFolders({
    source: { [RULES_NAME]: "a\n", a: "a", b: "b" },
  });
  await mirrorWith(folders, { pool });
  assertEquals(pathsIn(folders.replica), [RULES_NAME, "b"]);
  writeTree(folders.source, {
    [RULES_NAME]: file("b\n", { time: DEFAULT_TIME + 5000 }),
    b: "changed",
  });
  await mirrorWith(folders, { pool });
  assertEquals(pathsIn(folders.replica), [RULES_NAME, "a", "b"]);
  assertEquals(readText(`${folders.replica}/b`), "b");
  await Deno.remove(`${folders.source}/${RULES_NAME}`);
  await mirrorWith(folders, { pool });
  assertEquals(readText(`${folders.replica}/b`), "changed");
});

Deno.test("an excluded folder does not give way to a file of a large folder that threads share", async () => {
  const files = Array.from({ length: 6000 }, (_, number) => [`${number}`, ""]);
  const shared = Object.fromEntries(files);
  using pool = startPool({ threads: 3, disk: TEST_DISK });
  using folders = testFolders({
    source: { [RULES_NAME]: "out/", large: { ...shared, out: "a file" } },
    replica: { large: { ...shared, out: { kept: "kept" } } },
  }, { within: memoryFolder() });
  const { lines } = await mirrorWith(folders, { pool });
  assertEquals(lines.filter((line) => !line.startsWith("copied")), [
    "failed large/out (cannot replace the folder that is in its place: that is excluded, and stays)",
  ]);
  assertEquals(readText(`${folders.replica}/large/out/kept`), "kept");
});

for (const limits of [{}, { mostBytes: 2 }]) {
  const what = "mostBytes" in limits ? "rules and limits" : "rules";
  Deno.test(`${what} hold in a folder that is so large that threads share it`, async () => {
    const names = Array.from({ length: 4500 }, (_, number) => `${number}`);
    const all = Object.fromEntries(names.map((name) => [name, name]));
    const old = Object.fromEntries(names.map((name) => [name, "old"]));
    using pool = startPool({ threads: 3, disk: TEST_DISK });
    using folders = testFolders({
      source: { [RULES_NAME]: "*7\n", large: all },
      replica: { large: old },
    }, { within: memoryFolder() });
    const before = readIdentities(folders.replica);
    const { report } = await mirrorWith(folders, {
      pool,
      options: { contents: true, filters: filters(limits) },
    });
    const isOut = (name: string): boolean =>
      name.endsWith("7") || ("mostBytes" in limits && name.length > 2);
    const after = readIdentities(folders.replica);
    const changed = names.filter((name) =>
      before[`large/${name}`] !== after[`large/${name}`]
    );
    assertEquals(changed, names.filter((name) => !isOut(name)));
    assertEquals(report.tally.failed, 0);
  });
}

Deno.test("what is excluded does not go to the trash with its folder, and goes there if it is to be removed", async () => {
  using folders = testFolders({
    source: { a: "a" },
    replica: { old: { "x.o": "x", y: "y" } },
  });
  const trash = `${folders.replica}.versions`;
  const kept = { trash: { kind: "beside" } } as const;
  const exclude = ["*.o"];
  await mirrorWith(folders, {
    ...kept,
    options: { filters: filters({ exclude }) },
  });
  assertEquals(pathsIn(folders.replica), ["a", "old", "old/x.o"]);
  assertEquals(Object.keys(lastKept(trash)), ["old", "old/y"]);
  const all = filters({ exclude, deleteExcluded: true });
  await mirrorWith(folders, { ...kept, options: { filters: all } });
  assertEquals(pathsIn(folders.replica), ["a"]);
  assertEquals(Object.keys(lastKept(trash)), ["old", "old/x.o"]);
});

Deno.test("a restore knows no rules", async () => {
  const before = { [RULES_NAME]: "*.o\n", a: "old", "b.o": "b" };
  const after = { [RULES_NAME]: "*.o\n", a: "newer" };
  using folders = await changedFolders(before, after);
  const { replica, at } = folders;
  await restore({ replica, at });
  assertEquals(pathsIn(folders.replica), [RULES_NAME, "a", "b.o"]);
  assertEquals(readText(`${folders.replica}/a`), "old");
});

testUnless(
  notPosix(),
  "with hard links an excluded name keeps its file, whatever becomes of the others",
  async () => {
    using folders = testFolders({
      source: { a: "newer", "b.o": "other" },
      replica: { a: "old" },
    });
    const { source, replica } = folders;
    mustRun("ln", `${source}/a`, `${source}/c`);
    mustRun("ln", `${source}/a`, `${source}/d.o`);
    mustRun("ln", `${replica}/a`, `${replica}/b.o`);
    const before = inodeOf(`${replica}/b.o`);
    await mirrorWith(folders, {
      options: { hardLinks: true, filters: filters({ exclude: ["*.o"] }) },
    });
    assertEquals(pathsIn(replica), ["a", "b.o", "c"]);
    assertEquals(inodeOf(`${replica}/b.o`), before);
    assertEquals(readText(`${replica}/b.o`), "old");
    assertEquals(inodeOf(`${replica}/a`), inodeOf(`${replica}/c`));
    assertEquals(readText(`${replica}/c`), "newer");
  },
);

testUnless(
  notNative(),
  "names and rules that are not valid UTF-8 are matched byte for byte",
  async () => {
    using folders = testFolders({ source: {}, replica: {} });
    const [bad, other] = [[0x61, 0xff], [0x61, 0xfe]].map((bytes) =>
      new Uint8Array(bytes)
    );
    assert(bad !== undefined && other !== undefined);
    putNamed(folders.source, bad);
    putNamed(folders.source, other);
    await Deno.writeFile(`${folders.source}/${RULES_NAME}`, bad);
    await mirrorWith(folders);
    assertEquals(hexNamesIn(folders.replica), [
      new TextEncoder().encode(RULES_NAME).toHex(),
      "61fe",
    ]);
  },
);

function mirrorWith(
  folders: Parameters<typeof mirror>[0],
  { options, ...overrides }: MirrorOverrides = {},
): ReturnType<typeof mirror> {
  return mirror(folders, {
    ...overrides,
    options: { filters: filters(), ...options },
  });
}
