import { namesOf, type RelativePath } from "../../model/path.ts";
import type { Attempt, Calls } from "./calls.ts";
import { kindOf } from "./entries.ts";
import { errnoName } from "../errno.ts";
import {
  AT_SYMLINK_NOFOLLOW,
  O_CLOEXEC,
  O_DIRECTORY,
  O_NOFOLLOW,
  O_PATH,
  O_RDONLY,
  RESOLVE_BENEATH,
  RESOLVE_NO_SYMLINKS,
  SYS_OPENAT2,
} from "./layout.ts";
import { encodeInto } from "./names.ts";

/** A folder to be opened below another that is open. */
export interface OpenBelow {
  /** Descriptor of the folder above. */
  readonly folder: number;
  readonly path: RelativePath;
  readonly attempt: Attempt;
}

const FOLDER_FLAGS = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

/** For a folder on the way, which one need not be allowed to list. */
const PASSING_FLAGS = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

/**
 * Codes after which the path is walked name by name: no openat2, a longer path
 * than it takes, a race, a last name that may be a link.
 */
const WALK_INSTEAD = new Set([
  "ENOSYS",
  "EPERM",
  "ENAMETOOLONG",
  "EAGAIN",
  "EINVAL",
  "E2BIG",
  "ENOTDIR",
]);

/**
 * Opens a folder below another and returns its descriptor. No name on the way
 * may be a link, and the kernel sees to it in one call (openat2, Linux 5.6);
 * where it cannot, the way is walked name by name, which also serves for paths
 * longer than PATH_MAX.
 * @throws {DiskError} if it cannot be opened, or is no folder
 */
export function openBelow(calls: Calls, wanted: OpenBelow): number {
  const { folder, path, attempt } = wanted;
  if (!path.includes("/")) {
    return openOne(calls, { folder, name: path === "" ? "." : path, attempt });
  }
  if (encodeInto(path, calls.targetBytes) < 0) return walk(calls, wanted);
  const fd = calls.untilDone(() => openWhole(calls, wanted));
  if (fd >= 0) return fd;
  const errno = calls.libc.errno();
  if (WALK_INSTEAD.has(errnoName(errno))) return walk(calls, wanted);
  throw calls.error(errno, attempt);
}

/**
 * Opens a folder by its path from the top of the file system, on which there
 * are no links: the root of a tree, whose links were followed when it was found.
 * @throws {DiskError} if it cannot be opened, or there is a link by now
 */
export function openFromTop(
  calls: Calls,
  path: string,
  attempt: Attempt,
): number {
  const top = calls.openPath("/", O_PATH | O_DIRECTORY, attempt);
  try {
    const names = path.split("/").filter((name) => name !== "");
    const below = names.join("/") as RelativePath;
    return openBelow(calls, { folder: top, path: below, attempt });
  } finally {
    calls.libc.close(top);
  }
}

/** Returns the descriptor, or -1 with errno set. */
function openWhole(
  { libc, howBytes, targetBytes }: Calls,
  { folder }: OpenBelow,
): number {
  const how = new DataView(howBytes.buffer);
  how.setBigUint64(0, BigInt(FOLDER_FLAGS), true);
  how.setBigUint64(16, BigInt(RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH), true);
  return libc.openat2(
    SYS_OPENAT2,
    BigInt(folder),
    targetBytes,
    howBytes,
    BigInt(howBytes.length),
  );
}

function walk(calls: Calls, { folder, path, attempt }: OpenBelow): number {
  let at = folder;
  try {
    const names = namesOf(path);
    for (const [index, name] of names.entries()) {
      const flags = index === names.length - 1 ? FOLDER_FLAGS : PASSING_FLAGS;
      const next = openOne(calls, { folder: at, name, attempt, flags });
      if (at !== folder) calls.libc.close(at);
      at = next;
    }
    return at;
  } catch (error) {
    if (at !== folder) calls.libc.close(at);
    throw error;
  }
}

function openOne(
  calls: Calls,
  { folder, name, attempt, flags = FOLDER_FLAGS }: {
    readonly folder: number;
    readonly name: string;
    readonly attempt: Attempt;
    readonly flags?: number;
  },
): number {
  const bytes = calls.name(name, attempt);
  const fd = calls.untilDone(() => calls.libc.openat(folder, bytes, flags, 0));
  if (fd >= 0) return fd;
  const errno = calls.libc.errno();
  const isLink = errnoName(errno) === "ENOTDIR" &&
    calls.stat(folder, bytes, AT_SYMLINK_NOFOLLOW) === 0 &&
    kindOf(calls.statWords) === "symlink";
  throw isLink ? calls.errorOf("ELOOP", attempt) : calls.error(errno, attempt);
}
