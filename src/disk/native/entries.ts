import type { Moment } from "../../model/entry/drift.ts";
import type { Entry, EntryFacts, EntryKind } from "../../model/entry/entry.ts";
import {
  DT_DIR,
  DT_LNK,
  DT_REG,
  S_IFBLK,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  S_IFSOCK,
  STATX,
} from "./layout.ts";

/** Returns the entry that statx described; of a link, `target` is where it leads. */
export function toEntry(words: Uint32Array, target = ""): Entry {
  const facts = factsOf(words);
  switch (modeOf(words) & S_IFMT) {
    case S_IFREG:
      return {
        kind: "file",
        size: sizeOf(words),
        links: words[STATX.links] ?? 1,
        ...facts,
      };
    case S_IFDIR:
      return { kind: "directory", ...facts };
    case S_IFLNK:
      return { kind: "symlink", target, ...facts };
    case S_IFIFO:
      return { kind: "other", what: "FIFO", device: 0, ...facts };
    case S_IFSOCK:
      return { kind: "other", what: "socket", device: 0, ...facts };
    case S_IFBLK: {
      const device = specialDeviceOf(words);
      return { kind: "other", what: "block device", device, ...facts };
    }
    default: {
      const device = specialDeviceOf(words);
      return { kind: "other", what: "character device", device, ...facts };
    }
  }
}

export function factsOf(words: Uint32Array): EntryFacts {
  return {
    mode: modeOf(words) & 0o7777,
    uid: words[STATX.uid] ?? 0,
    gid: words[STATX.gid] ?? 0,
    mtimeSeconds: mtimeSecondsOf(words),
    mtimeNanos: words[STATX.mtimeNanos] ?? 0,
    dev: deviceOf(words),
    ino: wide(words, STATX.ino),
  };
}

/** Returns when the entry itself was last changed. */
export function changeTimeOf(words: Uint32Array): Moment {
  return {
    seconds: signedWide(words, STATX.ctimeSeconds),
    nanos: words[STATX.ctimeNanos] ?? 0,
  };
}

/** Tells whether both are files, each with one name, of the same size, time, mode and owner. */
export function areTwins(a: Uint32Array, b: Uint32Array): boolean {
  return (modeOf(a) & S_IFMT) === S_IFREG && modeOf(a) === modeOf(b) &&
    a[STATX.links] === 1 && b[STATX.links] === 1 &&
    a[STATX.uid] === b[STATX.uid] && a[STATX.gid] === b[STATX.gid] &&
    a[STATX.size] === b[STATX.size] &&
    a[STATX.size + 1] === b[STATX.size + 1] &&
    a[STATX.mtimeSeconds] === b[STATX.mtimeSeconds] &&
    a[STATX.mtimeSeconds + 1] === b[STATX.mtimeSeconds + 1] &&
    a[STATX.mtimeNanos] === b[STATX.mtimeNanos];
}

/** Returns the size, in bytes, that statx told. */
export function sizeOf(words: Uint32Array): number {
  return wide(words, STATX.size);
}

/** Returns the full seconds of the modification time that statx told. */
export function mtimeSecondsOf(words: Uint32Array): number {
  return signedWide(words, STATX.mtimeSeconds);
}

/** Returns the kind that statx told. */
export function kindOf(words: Uint32Array): EntryKind {
  switch (modeOf(words) & S_IFMT) {
    case S_IFREG:
      return "file";
    case S_IFDIR:
      return "directory";
    case S_IFLNK:
      return "symlink";
    default:
      return "other";
  }
}

/** Returns the kind for the type in a directory entry. */
export function kindOfType(type: number): EntryKind {
  switch (type) {
    case DT_REG:
      return "file";
    case DT_DIR:
      return "directory";
    case DT_LNK:
      return "symlink";
    default:
      return "other";
  }
}

/** Tells whether a file has less on the disk than its size: it has holes. */
export function hasHoles(words: Uint32Array): boolean {
  return wide(words, STATX.blocks) * 512 < sizeOf(words);
}

function modeOf(words: Uint32Array): number {
  return (words[STATX.mode] ?? 0) & 0xffff;
}

/** Two words, the low one first, as a number; above 2^53 it is rounded, as everywhere in Deno. */
function wide(words: Uint32Array, index: number): number {
  return (words[index] ?? 0) + (words[index + 1] ?? 0) * 2 ** 32;
}

function signedWide(words: Uint32Array, index: number): number {
  return (words[index] ?? 0) + ((words[index + 1] ?? 0) | 0) * 2 ** 32;
}

/** The device that an entry lies on. */
function deviceOf(words: Uint32Array): number {
  return makeDevice(words[STATX.devMajor] ?? 0, words[STATX.devMinor] ?? 0);
}

/** The device that a special file stands for. */
function specialDeviceOf(words: Uint32Array): number {
  return makeDevice(words[STATX.rdevMajor] ?? 0, words[STATX.rdevMinor] ?? 0);
}

/** The device number as stat(2) has it: makedev(3) of glibc. */
function makeDevice(major: number, minor: number): number {
  return (major & 0xfff) * 2 ** 8 + (minor & 0xff) +
    (minor >>> 8) * 2 ** 20 + (major >>> 12) * 2 ** 44;
}
