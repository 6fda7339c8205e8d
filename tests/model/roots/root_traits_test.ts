import {
  describeVolume,
  isSameFileSystem,
  isSameRoot,
  type RootTraits,
  type Volume,
} from "../../../src/model/roots/root_traits.ts";
import { assertEquals } from "../../support/assert.ts";

const DISK: Volume = {
  type: "ext4",
  origin: "/dev/sdb1",
  id: undefined,
  point: "/mnt/disk",
  top: undefined,
};

/** A folder as it was found; `undefined` makes a trait unknown. */
function root(
  { dev = 1, ino = 2, bornMs, volume = {} }: {
    readonly dev?: number;
    readonly ino?: number;
    readonly bornMs?: number;
    readonly volume?: Partial<Volume> | null;
  } = {},
): RootTraits {
  return {
    identity: { dev, ino },
    bornMs,
    volume: volume === null ? undefined : { ...DISK, ...volume },
  };
}

const SAME: Readonly<Record<string, [RootTraits, RootTraits]>> = {
  "nothing has changed": [root(), root()],
  "the device has another number, but folder and birth are the same": [
    root({ dev: 1, bornMs: 5 }),
    root({ dev: 9, bornMs: 5, volume: { origin: "/dev/sdc1" } }),
  ],
  "the device has another number, but the same is mounted": [
    root({ dev: 1 }),
    root({ dev: 9 }),
  ],
  "the device has another name and number, but the file system's is the same": [
    root({ dev: 1, volume: { id: "a" } }),
    root({ dev: 9, volume: { id: "a", origin: "/dev/sdc1" } }),
  ],
  "it is mounted somewhere else": [
    root({ bornMs: 5 }),
    root({ bornMs: 5, volume: { point: "/media" } }),
  ],
  "FAT gave its folder another inode number": [
    root({ ino: 2, volume: { type: "vfat", id: "a" } }),
    root({ ino: 7, volume: { type: "vfat", id: "a" } }),
  ],
  "a folder of an overlay has another birth": [
    root({ bornMs: 5, volume: { type: "overlay", origin: "overlay" } }),
    root({ bornMs: 6, volume: { type: "overlay", origin: "overlay" } }),
  ],
  "the system knows of no mounts, but device and inode are the same": [
    root({ volume: null }),
    root({ volume: null }),
  ],
  "the birth is known only now": [root(), root({ bornMs: 5 })],
};

for (const [name, [before, now]] of Object.entries(SAME)) {
  Deno.test(`isSameRoot() knows a folder again if ${name}`, () => {
    assertEquals(isSameRoot(before, now), true);
    assertEquals(isSameRoot(now, before), true);
  });
}

const OTHER: Readonly<Record<string, [RootTraits, RootTraits]>> = {
  "another disk got the same device and inode numbers and name": [
    root({ bornMs: 5 }),
    root({ bornMs: 6 }),
  ],
  "another file system got the same numbers, name and birth": [
    root({ bornMs: 5, volume: { id: "a" } }),
    root({ bornMs: 5, volume: { id: "b" } }),
  ],
  "it is another folder of the same file system": [
    root({ ino: 2, volume: { id: "a" } }),
    root({ ino: 3, volume: { id: "a" } }),
  ],
  "another folder was made at the same time": [
    root({ ino: 2, bornMs: 5 }),
    root({ ino: 3, bornMs: 5 }),
  ],
  "another device is mounted, and no birth is known": [
    root({ dev: 1 }),
    root({ dev: 9, volume: { origin: "/dev/sdc1" } }),
  ],
  "another FAT is mounted": [
    root({ volume: { type: "vfat", id: "a" } }),
    root({ volume: { type: "vfat", id: "b" } }),
  ],
  "a FAT is not mounted": [
    root({ dev: 1, volume: { type: "vfat" } }),
    root({ dev: 9, bornMs: 5, volume: { origin: "/dev/sda1", point: "/" } }),
  ],
  "the system knows of no mounts, and the device is another": [
    root({ dev: 1, volume: null }),
    root({ dev: 9, volume: null }),
  ],
};

for (const [name, [before, now]] of Object.entries(OTHER)) {
  Deno.test(`isSameRoot() sees another folder if ${name}`, () => {
    assertEquals(isSameRoot(before, now), false);
    assertEquals(isSameRoot(now, before), false);
  });
}

const TOP = { ino: 2, bornMs: 1 };

const SAME_FILE_SYSTEM: Readonly<Record<string, [RootTraits, RootTraits]>> = {
  "its number is the same": [
    root({ ino: 3, volume: { id: "a" } }),
    root({ ino: 4, volume: { id: "a", top: TOP } }),
  ],
  "its top is the same folder": [
    root({ ino: 3, bornMs: 5, volume: { top: TOP } }),
    root({ ino: 4, bornMs: 6, volume: { top: TOP, origin: "/dev/sdc1" } }),
  ],
};

for (const [name, [before, now]] of Object.entries(SAME_FILE_SYSTEM)) {
  Deno.test(`isSameFileSystem() knows a file system again if ${name}`, () => {
    assertEquals(isSameFileSystem(before, now), true);
    assertEquals(isSameFileSystem(now, before), true);
  });
}

const OTHER_FILE_SYSTEM: Readonly<Record<string, [RootTraits, RootTraits]>> = {
  "only its device and name are the same": [root(), root({ ino: 3 })],
  "its number is another": [
    root({ volume: { id: "a", top: TOP } }),
    root({ volume: { id: "b", top: TOP } }),
  ],
  "its top is another folder": [
    root({ volume: { top: TOP } }),
    root({ volume: { top: { ...TOP, ino: 3 } } }),
  ],
  "its top was made at another time": [
    root({ volume: { top: TOP } }),
    root({ volume: { top: { ...TOP, bornMs: 2 } } }),
  ],
  "it is mounted somewhere else, as where a bind mount is missing": [
    root({ volume: { id: "a", top: TOP } }),
    root({ volume: { id: "a", top: TOP, point: "/" } }),
  ],
  "the system knows of no mounts": [
    root({ volume: null }),
    root({ volume: null }),
  ],
};

for (const [name, [before, now]] of Object.entries(OTHER_FILE_SYSTEM)) {
  Deno.test(`isSameFileSystem() is not sure if ${name}`, () => {
    assertEquals(isSameFileSystem(before, now), false);
    assertEquals(isSameFileSystem(now, before), false);
  });
}

Deno.test("describeVolume() says what is mounted where, or else the device", () => {
  assertEquals(
    describeVolume(root()),
    'on /dev/sdb1 (ext4, mounted at "/mnt/disk")',
  );
  assertEquals(describeVolume(root({ volume: null })), "on device 1");
  assertEquals(describeVolume({ volume: undefined }), "on another file system");
});
