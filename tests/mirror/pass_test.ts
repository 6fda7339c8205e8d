import { assertEquals } from "../support/assert.ts";
import { testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import {
  DEFAULT_TIME,
  file,
  folder,
  inodeOf,
  link,
  readIdentities,
  readText,
  readTree,
} from "../support/tree.ts";

const LATER = DEFAULT_TIME + 5000;

Deno.test("runPass() copies folders, empty ones too, files and links, with modes and times", async () => {
  using folders = testFolders({
    source: {
      "a.txt": file("text", { mode: 0o640, time: LATER }),
      "empty.txt": "",
      "run.sh": file("#!/bin/sh\n", { mode: 0o755 }),
      dangling: link("no/where", { time: LATER }),
      absolute: link("/etc/hostname"),
      empty: folder({}, { mode: 0o700, time: LATER }),
      deep: { er: { and: { deeper: { "leaf.txt": "leaf" } } } },
    },
  });
  const before = readTree(folders.source);
  const { report, lines } = await mirror(folders);
  assertEquals(readTree(folders.replica), before);
  assertEquals(readTree(folders.source), before);
  assertEquals(report.ending, { kind: "done" });
  assertEquals(lines, [
    "copied a.txt",
    "copied deep/er/and/deeper/leaf.txt",
    "copied empty.txt",
    "copied run.sh",
    "created .",
    "created absolute",
    "created dangling",
    "created deep",
    "created deep/er",
    "created deep/er/and",
    "created deep/er/and/deeper",
    "created empty",
  ]);
});

Deno.test("runPass() changes nothing the second time, not even an inode or a change time", async () => {
  using folders = testFolders({
    source: {
      a: { "b.txt": "b", l: link("b.txt") },
      "c.txt": file("c", { mode: 0o600 }),
    },
  });
  await mirror(folders);
  const before = readIdentities(folders.replica);
  const { report, lines } = await mirror(folders);
  assertEquals(lines, []);
  assertEquals(report.tally.unchanged, 4);
  assertEquals(readIdentities(folders.replica), before);
});

Deno.test("runPass() updates files of another size or with other contents, and keeps the rest", async () => {
  using folders = testFolders({
    source: {
      "longer.txt": file("longer", { time: LATER }),
      "other.txt": file("new", { time: LATER }),
      "same.txt": "same",
    },
    replica: { "longer.txt": "long", "other.txt": "old", "same.txt": "same" },
  });
  const { lines, report } = await mirror(folders);
  assertEquals(lines, [
    "updated longer.txt (size)",
    "updated other.txt (content)",
  ]);
  assertEquals(report.tally.bytes, 9);
  assertEquals(readTree(folders.replica), readTree(folders.source));
});

Deno.test("runPass() mends time and mode without copying where the contents are equal", async () => {
  using folders = testFolders({
    source: {
      "time.txt": file("text", { time: LATER }),
      "mode.txt": file("text", { mode: 0o600 }),
      "both.txt": file("text", { mode: 0o600, time: LATER }),
      link: link("time.txt", { time: LATER }),
      folder: folder({}, { mode: 0o700, time: LATER }),
    },
    replica: {
      "time.txt": "text",
      "mode.txt": "text",
      "both.txt": "text",
      link: link("time.txt"),
      folder: {},
    },
  });
  const inode = inodeOf(`${folders.replica}/time.txt`);
  const { lines, report } = await mirror(folders);
  assertEquals(lines, [
    "metadata both.txt (mode, time)",
    "metadata folder (mode, time)",
    "metadata link (time)",
    "metadata mode.txt (mode)",
    "metadata time.txt (time)",
  ]);
  assertEquals(report.tally.bytes, 0);
  assertEquals(inodeOf(`${folders.replica}/time.txt`), inode);
  assertEquals(readTree(folders.replica), readTree(folders.source));
});

Deno.test("runPass() changes the type of entries, any to any, in one pass", async () => {
  using folders = testFolders({
    source: {
      "file-folder": "file",
      "file-link": "file",
      "folder-file": { "in.txt": "in" },
      "folder-link": { "in.txt": "in", deep: { x: "x" } },
      "link-file": link("target"),
      "link-folder": link("target"),
    },
    replica: {
      "file-folder": { old: { "deep.txt": "deep" } },
      "file-link": link("old"),
      "folder-file": "old",
      "folder-link": link("old"),
      "link-file": "old",
      "link-folder": { "old.txt": "old" },
    },
  });
  const { report } = await mirror(folders);
  assertEquals(readTree(folders.replica), readTree(folders.source));
  assertEquals(report.tally.failed, 0);
  assertEquals((await mirror(folders)).lines, []);
});

Deno.test("runPass() removes what the source does not have, after all copies", async () => {
  using folders = testFolders({
    source: { "new.txt": "new" },
    replica: {
      "old.txt": "old",
      old: { deep: { "x.txt": "x" }, "y.txt": "y" },
      l: link("old"),
    },
  });
  const { lines, outcomes } = await mirror(folders);
  assertEquals(lines, [
    "copied new.txt",
    "removed l",
    "removed old",
    "removed old.txt",
    "removed old/deep",
    "removed old/deep/x.txt",
    "removed old/y.txt",
  ]);
  assertEquals(outcomes[0]?.path, "new.txt");
  assertEquals(readTree(folders.replica), readTree(folders.source));
});

Deno.test("runPass() keeps extras with removals off", async () => {
  using folders = testFolders({
    source: { "a.txt": "a" },
    replica: { "b.txt": "b" },
  });
  const { lines } = await mirror(folders, { options: { removals: false } });
  assertEquals(lines, ["copied a.txt"]);
  assertEquals(readText(`${folders.replica}/b.txt`), "b");
});

Deno.test("runPass() compares contents whatever the times say when asked to", async () => {
  using folders = testFolders({
    source: { "a.txt": "new" },
    replica: { "a.txt": "old" },
  });
  assertEquals((await mirror(folders)).lines, []);
  const { lines } = await mirror(folders, { options: { contents: true } });
  assertEquals(lines, ["updated a.txt (content)"]);
});
