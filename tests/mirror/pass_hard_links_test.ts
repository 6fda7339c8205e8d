import type { MirrorOptions } from "../../src/model/settings.ts";
import { assertEquals } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { look, putFile, remove } from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { groupsIn } from "../support/links.ts";
import { mirror, type Mirrored } from "../support/mirror.ts";
import {
  file,
  inodeOf,
  namesIn,
  readIdentities,
  readText,
  readTree,
} from "../support/tree.ts";

const hardLinks: Partial<MirrorOptions> = { hardLinks: true };

function mirrored(
  folders: TestFolders,
  options: Partial<MirrorOptions> = {},
): Promise<Mirrored> {
  return mirror(folders, { options: { ...hardLinks, ...options } });
}

function link(folder: string, from: string, to: string): void {
  Deno.linkSync(`${folder}/${from}`, `${folder}/${to}`);
}

/** Asserts that both trees are equal and share files in the same places, and that another pass does nothing. */
async function assertEqualTrees(folders: TestFolders): Promise<void> {
  assertEquals(readTree(folders.replica), readTree(folders.source));
  assertEquals(groupsIn(folders.replica), groupsIn(folders.source));
  const before = readIdentities(folders.replica);
  assertEquals((await mirrored(folders)).lines, []);
  assertEquals(readIdentities(folders.replica), before);
}

function hardLinkTest(name: string, body: () => Promise<void>): void {
  testUnless(notPosix(), name, body);
}

hardLinkTest(
  "hard links are made in a new replica, across folders",
  async () => {
    using folders = testFolders({
      source: { a: "shared", deep: { er: {} }, other: "alone" },
    });
    link(folders.source, "a", "b");
    link(folders.source, "a", "deep/er/c");
    const { lines, report } = await mirrored(folders);
    assertEquals(lines, [
      "copied a",
      "copied other",
      "created .",
      'created b (hard link to "a")',
      "created deep",
      "created deep/er",
      'created deep/er/c (hard link to "a")',
    ]);
    assertEquals(report.tally.bytes, "shared".length + "alone".length);
    await assertEqualTrees(folders);
  },
);

hardLinkTest("without -H every name becomes a file of its own", async () => {
  using folders = testFolders({ source: { a: "shared" } });
  link(folders.source, "a", "b");
  await mirror(folders);
  assertEquals(groupsIn(folders.replica), ["a", "b"]);
});

hardLinkTest("a name that is added joins the file that is there", async () => {
  using folders = testFolders({ source: { a: "shared" } });
  link(folders.source, "a", "b");
  await mirrored(folders);
  const ino = inodeOf(`${folders.replica}/a`);
  await Deno.mkdir(`${folders.source}/new`);
  link(folders.source, "a", "c");
  link(folders.source, "b", "new/d");
  const { lines } = await mirrored(folders);
  assertEquals(lines.filter((line) => line.includes("hard link")), [
    'created c (hard link to "a")',
    'created new/d (hard link to "a")',
  ]);
  assertEquals(inodeOf(`${folders.replica}/new/d`), ino);
  await assertEqualTrees(folders);
});

hardLinkTest(
  "a name that is removed leaves the others as they are",
  async () => {
    using folders = testFolders({ source: { a: "shared" } });
    link(folders.source, "a", "b");
    link(folders.source, "a", "c");
    await mirrored(folders);
    const ino = inodeOf(`${folders.replica}/b`);
    remove(`${folders.source}/a`);
    assertEquals((await mirrored(folders)).lines, [
      "metadata . (time)",
      "removed a",
    ]);
    assertEquals(inodeOf(`${folders.replica}/b`), ino);
    await assertEqualTrees(folders);
  },
);

hardLinkTest(
  "names that are regrouped are regrouped in the replica",
  async () => {
    using folders = testFolders({ source: { a: "one", c: "one" } });
    link(folders.source, "a", "b");
    link(folders.source, "c", "d");
    await mirrored(folders);
    remove(`${folders.source}/b`);
    link(folders.source, "c", "b");
    remove(`${folders.source}/d`);
    link(folders.source, "a", "d");
    await mirrored(folders);
    await assertEqualTrees(folders);
  },
);

hardLinkTest(
  "files that share in the replica alone are taken apart",
  async () => {
    using folders = testFolders({
      source: { a: "same", b: "same", c: "same", d: "same" },
      replica: { a: "same" },
    });
    link(folders.replica, "a", "b");
    link(folders.replica, "a", "c");
    link(folders.replica, "a", "d");
    link(folders.source, "c", "e");
    remove(`${folders.source}/d`);
    link(folders.source, "c", "d");
    await mirrored(folders);
    await assertEqualTrees(folders);
  },
);

hardLinkTest(
  "contents that change are written once and linked again",
  async () => {
    using folders = testFolders({ source: { a: "old", z: "z" } });
    link(folders.source, "a", "b");
    await mirrored(folders);
    putFile(`${folders.source}/b`, "newer");
    const { lines } = await mirrored(folders);
    assertEquals(lines, [
      "updated a (hard link)",
      'updated b (hard link to "a")',
    ]);
    await assertEqualTrees(folders);
    assertEquals(readText(`${folders.replica}/b`), "newer");
  },
);

hardLinkTest("a mode that changes is mended once, in place", async () => {
  using folders = testFolders({ source: { a: "shared" } });
  link(folders.source, "a", "b");
  await mirrored(folders);
  const ino = inodeOf(`${folders.replica}/a`);
  await Deno.chmod(`${folders.source}/a`, 0o600);
  assertEquals((await mirrored(folders)).lines, ["metadata a (mode)"]);
  assertEquals(inodeOf(`${folders.replica}/b`), ino);
  await assertEqualTrees(folders);
});

hardLinkTest(
  "a mode is not mended in place where the file has a name outside the replica",
  async () => {
    using folders = testFolders({ source: { a: "shared" } });
    link(folders.source, "a", "b");
    await mirrored(folders);
    await Deno.link(`${folders.replica}/a`, `${folders.top}/snapshot`);
    const mode = look(`${folders.top}/snapshot`).mode;
    await Deno.chmod(`${folders.source}/a`, 0o600);
    await mirrored(folders);
    assertEquals(look(`${folders.top}/snapshot`).mode, mode);
    await assertEqualTrees(folders);
  },
);

hardLinkTest(
  "a file that is linked in the place of a folder and of a link",
  async () => {
    using folders = testFolders({
      source: { a: "shared" },
      replica: { a: { x: "x" }, b: file("other") },
    });
    link(folders.source, "a", "b");
    await mirrored(folders);
    await mirrored(folders);
    await assertEqualTrees(folders);
  },
);

hardLinkTest("a dry run tells the same and changes nothing", async () => {
  using folders = testFolders({
    source: { a: "shared", deep: {} },
    replica: { b: "old" },
  });
  link(folders.source, "a", "b");
  link(folders.source, "a", "deep/c");
  const before = readIdentities(folders.top);
  const dry = await mirrored(folders, { dryRun: true });
  assertEquals(readIdentities(folders.top), before);
  assertEquals(dry.lines, (await mirrored(folders)).lines);
});

hardLinkTest(
  "an unchanged group is told and counted as unchanged",
  async () => {
    using folders = testFolders({ source: { a: "shared", b: "b" } });
    link(folders.source, "a", "c");
    await mirrored(folders);
    const { lines, report } = await mirrored(folders, { unchanged: true });
    assertEquals(lines, ["unchanged a", "unchanged b", "unchanged c"]);
    assertEquals(report.tally.unchanged, 3);
  },
);

hardLinkTest(
  "without -H a replica file with a name outside is written anew, not mended",
  async () => {
    using folders = testFolders({ source: { a: "text" } });
    await mirror(folders);
    await Deno.link(`${folders.replica}/a`, `${folders.top}/snapshot`);
    await Deno.chmod(`${folders.source}/a`, 0o600);
    const before = readIdentities(folders.top)["snapshot"];
    assertEquals((await mirror(folders)).lines, ["updated a (hard link)"]);
    assertEquals(readTree(folders.replica), readTree(folders.source));
    assertEquals(look(`${folders.top}/snapshot`).nlink, 1);
    assertEquals(typeof before, "string");
    assertEquals(namesIn(folders.replica), ["a"]);
  },
);
