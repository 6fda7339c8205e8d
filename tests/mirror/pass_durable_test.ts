import type { Disk } from "../../src/disk/disk.ts";
import type { MirrorOptions } from "../../src/model/settings.ts";
import { DURABILITIES } from "../../src/model/settings.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { mirror, type Mirrored } from "../support/mirror.ts";
import { nativeTest, openWith } from "../support/native.ts";
import { testPool } from "../support/pool.ts";
import { testDisk } from "../support/test_disk.ts";
import { namesIn, readText, readTree } from "../support/tree.ts";
import {
  ERRNO,
  failing,
  troubledLibc,
  type Troubles,
} from "../support/troubled_libc.ts";
import { watchedDisk } from "../support/watched_disk.ts";

const TREES = {
  source: { "new.txt": "new", changed: "newer", added: { "a.txt": "a" } },
  replica: { changed: "old", extra: { "b.txt": "b" } },
};

for (const durable of ["file", "pass"] as const) {
  Deno.test(`with --durable ${durable} a disk without a flush of all flushes files before their rename, folders after it, and all before the removals`, async () => {
    using folders = testFolders(TREES);
    const calls = await callsOf(folders, { durable });
    const before = (call: string, count: number): readonly string[] =>
      calls.slice(calls.indexOf(call) - count, calls.indexOf(call));
    assertEquals(before("rename new.txt", 1), ["file.flush ~"]);
    assertEquals(before("rename changed", 1), ["file.flush ~"]);
    assertEquals(before("rename added", 2), ["file.flush ~/a.txt", "flush ~"]);
    const rest = ["flush ", "removeFile extra/b.txt", "removeFolder extra"];
    assertEquals(calls.slice(-3), rest);
    assertEquals(readTree(folders.replica), readTree(folders.source));
  });
}

Deno.test("with --durable off nothing is flushed", async () => {
  using folders = testFolders(TREES);
  const calls = await callsOf(folders, { durable: "off" });
  assertEquals(calls.filter(isFlush), []);
});

for (const durable of DURABILITIES) {
  Deno.test(`a dry run, and a pass that finds nothing to do, flush nothing with --durable ${durable}`, async () => {
    using folders = testFolders(TREES);
    assertEquals(await callsOf(folders, { durable, dryRun: true }), []);
    await mirror(folders);
    assertEquals(await callsOf(folders, { durable }), []);
  });
}

Deno.test("with -H the folders of new names are flushed too", async () => {
  for (const durable of ["file", "pass"] as const) {
    using folders = testFolders({ source: { a: "a", b: {} }, replica: {} });
    linkTwice(folders.source);
    const calls = await callsOf(folders, { durable, hardLinks: true });
    const lastOf = (call: string): number => calls.lastIndexOf(call);
    assert(lastOf("flush ") > lastOf("rename a"), calls.join("\n"));
    assert(lastOf("flush b") > lastOf("rename b/a"), calls.join("\n"));
  }
});

nativeTest(
  "a pass whose flush fails says so and removes nothing; the next one does",
  async () => {
    using folders = testFolders(TREES);
    const { lines, report, events } = await mirrorWith(folders, {
      troubles: { syncfs: failing(ERRNO.EIO) },
      durable: "pass",
    });
    assertEquals(lines.filter((line) => !line.startsWith("c")), [
      "failed . (cannot flush what was written to the disk: " +
      "the device reports an input or output error (EIO))",
      "updated changed (size)",
    ]);
    assertEquals([report.tally.failed, report.tally.removed], [1, 0]);
    const said = events.filter((event) => event.kind === "said");
    assertEquals(said.map(({ level, text }) => [level, text]), [[
      "warn",
      "nothing is removed in this pass: what was copied may not have got to the disk",
    ]]);
    assertEquals(readText(`${folders.replica}/extra/b.txt`), "b");
    await mirrorWith(folders, { troubles: {}, durable: "pass" });
    assertEquals(readTree(folders.replica), readTree(folders.source));
  },
);

nativeTest(
  "a file that cannot be flushed leaves the old version, and nothing is removed",
  async () => {
    using folders = testFolders({
      source: { changed: "newer" },
      replica: TREES.replica,
    });
    const { ENOSPC } = ERRNO;
    const { lines } = await mirrorWith(folders, {
      // It is tried three times, as there is room for it.
      troubles: { fsync: failing(ENOSPC, ENOSPC, ENOSPC) },
      durable: "file",
    });
    assertEquals(lines, [
      "failed changed (cannot flush the replica file to the disk: " +
      "no space left on the disk (ENOSPC))",
    ]);
    assertEquals(namesIn(folders.replica), ["changed", "extra"]);
    assertEquals(readText(`${folders.replica}/changed`), "old");
  },
);

nativeTest(
  "a folder gives way to a file only when all written before is on the disk",
  async () => {
    for (const durable of ["pass", "file"] as const) {
      using folders = testFolders({
        source: { "moved.txt": "precious", was: "a file" },
        replica: { was: { "moved.txt": "precious" } },
      });
      const { lines } = await mirrorWith(folders, {
        troubles: { syncfs: failing(ERRNO.EIO) },
        durable,
      });
      const failures = lines.filter((line) => line.startsWith("failed was"));
      assertEquals(failures, [
        "failed was (cannot flush what was written to the disk: " +
        "the device reports an input or output error (EIO))",
      ]);
      assertEquals(readText(`${folders.replica}/was/moved.txt`), "precious");
      assertEquals(namesIn(folders.replica), ["moved.txt", "was"]);
    }
  },
);

/** Runs a pass on a disk that flushes file by file; returns what was flushed, renamed and removed, in this order. */
async function callsOf(
  folders: TestFolders,
  options: Partial<MirrorOptions>,
): Promise<readonly string[]> {
  const calls: string[] = [];
  const disk = watchedDisk(({ side, method, path }) => {
    if (side === "source" || !/flush|rename|remove/i.test(method)) return;
    const name = path.replace(/\.lockstep-[0-9a-f]{16}\.tmp/, "~");
    calls.push(`${method} ${name}`);
  });
  using pool = testPool({ disk });
  const { report } = await mirror(folders, { pool, options });
  assertEquals([report.ending.kind, report.tally.failed], ["done", 0]);
  return calls;
}

function linkTwice(source: string): void {
  Deno.linkSync(`${source}/a`, `${source}/b/a`);
}

function isFlush(call: string): boolean {
  return call.includes("flush");
}

/** Runs a pass on the native disk, with troubles in some calls. */
async function mirrorWith(
  folders: TestFolders,
  { troubles, durable }: {
    readonly troubles: Troubles;
    readonly durable: MirrorOptions["durable"];
  },
): Promise<Mirrored> {
  const libc = troubledLibc(troubles);
  const disk: Disk = {
    ...testDisk,
    openRoot: (path, { side }) => openWith(libc, path, side),
  };
  using pool = testPool({ disk });
  return await mirror(folders, { pool, options: { durable } });
}
