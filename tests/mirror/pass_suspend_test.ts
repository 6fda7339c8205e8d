import { assertEquals } from "../support/assert.ts";
import { testFolders } from "../support/folders.ts";
import {
  mirror,
  type Mirrored,
  type MirrorOverrides,
} from "../support/mirror.ts";
import { testPool } from "../support/pool.ts";
import { readTree } from "../support/tree.ts";
import {
  type DiskCall,
  type DiskHook,
  failWith,
  watchedDisk,
} from "../support/watched_disk.ts";

const TREES = {
  source: { a: { "x.txt": "x", deep: { "y.txt": "y" } }, b: {} },
  replica: {
    a: { "old.txt": "old", deep: { "older.txt": "older" } },
    b: { "gone.txt": "gone" },
    "top.txt": "top",
  },
};

/** Calls on the source that fail, what is still in the replica then, and below how many folders. */
const FAILURES: Readonly<
  Record<string, [Partial<DiskCall>, readonly string[], number]>
> = {
  "a folder of the source cannot be opened": [
    { method: "openFolder", path: pathOf("a") },
    ["a/old.txt", "a/deep/older.txt"],
    1,
  ],
  "a folder of the source cannot be listed": [
    { method: "list", path: pathOf("a") },
    ["a/old.txt", "a/deep/older.txt"],
    1,
  ],
  "a folder deep in the source cannot be listed": [
    { method: "list", path: pathOf("a/deep") },
    ["a/deep/older.txt"],
    1,
  ],
  "the source itself cannot be listed": [
    { method: "list", path: pathOf("") },
    ["a/old.txt", "a/deep/older.txt", "b/gone.txt", "top.txt"],
    1,
  ],
};

for (const [what, [call, kept, suspended]] of Object.entries(FAILURES)) {
  Deno.test(`nothing is removed below it where ${what}, and all else is done`, async () => {
    using folders = testFolders(TREES);
    const { report } = await mirrorWith(failAt(call, "EIO"), folders);
    const left = Object.keys(readTree(folders.replica));
    const extra = left.filter((path) => ALL_EXTRA.includes(path));
    assertEquals(extra.sort(), [...kept].sort());
    assertEquals(report.suspended, suspended);
    assertEquals(report.tally.failed, 1);
    assertEquals(report.ending.kind, "done");
  });
}

const ALL_EXTRA = ["a/old.txt", "a/deep/older.txt", "b/gone.txt", "top.txt"];

Deno.test("a folder that could not be listed is told once, with what was being done and the code", async () => {
  using folders = testFolders(TREES);
  const { lines } = await mirrorWith(
    failAt({ method: "list", path: pathOf("a") }, "EIO"),
    folders,
  );
  assertEquals(lines.filter((line) => line.startsWith("failed")), [
    "failed a (cannot list it: test of EIO (EIO))",
  ]);
});

Deno.test("removals that are suspended do not count for the safety of the plan", async () => {
  using folders = testFolders(TREES);
  const { report } = await mirrorWith(
    failAt({ method: "list", path: pathOf("") }, "EIO"),
    folders,
    {
      safety: {
        maxDelete: { kind: "count", count: 0 },
        allowEmptySource: false,
      },
    },
  );
  assertEquals(report.ending.kind, "done");
  assertEquals(report.tally.removed, 0);
});

Deno.test("what a folder of the replica holds stays where that folder cannot be listed", async () => {
  using folders = testFolders(TREES);
  const call: Partial<DiskCall> = {
    side: "replica",
    method: "list",
    path: pathOf("a"),
  };
  const { report, lines } = await mirrorWith(failAt(call, "EACCES"), folders);
  assertEquals(lines.filter((line) => line.startsWith("failed")), [
    "failed a (cannot list it: test of EACCES (EACCES))",
  ]);
  assertEquals(report.tally.removed, 2);
  const left = Object.keys(readTree(folders.replica));
  assertEquals(left.includes("a/old.txt"), true);
});

Deno.test("the counterpart of a file that cannot be read stays as it is", async () => {
  using folders = testFolders({
    source: { "f.txt": "longer" },
    replica: { "f.txt": "old" },
  });
  const before = readTree(folders.replica)["f.txt"];
  const { lines } = await mirrorWith(
    failAt({ method: "openFile", path: pathOf("f.txt") }, "EACCES"),
    folders,
  );
  assertEquals(lines, [
    "failed f.txt (cannot openFile it: test of EACCES (EACCES))",
  ]);
  assertEquals(readTree(folders.replica)["f.txt"], before);
});

Deno.test("a removal that fails is told, and the others are made", async () => {
  using folders = testFolders({
    source: { kept: {} },
    replica: { "a.txt": "a", "b.txt": "b", c: { "d.txt": "d" } },
  });
  const call: Partial<DiskCall> = {
    side: "replica",
    method: "removeFile",
    path: pathOf("a.txt"),
  };
  const { lines, report } = await mirrorWith(failAt(call, "EBUSY"), folders);
  assertEquals(lines, [
    "created kept",
    "failed a.txt (cannot removeFile it: test of EBUSY (EBUSY))",
    "removed b.txt",
    "removed c",
    "removed c/d.txt",
  ]);
  assertEquals(report.tally.failed, 1);
});

/** Runs a pass on the disk of the tests, with somebody who interferes. */
async function mirrorWith(
  hook: DiskHook,
  folders: { readonly source: string; readonly replica: string },
  overrides: MirrorOverrides = {},
): Promise<Mirrored> {
  using pool = testPool({ disk: watchedDisk(hook) });
  return await mirror(folders, { pool, ...overrides });
}

/** Has calls fail with a code; those of the source unless another side is named. */
function failAt(
  { side = "source", method, path }: Partial<DiskCall>,
  code: string,
): DiskHook {
  return (call) => {
    if (call.side !== side || call.method !== method) return;
    if (call.path === path) failWith(code, call);
  };
}

function pathOf(text: string): DiskCall["path"] {
  return text as DiskCall["path"];
}
