import type { LockedReplica, Locking } from "../../src/model/roots/locking.ts";
import { takeLock } from "../../src/state/lock.ts";
import { assert, assertEquals, assertRejects } from "../support/assert.ts";
import { notPosix, notRoot, testUnless } from "../support/conditions.ts";
import { modeOf, putFile, putFolder, someBytes } from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { holdLock } from "../support/holder.ts";
import { mountTmpfs, noMounts } from "../support/mounts.ts";
import { folder as closedFolder, namesIn, writeTree } from "../support/tree.ts";

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

/** What may happen to a file on a disk that fails. */
const DAMAGES: Readonly<Record<string, (path: string) => void>> = {
  "that is no database": (path) => overwrite(path, 0, someBytes(5000)),
  "whose pages are damaged": (path) => overwrite(path, 100, someBytes(3996)),
};

function overwrite(path: string, at: number, bytes: Uint8Array): void {
  using opened = Deno.openSync(path, { write: true });
  opened.seekSync(at, Deno.SeekMode.Start);
  opened.writeSync(bytes);
}

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

for (const [what, damage] of Object.entries(DAMAGES)) {
  Deno.test(`takeLock() mends a lock file ${what}, and locks by it`, async () => {
    using folders = testFolders();
    {
      using _lock = await mine(folders, "first");
    }
    const [name = ""] = namesIn(stateOf(folders));
    damage(`${stateOf(folders)}/${name}`);
    using _lock = await mine(folders, "second");
    assertEquals(await take(folders), { kind: "taken", holder: "second" });
    assertEquals(namesIn(stateOf(folders)), [name]);
  });
}

Deno.test("takeLock() leaves a lock to who holds it though its file is damaged meanwhile", async () => {
  using folders = testFolders();
  const request = { folder: stateOf(folders), replica: REPLICA };
  await using _process = await holdLock({ ...request, holder: "first" });
  const [name = ""] = namesIn(stateOf(folders));
  DAMAGES["that is no database"]?.(`${stateOf(folders)}/${name}`);
  assertEquals((await take(folders)).kind, "taken");
});
