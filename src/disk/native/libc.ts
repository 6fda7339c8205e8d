/*
 * The calls of the C library that the native disk makes, as glibc has them on
 * 64-bit Linux. openat, ioctl and syscall take arguments in any number, which
 * on both processors are passed as those of any call (System V ABI for AMD64,
 * "Variable Argument Lists"; AAPCS64, "Variadic subroutines").
 *
 * Perf: parameters of 64 bits are given as BigInt. A number works too, but
 * takes Deno's slow path: 130 ns more for each call. Results are read as 32
 * bits, which is enough for -1 and for all that is asked for at a time.
 */

/** To look at a tree. A glibc that has the youngest of them, getdents64 (2.30), has those below, too. */
const LOOKING = {
  openat: { parameters: ["i32", "buffer", "i32", "u32"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
  lseek: { parameters: ["i32", "i64", "i32"], result: "i64" },
  getdents64: { parameters: ["i32", "buffer", "usize"], result: "i32" },
  statx: {
    parameters: ["i32", "buffer", "i32", "u32", "buffer"],
    result: "i32",
  },
  readlinkat: {
    parameters: ["i32", "buffer", "buffer", "usize"],
    result: "i32",
  },
  /** openat2, for which glibc has no function: number, folder, path, how, size of how. */
  openat2: {
    name: "syscall",
    parameters: ["i64", "i64", "buffer", "buffer", "i64"],
    result: "i32",
  },
  __errno_location: { parameters: [], result: "pointer" },
} as const;

/** To read files and to change anything. */
const WORKING = {
  read: { parameters: ["i32", "buffer", "usize"], result: "i32" },
  write: { parameters: ["i32", "buffer", "usize"], result: "i32" },
  ftruncate: { parameters: ["i32", "i64"], result: "i32" },
  copy_file_range: {
    parameters: ["i32", "pointer", "i32", "pointer", "usize", "u32"],
    result: "i32",
  },
  ioctl: { parameters: ["i32", "u64", "i64"], result: "i32" },
  mkdirat: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  unlinkat: { parameters: ["i32", "buffer", "i32"], result: "i32" },
  renameat2: {
    parameters: ["i32", "buffer", "i32", "buffer", "u32"],
    result: "i32",
  },
  linkat: {
    parameters: ["i32", "buffer", "i32", "buffer", "i32"],
    result: "i32",
  },
  symlinkat: { parameters: ["buffer", "i32", "buffer"], result: "i32" },
  futimens: { parameters: ["i32", "buffer"], result: "i32" },
  utimensat: { parameters: ["i32", "buffer", "buffer", "i32"], result: "i32" },
  fchmod: { parameters: ["i32", "u32"], result: "i32" },
  fchmodat: { parameters: ["i32", "buffer", "u32", "i32"], result: "i32" },
  fchown: { parameters: ["i32", "u32", "u32"], result: "i32" },
  fchownat: {
    parameters: ["i32", "buffer", "u32", "u32", "i32"],
    result: "i32",
  },
  memcmp: { parameters: ["buffer", "buffer", "usize"], result: "i32" },
} as const;

/** To read and change extended attributes, where they are asked for. */
const ATTRIBUTES = {
  llistxattr: { parameters: ["buffer", "buffer", "usize"], result: "i32" },
  flistxattr: { parameters: ["i32", "buffer", "usize"], result: "i32" },
  lgetxattr: {
    parameters: ["buffer", "buffer", "buffer", "usize"],
    result: "i32",
  },
  fgetxattr: {
    parameters: ["i32", "buffer", "buffer", "usize"],
    result: "i32",
  },
  lsetxattr: {
    parameters: ["buffer", "buffer", "buffer", "usize", "i32"],
    result: "i32",
  },
  fsetxattr: {
    parameters: ["i32", "buffer", "buffer", "usize", "i32"],
    result: "i32",
  },
  lremovexattr: { parameters: ["buffer", "buffer"], result: "i32" },
  /** These follow a link at the last name: for what is held, by its place in /proc. */
  listxattr: { parameters: ["buffer", "buffer", "usize"], result: "i32" },
  getxattr: {
    parameters: ["buffer", "buffer", "buffer", "usize"],
    result: "i32",
  },
  setxattr: {
    parameters: ["buffer", "buffer", "buffer", "usize", "i32"],
    result: "i32",
  },
  removexattr: { parameters: ["buffer", "buffer"], result: "i32" },
  fremovexattr: { parameters: ["i32", "buffer"], result: "i32" },
} as const;

/** To get what was written to the device, where that is asked for. */
const FLUSHING = {
  fsync: { parameters: ["i32"], result: "i32" },
  sync_file_range: {
    parameters: ["i32", "i64", "i64", "u32"],
    result: "i32",
  },
  syncfs: { parameters: ["i32"], result: "i32" },
} as const;

/** To make special files, where they are asked for. */
const SPECIAL = {
  /** Number, folder, name, type and mode, device. */
  mknodat: {
    name: "syscall",
    parameters: ["i64", "i64", "buffer", "i64", "i64"],
    result: "i32",
  },
} as const;

/** To ask for the room on a file system. */
const ROOM = {
  fstatfs: { parameters: ["i32", "buffer"], result: "i32" },
} as const;

/** To set a mode where there is no /proc. */
const CHMOD = {
  /** Number, descriptor, name, mode, flags. */
  fchmodat2: {
    name: "syscall",
    parameters: ["i64", "i64", "buffer", "i64", "i64"],
    result: "i32",
  },
} as const;

type Symbols<Definition extends Deno.ForeignLibraryInterface> =
  Deno.DynamicLibrary<Definition>["symbols"];

/** The library's functions, and what its last one failed with. */
export interface Libc extends Symbols<typeof LOOKING> {
  readonly errno: () => number;
  /** Those that only a pass needs that reads or changes something. */
  readonly more: Symbols<typeof WORKING>;
  readonly attributes: Symbols<typeof ATTRIBUTES>;
  readonly flushing: Symbols<typeof FLUSHING>;
  readonly special: Symbols<typeof SPECIAL>;
  readonly room: Symbols<typeof ROOM>;
  readonly chmod: Symbols<typeof CHMOD>;
}

const LIBRARY = "libc.so.6";

/**
 * Opens the C library for the thread that calls.
 *
 * Perf: Deno takes 0.25 ms for each function, on each thread. A pass that finds
 * nothing to do opens a third of them.
 *
 * errno is read as memory, with no call of Deno's in between: each of those
 * takes a lock that all threads share, and to wait for it sets errno itself
 * (EAGAIN, once in some ten million readings by threads at the same time).
 * @throws {Error} if there is none of this name, or one of its functions is missing
 */
export function openLibc(): Libc {
  const { symbols } = Deno.dlopen(LIBRARY, LOOKING);
  const place = symbols.__errno_location();
  if (place === null) throw new Error("The C library has no errno");
  const errno = new Int32Array(
    Deno.UnsafePointerView.getArrayBuffer(place, Int32Array.BYTES_PER_ELEMENT),
  );
  let more: Symbols<typeof WORKING> | undefined;
  let attributes: Symbols<typeof ATTRIBUTES> | undefined;
  let flushing: Symbols<typeof FLUSHING> | undefined;
  let special: Symbols<typeof SPECIAL> | undefined;
  let room: Symbols<typeof ROOM> | undefined;
  let chmod: Symbols<typeof CHMOD> | undefined;
  return {
    ...symbols,
    errno: () => errno[0] ?? 0,
    get more() {
      return more ??= Deno.dlopen(LIBRARY, WORKING).symbols;
    },
    get attributes() {
      return attributes ??= Deno.dlopen(LIBRARY, ATTRIBUTES).symbols;
    },
    get flushing() {
      return flushing ??= Deno.dlopen(LIBRARY, FLUSHING).symbols;
    },
    get special() {
      return special ??= Deno.dlopen(LIBRARY, SPECIAL).symbols;
    },
    get room() {
      return room ??= Deno.dlopen(LIBRARY, ROOM).symbols;
    },
    get chmod() {
      return chmod ??= Deno.dlopen(LIBRARY, CHMOD).symbols;
    },
  };
}
