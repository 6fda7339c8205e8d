import type { LockedReplica, Locking } from "../../src/model/locking.ts";
import { takeLock } from "../../src/state/lock.ts";
import { assert, assertEquals, assertRejects } from "../support/assert.ts";
import { notPosix, notRoot, testUnless } from "../support/conditions.ts";
import { modeOf, putFile, putFolder } from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { holdLock } from "../support/holder.ts";
import { mountTmpfs, noMounts } from "../support/mounts.ts";
import {
  folder as closedFolder,
  namesIn,
  readText,
  writeTree,
} from "../support/tree.ts";

const REPLICA: LockedReplica = {
  path: "/replica",
  identity: { dev: 1, ino: 2 },
};

testUnless(
  notPosix(),
  "takeLock() makes the state folder, for its owner's eyes only",
  async () => {
    using folders = testFolders();
    using _lock = await mine(folders);
    const folder = stateOf(folders);
    assertEquals(modeOf(`${folders.top}/state`), 0o700);
    for (const name of namesIn(folder)) {
      assertEquals(modeOf(`${folder}/${name}`), 0o600);
    }
  },
);

Deno.test("takeLock() tells the second who was first, and lets it have the lock afterwards", async () => {
  using folders = testFolders();
  {
    using _lock = await mine(folders, "process 1, since then");
    for (let tries = 0; tries < 2; tries++) {
      assertEquals(await take(folders, { holder: "process 2" }), {
        kind: "taken",
        holder: "process 1, since then",
      });
    }
  }
  using _later = await mine(folders, "process 3");
  assertEquals(await take(folders), { kind: "taken", holder: "process 3" });
});

Deno.test("takeLock() passes on any words about the holder", async () => {
  using folders = testFolders();
  const holder = 'it\'s "me"; DROP TABLE holder; --\n\u{1f5c2}';
  using _lock = await mine(folders, holder);
  assertEquals(await take(folders), { kind: "taken", holder });
});

const OTHERS: Readonly<Record<string, LockedReplica>> = {
  "another inode": { ...REPLICA, identity: { dev: 1, ino: 3 } },
  "another device": { ...REPLICA, identity: { dev: 2, ino: 2 } },
  "no inode number": { ...REPLICA, identity: { dev: 1, ino: 0 } },
};

for (const [name, replica] of Object.entries(OTHERS)) {
  Deno.test(`takeLock() lets a replica with ${name} have a lock of its own`, async () => {
    using folders = testFolders();
    using _lock = await mine(folders);
    const other = await take(folders, { replica });
    assert(other.kind === "mine");
    other.lock[Symbol.dispose]();
  });
}

Deno.test("takeLock() knows a replica by whatever path leads to it", async () => {
  using folders = testFolders();
  using _lock = await mine(folders);
  const replica = { ...REPLICA, path: "/other/way" };
  assertEquals((await take(folders, { replica })).kind, "taken");
});

Deno.test("takeLock() knows a replica by its path where it has no inode number", async () => {
  using folders = testFolders();
  const nameless = { dev: 1, ino: 0 };
  const replica = { path: "/a b\u{1f5c2}", identity: nameless };
  const first = await take(folders, { replica });
  assert(first.kind === "mine");
  assertEquals((await take(folders, { replica })).kind, "taken");
  const other = await take(folders, {
    replica: { path: "/other", identity: nameless },
  });
  assert(other.kind === "mine");
  for (const { lock } of [first, other]) lock[Symbol.dispose]();
});

Deno.test("takeLock() keeps off other processes, until they are killed", async () => {
  using folders = testFolders();
  const folder = stateOf(folders);
  const holder = "process of the test";
  await using process = await holdLock({ folder, replica: REPLICA, holder });
  assertEquals(await take(folders), { kind: "taken", holder });
  await process.kill();
  using _lock = await mine(folders);
});

Deno.test("takeLock() fails where the state folder cannot be made", async () => {
  using folders = testFolders();
  putFile(`${folders.top}/state`, "in the way");
  await assertRejects(() => take(folders), Error);
});

Deno.test("takeLock() fails where the lock is no database, and changes nothing", async () => {
  using folders = testFolders();
  (await mine(folders))[Symbol.dispose]();
  const folder = stateOf(folders);
  const [name = ""] = namesIn(folder);
  const other = "not a database at all, but as long as one ".repeat(20);
  putFile(`${folder}/${name}`, other);
  await assertRejects(() => take(folders), Error, "not a database");
  assertEquals(readText(`${folder}/${name}`), other);
});

Deno.test("takeLock() takes a lock that was cut off to nothing for free", async () => {
  using folders = testFolders();
  (await mine(folders))[Symbol.dispose]();
  const folder = stateOf(folders);
  for (const name of namesIn(folder)) putFile(`${folder}/${name}`, "");
  using _lock = await mine(folders);
});

testUnless(
  noMounts(),
  "takeLock() fails where there is no room for the lock",
  async () => {
    using folders = testFolders();
    putFolder(`${folders.top}/state`);
    using disk = mountTmpfs(`${folders.top}/state`, "size=4k");
    putFile(`${disk.path}/filler`, new Uint8Array(4096));
    await assertRejects(() => take(folders), Error);
  },
);

testUnless(
  notPosix() ??
    (notRoot() === undefined ? "root may write everywhere" : undefined),
  "takeLock() fails where the state folder must not be written",
  async () => {
    using folders = testFolders();
    writeTree(`${folders.top}/state`, {
      lockstep: closedFolder({}, { mode: 0o500 }),
    });
    await assertRejects(() => take(folders), Deno.errors.PermissionDenied);
  },
);

function stateOf({ top }: TestFolders): string {
  return `${top}/state/lockstep`;
}

function take(
  folders: TestFolders,
  { replica = REPLICA, holder = "somebody" }: {
    readonly replica?: LockedReplica;
    readonly holder?: string;
  } = {},
): Promise<Locking> {
  return takeLock({ folder: stateOf(folders), replica, holder });
}

/** Takes a lock that must be free. */
async function mine(
  folders: TestFolders,
  holder = "somebody",
): Promise<Disposable> {
  const locking = await take(folders, { holder });
  assert(locking.kind === "mine", "It is not free");
  return locking.lock;
}
