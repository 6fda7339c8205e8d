import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { putFile, remove } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { groupsIn } from "../support/links.ts";
import { mirror } from "../support/mirror.ts";
import { nodeFs } from "../support/node_fs.ts";
import {
  changedFolders,
  momentAfter,
  OLD,
  restore,
} from "../support/restoring.ts";
import { lastKept } from "../support/trashes.ts";
import {
  namesIn,
  readIdentities,
  readText,
  readTree,
  writeTree,
} from "../support/tree.ts";

/** Leaves out the times of folders that stayed: they are no versions. */
function below(path: string, tree: Readonly<Record<string, string>>): unknown {
  return Object.fromEntries(
    Object.entries(tree).filter(([name]) => name.startsWith(`${path}/`)),
  );
}

Deno.test("a file comes back in its place, with mode and time, and what was there goes to the trash", async () => {
  using folders = await changedFolders();
  const { replica, source, at } = folders;
  const before = [readTree(replica), readIdentities(source)] as const;
  const { report, lines } = await restore({ replica, at, path: "a" });
  assertEquals(report.ending, { kind: "done" });
  assertEquals(lines, ["updated a (size)"]);
  const { a, ".": _, ...rest } = readTree(replica);
  assertMatch(a ?? "", /^file 640 .* 1600000001123 "old"$/);
  const { a: old, ".": __, ...others } = before[0];
  assertEquals(rest, others);
  assertEquals(lastKept(folders.trash), { a: old ?? "" });
  assertEquals(readIdentities(source), before[1]);
});

Deno.test("a folder comes back in its place exactly as it was: what was not there then goes to the trash", async () => {
  using wanted = testFolders({ source: OLD });
  using folders = await changedFolders();
  const { replica, at } = folders;
  const { lines } = await restore({ replica, at, path: "docs" });
  assertEquals(lines, [
    "copied docs/b",
    "created docs/deep",
    "created docs/deep/c",
    "created docs/empty",
    "removed docs/new",
    "removed docs/new/e",
  ]);
  assertEquals(
    below("docs", readTree(replica)),
    below("docs", readTree(wanted.source)),
  );
  assertEquals(Object.keys(lastKept(folders.trash)), [
    "docs",
    "docs/new",
    "docs/new/e",
  ]);
});

Deno.test("all of a replica comes back, folders that were files and files that were folders too", async () => {
  using folders = await changedFolders();
  const { replica, at } = folders;
  const { report } = await restore({ replica, at });
  assertEquals(report.tally.failed, 0);
  assertEquals(namesIn(replica), ["a", "docs", "gone", "kind", "same"]);
  assertEquals(readText(`${replica}/kind/d`), "d");
  assertEquals(namesIn(`${replica}/docs`), ["b", "deep", "empty", "kept"]);
});

Deno.test("a folder that is gone comes back with the mode and time of all in it, and so do those it was in", async () => {
  using wanted = testFolders({ source: OLD });
  const old = below("gone", readTree(wanted.source));
  for (const path of ["gone", "gone/sub", "gone/sub/x"]) {
    using folders = await changedFolders();
    const { replica, at } = folders;
    await restore({ replica, at, path });
    const found = readTree(replica);
    assertEquals(found["gone"], readTree(wanted.source)["gone"]);
    assertEquals(found["gone/sub"], readTree(wanted.source)["gone/sub"]);
    if (path === "gone") assertEquals(below("gone", found), old);
    else assert(found["gone/y"] === undefined);
  }
});

Deno.test("a restore can be undone by another", async () => {
  using folders = await changedFolders();
  const { replica, at, trash } = folders;
  const before = readTree(replica);
  const later = momentAfter(trash);
  await restore({ replica, at });
  await restore({ replica, at: later });
  assertEquals(Object.keys(readTree(replica)), Object.keys(before));
  assertEquals(readText(`${replica}/a`), "new one");
});

Deno.test("with --to a file, a folder or all goes into another folder, and nothing else is touched", async () => {
  using wanted = testFolders({ source: OLD });
  using folders = await changedFolders();
  const { replica, at, top } = folders;
  const before = ["source", "replica", "replica.versions"].map((name) =>
    readIdentities(`${top}/${name}`)
  );
  const old = readTree(wanted.source);
  const to = `${top}/to/there`;
  for (const path of ["a", "docs"]) {
    const { report } = await restore({ replica, at, path, to });
    assertEquals([report.ending, report.tally.failed], [{ kind: "done" }, 0]);
  }
  const found = readTree(to);
  assertEquals(found["a"], old["a"]);
  assertEquals(below("docs", found), below("docs", old));
  await restore({ replica, at, to: `${top}/all` });
  const all = readTree(`${top}/all`);
  assertEquals(Object.keys(all), Object.keys(old));
  assertEquals(
    ["source", "replica", "replica.versions"].map((name) =>
      readIdentities(`${top}/${name}`)
    ),
    before,
  );
});

Deno.test("what was not there then, and a time that the trash does not know, are refused in words", async () => {
  using folders = await changedFolders();
  const { replica, at, top } = folders;
  const before = readIdentities(top);
  const early = "2020-01-01T00-00-00.000Z";
  const cases: [string, string, RegExp][] = [
    ["made", at, /^there was no "made" in the replica then$/],
    ["docs/new/e", at, /^there was no "docs\/new\/e" in the replica then$/],
    ["nothing/here", at, /^there was no "nothing\/here"/],
    [
      "a",
      early,
      /^what the replica held then is not known: the trash goes back to /,
    ],
  ];
  for (const [path, time, reason] of cases) {
    const { report } = await restore({ replica, at: time, path });
    assert(report.ending.kind === "unfit", report.ending.kind);
    assertMatch(report.ending.refusal.reason, reason);
  }
  assertEquals(readIdentities(top), before);
});

Deno.test("what is no longer known because the trash was thinned out is refused", async () => {
  using folders = await changedFolders();
  const { replica, at, source } = folders;
  putFile(`${source}/a`, "a third one");
  await mirror(folders, {
    trash: { kind: "beside" },
    options: { keep: { passes: 1 } },
  });
  const { report } = await restore({ replica, at, path: "a" });
  assert(report.ending.kind === "unfit", report.ending.kind);
  assertMatch(report.ending.refusal.reason, /is not known/);
});

Deno.test("a dry run of a restore tells what the real one does and changes nothing", async () => {
  using folders = await changedFolders();
  const { replica, at, top } = folders;
  const before = readIdentities(top);
  const options = { dryRun: true };
  const dry = await restore({ replica, at, options });
  const elsewhere = { replica, at, path: "docs", to: `${top}/to` };
  const dryElsewhere = await restore({ ...elsewhere, options });
  assertEquals(readIdentities(top), before);
  assertEquals((await restore(elsewhere)).lines, dryElsewhere.lines);
  assertEquals((await restore({ replica, at })).lines, dry.lines);
});

testUnless(
  notPosix(),
  "with -H names of one file become names of one file again",
  async () => {
    using folders = testFolders({ source: { a: "a", sub: {} } });
    nodeFs.linkSync(`${folders.source}/a`, `${folders.source}/sub/b`);
    const { replica } = folders;
    const trash = { kind: "beside" } as const;
    const options = { hardLinks: true };
    await mirror(folders, { trash, options });
    const at = momentAfter(`${replica}.versions`);
    const before = groupsIn(replica);
    remove(folders.source);
    writeTree(folders.source, { other: "" });
    await mirror(folders, { trash, options });
    await restore({ replica, at, options });
    assertEquals(groupsIn(replica), before);
    assertEquals(namesIn(replica), ["a", "sub"]);
  },
);
