import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { modeOf, rename } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import { nodeFs } from "../support/node_fs.ts";
import {
  createdIn,
  lastKept,
  mirrorKeeping,
  passesIn,
  trashOf,
} from "../support/trashes.ts";
import {
  DEFAULT_TIME,
  file,
  folder,
  inodeOf,
  link,
  namesIn,
  readIdentities,
  readText,
  readTree,
  writeTree,
} from "../support/tree.ts";

Deno.test("what a pass removes or overwrites is in the trash afterwards, at the same paths, as it was", async () => {
  using folders = testFolders({
    source: { a: "new one", same: "same", sub: { b: "new one" } },
    replica: {
      a: file("old", { mode: 0o640 }),
      same: "same",
      sub: { b: "old", gone: "gone" },
      whole: folder({ deep: folder({ c: "c" }, { mode: 0o700 }) }, {
        mode: 0o750,
        time: DEFAULT_TIME + 5000,
      }),
    },
  });
  const before = readTree(folders.replica);
  const { report } = await mirrorKeeping(folders);
  assertEquals(report.tally.kept, 6);
  assertEquals(readTree(folders.replica), readTree(folders.source));
  const kept = lastKept(trashOf(folders));
  const lost = [
    "a",
    "sub/b",
    "sub/gone",
    "whole",
    "whole/deep",
    "whole/deep/c",
  ];
  assertEquals(Object.keys(kept), ["a", "sub", ...lost.slice(1)]);
  for (const path of lost) assertEquals(kept[path], before[path]);
});

Deno.test("the outcome of what is removed or overwritten says where in the trash it is", async () => {
  using folders = testFolders({
    source: { a: "new one", b: { c: "" } },
    replica: { a: "old", b: "file", gone: { d: "d" } },
  });
  const { outcomes } = await mirrorKeeping(folders);
  const [pass = ""] = passesIn(trashOf(folders));
  const kept = outcomes.flatMap((outcome) =>
    outcome.status === "done" && outcome.kept !== undefined
      ? [`${outcome.action} ${outcome.path} ${outcome.kept}`]
      : []
  );
  assertEquals(kept.sort(), [
    `created b ${pass}/b`,
    `removed gone ${pass}/gone`,
    `removed gone/d ${pass}/gone/d`,
    `updated a ${pass}/a`,
  ]);
});

Deno.test("a pass that removes and overwrites nothing makes no folder in the trash", async () => {
  using folders = testFolders({ source: { a: "a" }, replica: {} });
  await mirrorKeeping(folders);
  await mirrorKeeping(folders);
  assertEquals(passesIn(trashOf(folders)), []);
});

Deno.test("nobody but the owner may look into a trash that lockstep made", async () => {
  using folders = testFolders({ source: {}, replica: { a: "a" } });
  await mirrorKeeping(folders);
  const trash = trashOf(folders);
  for (const path of [trash, ...passesIn(trash)]) {
    if (Deno.build.os !== "windows") assertEquals(modeOf(path), 0o700);
  }
});

Deno.test("a new version is in place before the old one loses its name", async () => {
  using folders = testFolders({
    source: { a: "new one" },
    replica: { a: "old" },
  });
  const inode = inodeOf(`${folders.replica}/a`);
  await mirrorKeeping(folders);
  const [pass = ""] = passesIn(trashOf(folders));
  assertEquals(inodeOf(`${pass}/a`), inode);
  assertEquals(readText(`${pass}/a`), "old");
});

Deno.test("entries that changed their kind are kept: a file, a link and a folder", async () => {
  using folders = testFolders({
    source: {
      a: { new: "" },
      b: "now a file",
      c: link("elsewhere"),
      d: link("x"),
    },
    replica: { a: "file", b: { deep: { e: "e" } }, c: "file", d: link("old") },
  });
  const before = readTree(folders.replica);
  await mirrorKeeping(folders);
  assertEquals(readTree(folders.replica), readTree(folders.source));
  const kept = lastKept(trashOf(folders));
  for (const path of ["a", "b", "b/deep", "b/deep/e", "c", "d"]) {
    assertEquals(kept[path], before[path]);
  }
});

Deno.test("mode and time alone make no version", async () => {
  using folders = testFolders({
    source: { a: file("a", { mode: 0o600, time: DEFAULT_TIME + 5000 }) },
    replica: { a: "a" },
  });
  const { report } = await mirrorKeeping(folders);
  assertEquals([report.tally.metadata > 0, report.tally.kept], [true, 0]);
  assertEquals(passesIn(trashOf(folders)), []);
});

testUnless(
  notPosix(),
  "with hard links, every name that changes is kept, once, as it was before the pass",
  async () => {
    using folders = testFolders({
      source: { a: "new one", c: "c" },
      replica: { a: "old", b: "other", c: { d: "d" } },
    });
    nodeFs.linkSync(`${folders.source}/a`, `${folders.source}/b`);
    nodeFs.linkSync(`${folders.source}/c`, `${folders.source}/e`);
    const before = readTree(folders.replica);
    const { report } = await mirrorKeeping(folders, {
      options: { hardLinks: true },
    });
    assertEquals(report.tally.failed, 0);
    assertEquals(readTree(folders.replica), readTree(folders.source));
    const kept = lastKept(trashOf(folders));
    assertEquals(Object.keys(kept), ["a", "b", "c", "c/d"]);
    for (const path of Object.keys(kept)) {
      assertEquals(kept[path], before[path]);
    }
  },
);

Deno.test("a second pass keeps its versions under a later name, whatever the clock says", async () => {
  using folders = testFolders({ source: {}, replica: { a: "a" } });
  const trash = trashOf(folders);
  await mirrorKeeping(folders);
  const future = "2199-01-01T00-00-00.000Z";
  rename(passesIn(trash)[0] ?? "", `${trash}/${future}`);
  writeTree(folders.replica, { b: "b" });
  await mirrorKeeping(folders);
  assertEquals(passesIn(trash), [
    `${trash}/${future}`,
    `${trash}/2199-01-01T00-00-00.001Z`,
  ]);
});

Deno.test("each pass notes what it made, new folders as a whole", async () => {
  using folders = testFolders({ source: { a: "a" }, replica: {} });
  await mirrorKeeping(folders);
  writeTree(folders.source, { "b\n": { c: { d: "d" } }, e: "e" });
  await mirrorKeeping(folders);
  await mirrorKeeping(folders);
  assertEquals(createdIn(trashOf(folders)), [["a"], ["b\n", "e"]]);
});

Deno.test("a new replica is noted as a whole", async () => {
  using folders = testFolders({ source: { a: "a" } });
  await mirrorKeeping(folders);
  assertEquals(createdIn(trashOf(folders)), [[""]]);
});

Deno.test("a dry run says where old versions would go, and makes nothing", async () => {
  using folders = testFolders({
    source: { a: "new one", b: "file" },
    replica: { a: "old", b: { c: "c" }, gone: { d: "d" } },
  });
  const before = readIdentities(folders.top);
  const dry = await mirrorKeeping(folders, { options: { dryRun: true } });
  assertEquals(readIdentities(folders.top), before);
  const real = await mirrorKeeping(folders);
  assertEquals(dry.lines, real.lines);
  assertEquals(dry.report.tally, real.report.tally);
  assertEquals(dry.report.tally.kept, 5);
});

Deno.test("without a trash nothing is kept and nothing is said of it", async () => {
  using folders = testFolders({ source: {}, replica: { a: "a" } });
  const { events, outcomes, report } = await mirror(folders);
  assertEquals(namesIn(folders.top), ["replica", "source"]);
  assertEquals(report.tally.kept, 0);
  assert(outcomes.every((outcome) => !("kept" in outcome && outcome.kept)));
  assert(events.every((event) => event.kind !== "said"));
});

Deno.test("a pass begins by saying where old versions go", async () => {
  using folders = testFolders({ source: {}, replica: {} });
  const { events } = await mirrorKeeping(folders);
  const said = events.flatMap((event) =>
    event.kind === "said" ? [event.text] : []
  );
  assertEquals(said.length, 1);
  assertMatch(
    said[0] ?? "",
    /^old versions go to ".*replica\.versions\/20.*Z"$/,
  );
});
