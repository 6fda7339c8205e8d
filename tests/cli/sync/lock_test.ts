import { Locker } from "../../../src/cli/sync/lock.ts";
import type { LockedReplica } from "../../../src/model/roots/locking.ts";
import { takeLock } from "../../../src/state/lock.ts";
import { assert, assertEquals, assertMatch } from "../../support/assert.ts";
import { notPosix, testUnless } from "../../support/conditions.ts";
import { look, putFile } from "../../support/files.ts";
import { type TestFolders, testFolders } from "../../support/folders.ts";
import { holdFolder, holdLock } from "../../support/holder.ts";

Deno.test("a locker keeps a replica between passes, until it is disposed of", async () => {
  using folders = testFolders({ replica: {} });
  const replica = replicaOf(folders);
  {
    using locker = openLocker(folders, "first");
    for (let pass = 1; pass <= 2; pass++) await runPass(locker, replica);
    assertEquals(await tryLock(folders, replica), "taken by first");
  }
  assertEquals(await tryLock(folders, replica), "mine");
});

Deno.test("a locker lets go of a replica that another folder has replaced", async () => {
  using folders = testFolders({ replica: {}, source: {} });
  const [one, two] = [replicaOf(folders), identify(folders.source)];
  using locker = openLocker(folders, "first");
  await runPass(locker, one);
  await runPass(locker, two);
  assertEquals(await tryLock(folders, one), "mine");
  assertEquals(await tryLock(folders, two), "taken by first");
});

Deno.test("a locker tells who is at work on the replica", async () => {
  using folders = testFolders({ replica: {} });
  const replica = replicaOf(folders);
  const holder = "process of the test";
  const folder = stateOf(folders);
  await using _process = await holdLock({ folder, replica, holder });
  using locker = openLocker(folders, "second");
  assertEquals(await locker.lock(replica), { kind: "taken", holder });
});

testUnless(
  notPosix() ??
    ("tryLock" in Deno.FsFile.prototype ? undefined : "it has no such lock"),
  "a locker hears of one that keeps its state elsewhere, while that one is in a pass",
  async () => {
    using folders = testFolders({ replica: {} });
    const replica = replicaOf(folders);
    await using process = await holdFolder(replica);
    using locker = openLocker(folders, "second");
    assertEquals((await locker.lock(replica)).kind, "taken");
    await process.kill();
    await runPass(locker, replica);
  },
);

Deno.test("a locker that cannot write its state says so, and locks the folder itself all the same", async () => {
  using folders = testFolders({ replica: {} });
  putFile(`${folders.top}/state`, "in the way");
  const said: string[] = [];
  using locker = openLocker(folders, "first", said);
  await runPass(locker, replicaOf(folders));
  assertEquals(said.length, 1);
  assertMatch(
    said[0] ?? "",
    /^other instances may not be kept off the replica: cannot lock it in the state folder ".+": .+\. Have XDG_STATE_HOME name a folder that can be written$/,
  );
});

Deno.test("a locker without a state folder locks the folder itself, and says nothing", async () => {
  using folders = testFolders({ replica: {} });
  const said: string[] = [];
  using locker = new Locker({
    folder: undefined,
    holder: "first",
    warn: (text) => said.push(text),
  });
  await runPass(locker, replicaOf(folders));
  assertEquals(said, []);
});

function openLocker(
  folders: TestFolders,
  holder: string,
  said: string[] = [],
): Locker {
  const folder = stateOf(folders);
  return new Locker({ folder, holder, warn: (text) => said.push(text) });
}

/** Takes the lock that must be free, for a moment. */
async function runPass(locker: Locker, replica: LockedReplica): Promise<void> {
  const locking = await locker.lock(replica);
  assert(locking.kind === "mine");
  locking.lock[Symbol.dispose]();
}

/** Asks for the lock as another instance would, and lets it go at once. */
async function tryLock(
  folders: TestFolders,
  replica: LockedReplica,
): Promise<string> {
  const folder = stateOf(folders);
  const locking = await takeLock({ folder, replica, holder: "another" });
  if (locking.kind === "taken") return `taken by ${locking.holder}`;
  locking.lock[Symbol.dispose]();
  return "mine";
}

function stateOf({ top }: TestFolders): string {
  return `${top}/state/lockstep`;
}

function replicaOf({ replica }: TestFolders): LockedReplica {
  return identify(replica);
}

function identify(path: string): LockedReplica {
  const { dev, ino } = look(path);
  return { path, identity: { dev, ino: ino ?? 0 } };
}
