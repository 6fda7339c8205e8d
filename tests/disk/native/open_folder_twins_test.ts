import { CHUNK_BYTES } from "../../../src/disk/buffers.ts";
import type { Folder, Side } from "../../../src/disk/disk.ts";
import { portableDisk } from "../../../src/disk/portable/disk.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { notRoot } from "../../support/conditions.ts";
import { putFifo, putFile, remove } from "../../support/files.ts";
import { testFolders } from "../../support/folders.ts";
import {
  nativeTest,
  openBelow,
  openNative,
  openWith,
} from "../../support/native.ts";
import { DEFAULT_TIME } from "../../support/tree.ts";
import {
  broken,
  ERRNO,
  failing,
  troubledLibc,
} from "../../support/troubled_libc.ts";

/** What can be different about a file that is else the same as another. */
const DIFFERENCES: Readonly<Record<string, (path: string) => void>> = {
  "another size": (path) => putFile(path, "longer"),
  "a later time": (path) => putFile(path, "text", DEFAULT_TIME + 1000),
  "a time that is 1 ms later": (path) =>
    putFile(path, "text", DEFAULT_TIME + 1),
  "a time 136 years later": (path) =>
    putFile(path, "text", DEFAULT_TIME + 2 ** 32 * 1000),
  "4 GiB more": (path) => {
    Deno.truncateSync(path, 4 + 2 ** 32);
    Deno.utimeSync(path, new Date(DEFAULT_TIME), new Date(DEFAULT_TIME));
  },
  "another mode": (path) => Deno.chmodSync(path, 0o640),
  "setuid": (path) => Deno.chmodSync(path, 0o4644),
  "another name": (path) => Deno.linkSync(path, `${path} too`),
  "nothing": (path) => remove(path),
  "a folder": (path) => {
    remove(path);
    Deno.mkdirSync(path);
  },
  "a link to a twin": (path) => {
    Deno.renameSync(path, `${path} itself`);
    Deno.symlinkSync(`${path} itself`, path);
  },
  "a FIFO": (path) => {
    remove(path);
    putFifo(path);
  },
  ...(notRoot() === undefined
    ? {
      "another owner": (path) => Deno.chownSync(path, 1234, null),
      "another group": (path) => Deno.chownSync(path, null, 1234),
    } satisfies Record<string, (path: string) => void>
    : {}),
};

nativeTest(
  "hasTwin() and sizeOfEqualTwin() see that two files are the same",
  () => {
    using folders = twoFiles();
    for (const open of [openNative, openPortable]) {
      using source = open(folders.source, "source");
      using replica = open(folders.replica);
      assertEquals(source.hasTwin?.("a", replica), true);
      assertEquals(isEqual(source, replica, Date.now()), true);
    }
  },
);

nativeTest(
  "sizeOfEqualTwin() sees what hasTwin() does not: other bytes",
  () => {
    for (const side of ["source", "replica"] as const) {
      using folders = twoFiles();
      putFile(`${folders[side]}/a`, "tExt", DEFAULT_TIME);
      for (const open of [openNative, openPortable]) {
        using source = open(folders.source, "source");
        using replica = open(folders.replica);
        assertEquals(source.hasTwin?.("a", replica), true);
        assertEquals(isEqual(source, replica, Date.now()), false);
      }
    }
  },
);

const SIZES: Readonly<Record<number, boolean>> = {
  0: true,
  1: true,
  [CHUNK_BYTES]: true,
  [CHUNK_BYTES + 1]: false,
};

for (const [size, expected] of Object.entries(SIZES)) {
  nativeTest(
    `sizeOfEqualTwin() ${expected ? "reads" : "leaves"} files of ${size} bytes`,
    () => {
      const a = "x".repeat(Number(size));
      using folders = testFolders({ source: { a }, replica: { a } });
      for (const open of [openNative, openPortable]) {
        using source = open(folders.source, "source");
        using replica = open(folders.replica);
        assertEquals(isEqual(source, replica, Date.now()), expected);
      }
    },
  );
}

nativeTest(
  "sizeOfEqualTwin() leaves a file alone that may just be changing",
  () => {
    using folders = twoFiles();
    for (const open of [openNative, openPortable]) {
      using source = open(folders.source, "source");
      using replica = open(folders.replica);
      for (const [later, expected] of [[-1, false], [1, false], [4000, true]]) {
        const now = DEFAULT_TIME + Number(later);
        assertEquals(isEqual(source, replica, now), expected);
      }
    }
  },
);

for (const call of ["openat", "statx", "read"]) {
  for (const at of [0, 1]) {
    nativeTest(
      `sizeOfEqualTwin() proves nothing if ${call} ${at} fails, and leaves nothing open`,
      () => {
        using folders = twoFiles();
        let left = Infinity;
        const libc = troubledLibc({
          [call]: (...made) =>
            left-- === 0 ? broken(ERRNO.EIO)(...made) : made[0](...made[1]),
        });
        using source = openWith(libc, folders.source, "source");
        using replica = openWith(libc, folders.replica);
        const before = openBelow(folders.top);
        left = at;
        assert(!isEqual(source, replica, Date.now()));
        assertEquals(openBelow(folders.top), before);
        assert(isEqual(source, replica, Date.now()));
      },
    );
  }
}

for (const [title, act] of Object.entries(DIFFERENCES)) {
  nativeTest(
    `hasTwin() and sizeOfEqualTwin() see no twin in a file with ${title}`,
    () => {
      for (const side of ["source", "replica"] as const) {
        using folders = twoFiles();
        act(`${folders[side]}/a`);
        for (const open of [openNative, openPortable]) {
          using source = open(folders.source, "source");
          using replica = open(folders.replica);
          assertEquals(source.hasTwin?.("a", replica), false);
          assertEquals(isEqual(source, replica, Date.now()), false);
        }
      }
    },
  );
}

nativeTest("hasTwin() takes no two entries of another kind for twins", () => {
  using folders = testFolders({ source: { a: {} }, replica: { a: {} } });
  using source = openNative(folders.source, "source");
  using replica = openNative(folders.replica);
  assertEquals(source.hasTwin?.("a", replica), false);
});

nativeTest("hasTwin() knows nothing of a folder of another disk", () => {
  using folders = twoFiles();
  using source = openNative(folders.source, "source");
  using replica = openPortable(folders.replica);
  assertEquals(source.hasTwin?.("a", replica), false);
});

nativeTest("hasTwin() goes on where a signal interrupts it", () => {
  using folders = twoFiles();
  const libc = troubledLibc({ statx: failing(ERRNO.EINTR, ERRNO.EINTR) });
  using source = openWith(libc, folders.source, "source");
  using replica = openWith(libc, folders.replica);
  assert(source.hasTwin("a", replica));
});

function isEqual(source: Folder, replica: Folder, now: number): boolean {
  return source.sizeOfEqualTwin?.("a", replica, now) !== undefined;
}

function openPortable(path: string, side: Side = "replica"): Folder {
  return portableDisk.openRoot(path, { side, identity: undefined });
}

function twoFiles(): ReturnType<typeof testFolders> {
  return testFolders({ source: { a: "text" }, replica: { a: "text" } });
}
