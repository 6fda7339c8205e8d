import type { LockedReplica } from "../../src/model/roots/locking.ts";
import { lockFolder } from "../../src/state/folder_lock.ts";
import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { look, remove } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { holdFolder } from "../support/holder.ts";
import { readIdentities } from "../support/tree.ts";

Deno.test("lockFolder() changes nothing of the folder", async () => {
  using folders = testFolders({ replica: { a: "a" } });
  const before = readIdentities(folders.replica);
  using _lock = await mine(lockedReplica(folders.replica));
  assertEquals(readIdentities(folders.replica), before);
});

testUnless(
  noFolderLocks(),
  "lockFolder() keeps a second off, until the first lets go",
  async () => {
    using folders = testFolders({ replica: {} });
    const replica = lockedReplica(folders.replica);
    {
      using _lock = await mine(replica);
      assertEquals((await lockFolder(replica)).kind, "taken");
    }
    using _later = await mine(replica);
  },
);

testUnless(
  noFolderLocks(),
  "lockFolder() keeps two replicas apart",
  async () => {
    using folders = testFolders({ source: {}, replica: {} });
    using _one = await mine(lockedReplica(folders.source));
    using _two = await mine(lockedReplica(folders.replica));
  },
);

testUnless(
  noFolderLocks(),
  "lockFolder() keeps off other processes, until they are killed",
  async () => {
    using folders = testFolders({ replica: {} });
    const replica = lockedReplica(folders.replica);
    await using process = await holdFolder(replica);
    const locking = await lockFolder(replica);
    assert(locking.kind === "taken");
    assertMatch(locking.holder, /^(another process|process \d+)$/);
    await process.kill();
    using _lock = await mine(replica);
  },
);

testUnless(
  noFolderLocks() ?? noTableOfLocks(),
  "lockFolder() finds out which process was first",
  async () => {
    using folders = testFolders({ replica: {} });
    const replica = lockedReplica(folders.replica);
    await using process = await holdFolder(replica);
    assertEquals(await lockFolder(replica), {
      kind: "taken",
      holder: `process ${process.pid}`,
    });
  },
);

Deno.test("lockFolder() is left out where the folder cannot be opened", async () => {
  using folders = testFolders({ replica: {} });
  const replica = lockedReplica(folders.replica);
  remove(folders.replica);
  using _one = await mine(replica);
  using _two = await mine(replica);
});

function lockedReplica(path: string): LockedReplica {
  const { dev, ino } = look(path);
  return { path, identity: { dev, ino: ino ?? 0 } };
}

/**
 * Takes a lock that must be free. A process that another test starts holds what
 * is open here, and with it the lock, until its program begins.
 */
async function mine(replica: LockedReplica): Promise<Disposable> {
  for (let tries = 0; tries < 100; tries++) {
    const locking = await lockFolder(replica);
    if (locking.kind === "mine") return locking.lock;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("It is not free");
}

function noFolderLocks(): string | undefined {
  if (Deno.build.os === "windows") return "Windows locks no folders";
  return "tryLock" in Deno.FsFile.prototype
    ? undefined
    : "this Deno has no such lock";
}

/** Containers show the locks of their own processes only, or none. */
function noTableOfLocks(): string | undefined {
  if (Deno.build.os !== "linux") return "it needs Linux";
  const path = Deno.makeTempFileSync();
  using file = Deno.openSync(path);
  file.lockSync(true);
  const { ino } = look(path);
  Deno.removeSync(path);
  return Deno.readTextFileSync("/proc/locks").includes(`:${ino} `)
    ? undefined
    : "/proc/locks does not show locks here";
}
