import { assert, assertEquals } from "../support/assert.ts";
import { modeOf, timeOf } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import {
  lastKept,
  mirrorKeeping,
  passesIn,
  trashOf,
} from "../support/trashes.ts";
import {
  DEFAULT_TIME,
  folder,
  namesIn,
  readText,
  writeTree,
} from "../support/tree.ts";

Deno.test("with --no-delete a trash keeps what is overwritten, and nothing is removed", async () => {
  using folders = testFolders({
    source: { a: "new one", b: "file", c: "file" },
    replica: { a: "old", b: {}, c: { d: "d" }, extra: "extra" },
  });
  const { lines } = await mirrorKeeping(folders, {
    options: { removals: false },
  });
  assertEquals(namesIn(folders.replica), ["a", "b", "c", "extra"]);
  assertEquals(Object.keys(lastKept(trashOf(folders))), ["a", "b"]);
  assert(lines.some((line) => /^failed c .*--no-delete keeps/.test(line)));
});

Deno.test("what a killed pass left under a temporary name is not kept", async () => {
  const name = ".lockstep-0123456789abcdef.tmp";
  using folders = testFolders({
    source: {},
    replica: { [name]: "half", sub: { [name]: { a: "half" } } },
  });
  writeTree(folders.source, { sub: {} });
  await mirrorKeeping(folders);
  assertEquals(namesIn(`${folders.replica}/sub`), []);
  assertEquals(passesIn(trashOf(folders)), []);
});

Deno.test("the log in a folder that goes stays, and what is beside it is kept", async () => {
  using folders = testFolders({
    source: {},
    replica: { logs: { "sync.txt": "log", other: "other", sub: { a: "a" } } },
  });
  const { lines } = await mirrorKeeping(folders, {
    log: `${folders.replica}/logs/sync.txt`,
  });
  assertEquals(readText(`${folders.replica}/logs/sync.txt`), "log");
  assertEquals(namesIn(`${folders.replica}/logs`), ["sync.txt"]);
  assertEquals(Object.keys(lastKept(trashOf(folders))), [
    "logs",
    "logs/other",
    "logs/sub",
    "logs/sub/a",
  ]);
  assert(
    lines.includes(
      "skipped logs (protected: it holds a file of lockstep's own)",
    ),
    lines.join("\n"),
  );
});

Deno.test("a folder emptied piece by piece is kept with its mode and time", async () => {
  const names = Array.from({ length: 1100 }, (_, index) => `f${index}`);
  using folders = testFolders({
    source: {},
    replica: {
      logs: { "sync.txt": "log" },
      gone: folder(Object.fromEntries(names.map((name) => [name, ""])), {
        mode: 0o750,
        time: DEFAULT_TIME + 7000,
      }),
    },
  });
  // A log that may yet be made there keeps it from being moved at once.
  const log = `${folders.replica}/gone/deep/sync.txt`;
  const { report } = await mirrorKeeping(folders, { log });
  assertEquals(report.tally.failed, 0);
  const [pass = ""] = passesIn(trashOf(folders));
  assertEquals(namesIn(`${pass}/gone`).length, names.length);
  assertEquals(timeOf(`${pass}/gone`), DEFAULT_TIME + 7000);
  if (Deno.build.os !== "windows") assertEquals(modeOf(`${pass}/gone`), 0o750);
});
