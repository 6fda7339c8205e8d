/**
 * Numbers that programs and the Linux kernel have agreed on. They are the same
 * on all processors but for those in `DIFFERENT`.
 */

/**
 * What each processor has of its own: flags of open(2)
 * (include/uapi/asm-generic/fcntl.h, arch/arm64/include/uapi/asm/fcntl.h) and
 * the number of mknodat(2) (arch/x86/entry/syscalls/syscall_64.tbl,
 * include/uapi/asm-generic/unistd.h).
 */
const DIFFERENT = {
  x86_64: { directory: 0o200000, noFollow: 0o400000, mknodat: 259n },
  aarch64: { directory: 0o40000, noFollow: 0o100000, mknodat: 33n },
} as const;

/** Of all others there is no native disk: see `openNativeDisk`. */
const { directory, noFollow, mknodat } = Deno.build.arch === "aarch64"
  ? DIFFERENT.aarch64
  : DIFFERENT.x86_64;

/** Flags of open(2): include/uapi/asm-generic/fcntl.h. */
export const O_RDONLY = 0;
export const O_WRONLY = 1;
export const O_CREAT = 0o100;
export const O_EXCL = 0o200;
const O_NONBLOCK = 0o4000;
export const O_CLOEXEC = 0o2000000;
export const O_PATH = 0o10000000;
export const O_DIRECTORY = directory;
export const O_NOFOLLOW = noFollow;

/**
 * To open what is to be a file, and no link, for reading. Not to block: what was
 * a file may have become a FIFO that nobody writes to.
 */
export const TO_READ = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;

/** Flags of calls that take a folder and a name: include/uapi/linux/fcntl.h. */
export const AT_FDCWD = -100;
export const AT_SYMLINK_NOFOLLOW = 0x100;
export const AT_REMOVEDIR = 0x200;
export const AT_EMPTY_PATH = 0x1000;

/** Flag of renameat2(2): include/uapi/linux/fs.h. */
export const RENAME_NOREPLACE = 1;

/** Flag of sync_file_range(2): include/uapi/linux/fs.h. Begins to write, and waits for nothing. */
export const SYNC_FILE_RANGE_WRITE = 2;

/** Fields of statx(2): include/uapi/linux/stat.h. All that stat gives, without the time of creation. */
export const STATX_BASIC_STATS = 0x7ff;

/** Places in `struct statx`, 256 bytes, as indexes of 32-bit words where they are such. */
export const STATX = {
  bytes: 256,
  links: 16 >> 2,
  uid: 20 >> 2,
  gid: 24 >> 2,
  /** Low half of the word; the high half is unused. */
  mode: 28 >> 2,
  ino: 32 >> 2,
  size: 40 >> 2,
  blocks: 48 >> 2,
  ctimeSeconds: 96 >> 2,
  ctimeNanos: 104 >> 2,
  mtimeSeconds: 112 >> 2,
  mtimeNanos: 120 >> 2,
  rdevMajor: 128 >> 2,
  rdevMinor: 132 >> 2,
  devMajor: 136 >> 2,
  devMinor: 140 >> 2,
} as const;

export const SYS_MKNODAT = mknodat;

/**
 * Places in `struct statfs`, as 64-bit words: include/uapi/asm-generic/statfs.h,
 * and arch/x86/include/uapi/asm/statfs.h, which includes it.
 */
export const STATFS = {
  bytes: 120,
  blockSize: 1,
  blocks: 2,
  free: 3,
  available: 4,
  fragmentSize: 9,
} as const;

/**
 * Places in the two `struct timespec` of utimensat(2), in bytes: time of access,
 * then of change; include/uapi/linux/time_types.h.
 */
export const TIMES = {
  bytes: 32,
  atimeSeconds: 0,
  mtimeSeconds: 16,
  mtimeNanos: 24,
} as const;

/** File types in a mode: include/uapi/linux/stat.h. */
export const S_IFMT = 0o170000;
export const S_IFDIR = 0o040000;
export const S_IFREG = 0o100000;
export const S_IFLNK = 0o120000;
export const S_IFIFO = 0o010000;
export const S_IFSOCK = 0o140000;
export const S_IFBLK = 0o060000;
export const S_IFCHR = 0o020000;

/** Places in `struct linux_dirent64`, in bytes: include/linux/dirent.h. */
export const DIRENT = { length: 16, type: 18, name: 19 } as const;

/** Types in a directory entry: include/linux/fs_types.h. */
export const DT_UNKNOWN = 0;
export const DT_DIR = 4;
export const DT_REG = 8;
export const DT_LNK = 10;

/** openat2(2): include/uapi/asm-generic/unistd.h. */
export const SYS_OPENAT2 = 437n;

/** Places in its `struct open_how`, in bytes, and how it resolves paths: include/uapi/linux/openat2.h. */
export const OPEN_HOW = { bytes: 24, flags: 0, resolve: 16 } as const;
export const RESOLVE_NO_SYMLINKS = 0x04;
export const RESOLVE_BENEATH = 0x08;

/** fchmodat2(2), the only chmod that takes a descriptor of O_PATH: include/uapi/asm-generic/unistd.h. */
export const SYS_FCHMODAT2 = 452n;

/** For lseek(2): the next data, the next hole (include/uapi/linux/fs.h). */
export const SEEK_SET = 0;
export const SEEK_CUR = 1;
export const SEEK_DATA = 3;
export const SEEK_HOLE = 4;

/** ioctl(2) that shares the blocks of one file with another: _IOW(0x94, 9, int), include/uapi/linux/fs.h. */
export const FICLONE = 0x40049409n;
