import {
  AT_FDCWD,
  AT_SYMLINK_NOFOLLOW,
  DIRENT,
  O_CREAT,
  O_DIRECTORY,
  O_EXCL,
  O_RDONLY,
  O_WRONLY,
  STATX,
  STATX_BASIC_STATS,
} from "../src/disk/native/layout.ts";

/** The least that mirroring a folder of small files takes, by somebody's calls. */
export interface Calls {
  /** Returns the names in a folder. */
  list(folder: string): readonly string[];
  /** Tells whether two files have one size and one time. */
  areEqual(source: string, replica: string): boolean;
  /** Copies a small file, its time too, under a name that is free. */
  copy(source: string, made: string): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  /** Gives a folder the time of another. */
  stamp(source: string, replica: string): void;
}

/**
 * Makes a folder of small files equal to its source at the least cost, with
 * nothing checked, planned or told: each name is looked at once, what differs
 * is copied under a name of its own, and what the source lacks is removed.
 */
export function mirrorFolder(
  source: string,
  replica: string,
  calls: Calls,
): void {
  const names = calls.list(source);
  const extra = new Set(calls.list(replica));
  let hasChanged = false;
  for (const name of names) {
    const [from, to] = [`${source}/${name}`, `${replica}/${name}`];
    if (extra.delete(name) && calls.areEqual(from, to)) continue;
    calls.copy(from, `${replica}/.new`);
    calls.rename(`${replica}/.new`, to);
    hasChanged = true;
  }
  for (const name of extra) calls.remove(`${replica}/${name}`);
  if (hasChanged || extra.size > 0) calls.stamp(source, replica);
}

/** By what the portable disk has. */
export function byDeno(): Calls {
  return {
    list: (folder) => [...Deno.readDirSync(folder)].map(({ name }) => name),
    areEqual: (source, replica) => {
      const [one, other] = [Deno.lstatSync(source), Deno.lstatSync(replica)];
      return one.size === other.size &&
        one.mtime?.getTime() === other.mtime?.getTime();
    },
    copy: (source, made) => {
      Deno.copyFileSync(source, made);
      stampByDeno(source, made);
    },
    rename: Deno.renameSync,
    remove: (path) => Deno.removeSync(path),
    stamp: stampByDeno,
  };
}

function stampByDeno(source: string, path: string): void {
  const { atime, mtime } = Deno.lstatSync(source);
  Deno.utimeSync(path, atime ?? 0, mtime ?? 0);
}

const TO_MAKE = O_WRONLY | O_CREAT | O_EXCL;

let libc: Calls | undefined;

/** By the C library's, as the native disk does. */
export function byLibc(): Calls {
  return libc ??= openLibc();
}

function openLibc(): Calls {
  const { symbols: c } = Deno.dlopen("libc.so.6", {
    open: { parameters: ["buffer", "i32", "u32"], result: "i32" },
    close: { parameters: ["i32"], result: "i32" },
    getdents64: { parameters: ["i32", "buffer", "usize"], result: "isize" },
    statx: {
      parameters: ["i32", "buffer", "i32", "u32", "buffer"],
      result: "i32",
    },
    copy_file_range: {
      parameters: ["i32", "pointer", "i32", "pointer", "usize", "u32"],
      result: "isize",
    },
    utimensat: {
      parameters: ["i32", "buffer", "buffer", "i32"],
      result: "i32",
    },
    rename: { parameters: ["buffer", "buffer"], result: "i32" },
    unlink: { parameters: ["buffer"], result: "i32" },
  });
  const listing = new Uint8Array(64 * 1024);
  const lengths = new DataView(listing.buffer);
  const [one, other] = [
    new Uint32Array(STATX.bytes / 4),
    new Uint32Array(STATX.bytes / 4),
  ];
  const times = new BigInt64Array(4);
  const [first, second] = [new Uint8Array(4096), new Uint8Array(4096)];
  const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];
  const put = (
    path: string,
    buffer: Uint8Array<ArrayBuffer>,
  ): Uint8Array<ArrayBuffer> => {
    buffer[encoder.encodeInto(path, buffer).written] = 0;
    return buffer;
  };
  const expect = (isDone: boolean, path: string): void => {
    if (!isDone) throw new Error(`A call failed at ${path}`);
  };
  const look = (
    path: string,
    facts: Uint32Array<ArrayBuffer>,
    buffer: Uint8Array<ArrayBuffer>,
  ): void => {
    const flags = AT_SYMLINK_NOFOLLOW;
    const at = put(path, buffer);
    const code = c.statx(AT_FDCWD, at, flags, STATX_BASIC_STATS, facts);
    expect(code === 0, path);
  };
  const stamp = (source: string, path: string): void => {
    look(source, one, first);
    // The access time is given the same, which costs as much.
    times[0] = times[2] = BigInt(one[STATX.mtimeSeconds] ?? 0);
    times[1] = times[3] = BigInt(one[STATX.mtimeNanos] ?? 0);
    const at = put(path, second);
    expect(c.utimensat(AT_FDCWD, at, times, 0) === 0, path);
  };
  return {
    list: (folder) => {
      const handle = c.open(put(folder, first), O_RDONLY | O_DIRECTORY, 0);
      expect(handle >= 0, folder);
      const names: string[] = [];
      for (;;) {
        const length = Number(
          c.getdents64(handle, listing, BigInt(listing.length)),
        );
        if (length <= 0) break;
        const step = (at: number): number =>
          lengths.getUint16(at + DIRENT.length, true);
        for (let at = 0; at < length; at += step(at)) {
          const end = listing.indexOf(0, at + DIRENT.name);
          names.push(decoder.decode(listing.subarray(at + DIRENT.name, end)));
        }
      }
      c.close(handle);
      return names.filter((name) => name !== "." && name !== "..");
    },
    areEqual: (source, replica) => {
      look(source, one, first);
      look(replica, other, second);
      return [STATX.size, STATX.mtimeSeconds, STATX.mtimeNanos]
        .every((place) => one[place] === other[place]);
    },
    copy: (source, made) => {
      const from = c.open(put(source, first), O_RDONLY, 0);
      const to = c.open(put(made, second), TO_MAKE, 0o644);
      expect(from >= 0 && to >= 0, source);
      c.copy_file_range(from, null, to, null, 1_048_576n, 0);
      c.close(from);
      c.close(to);
      stamp(source, made);
    },
    rename: (from, to) =>
      expect(c.rename(put(from, first), put(to, second)) === 0, from),
    remove: (path) => expect(c.unlink(put(path, first)) === 0, path),
    stamp,
  };
}
