import { namesOf, type RelativePath } from "../../model/paths/path.ts";
import type { Attempt } from "../disk.ts";
import { errnoName } from "../errno.ts";
import type { Calls } from "./calls.ts";
import { kindOf } from "./entries.ts";
import {
  AT_SYMLINK_NOFOLLOW,
  O_CLOEXEC,
  O_DIRECTORY,
  O_NOFOLLOW,
  O_PATH,
  O_RDONLY,
  OPEN_HOW,
  RESOLVE_BENEATH,
  RESOLVE_NO_SYMLINKS,
  SYS_OPENAT2,
} from "./layout.ts";
import { encodeInto, PATH_BYTES } from "./names.ts";

/** A folder to be opened below another that is open. */
export interface OpenBelow {
  /** Descriptor of the folder above. */
  readonly folder: number;
  readonly path: RelativePath;
  readonly attempt: Attempt;
  readonly flags?: number;
}

const FOLDER_FLAGS = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

/** For a folder on the way, which one need not be allowed to list. */
const PASSING_FLAGS = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

/**
 * Codes after which the path is walked name by name: no openat2, a race, a last
 * name that may be a link.
 */
const WALK_INSTEAD = new Set([
  "ENOSYS",
  "EPERM",
  "EAGAIN",
  "EINVAL",
  "E2BIG",
  "ENOTDIR",
]);

/**
 * Opens a folder below another and returns its descriptor. No name on the way
 * may be a link, and the kernel sees to it in one call (openat2, Linux 5.6);
 * where it cannot, the way is walked name by name. A path longer than PATH_MAX
 * is opened in pieces.
 *
 * Perf: 6,000 folders inside each other were removed in more than 100 s when
 * such paths were walked name by name, 18 million calls.
 * @throws {DiskError} if it cannot be opened, or is no folder
 */
export function openBelow(calls: Calls, wanted: OpenBelow): number {
  const { path, attempt } = wanted;
  if (!path.includes("/")) return openOne(calls, wanted);
  if (encodeInto(path, calls.targetBytes) < 0) {
    return openInTurn(calls, wanted, cut(path));
  }
  const fd = calls.untilDone(() => openWhole(calls, wanted));
  if (fd >= 0) return fd;
  const errno = calls.libc.errno();
  if (!WALK_INSTEAD.has(errnoName(errno))) throw calls.error(errno, attempt);
  return openInTurn(calls, wanted, namesOf(path));
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
  { libc, howBytes, howView, targetBytes }: Calls,
  { folder, flags = FOLDER_FLAGS }: OpenBelow,
): number {
  const resolve = RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH;
  howView.setBigUint64(OPEN_HOW.flags, BigInt(flags), true);
  howView.setBigUint64(OPEN_HOW.resolve, BigInt(resolve), true);
  return libc.openat2(
    SYS_OPENAT2,
    BigInt(folder),
    targetBytes,
    howBytes,
    BigInt(howBytes.length),
  );
}

/** Opens folders one below the other, and returns the descriptor of the last. */
function openInTurn(
  calls: Calls,
  { folder, attempt, flags = FOLDER_FLAGS }: OpenBelow,
  paths: readonly RelativePath[],
): number {
  let at = folder;
  try {
    for (const [index, path] of paths.entries()) {
      const next = openBelow(calls, {
        folder: at,
        path,
        attempt,
        flags: index === paths.length - 1 ? flags : PASSING_FLAGS,
      });
      if (at !== folder) calls.libc.close(at);
      at = next;
    }
    return at;
  } catch (error) {
    if (at !== folder) calls.libc.close(at);
    throw error;
  }
}

/** A character of JavaScript's takes three bytes of a name at most. */
const PIECE_LENGTH = Math.floor((PATH_BYTES - 1) / 3);

/** Cuts a path between names into pieces that one call takes, but for a name that is too long itself. */
function cut(path: RelativePath): readonly RelativePath[] {
  const pieces: RelativePath[] = [];
  for (let at = 0; at < path.length;) {
    const end = endOfPiece(path, at);
    pieces.push(path.slice(at, end) as RelativePath);
    at = end + 1;
  }
  return pieces;
}

function endOfPiece(path: RelativePath, at: number): number {
  if (path.length - at <= PIECE_LENGTH) return path.length;
  const fitting = path.lastIndexOf("/", at + PIECE_LENGTH);
  if (fitting > at) return fitting;
  const end = path.indexOf("/", at);
  return end < 0 ? path.length : end;
}

function openOne(
  calls: Calls,
  { folder, path, attempt, flags = FOLDER_FLAGS }: OpenBelow,
): number {
  const bytes = calls.name(path === "" ? "." : path, attempt);
  const fd = calls.untilDone(() => calls.libc.openat(folder, bytes, flags, 0));
  if (fd >= 0) return fd;
  const errno = calls.libc.errno();
  const isLink = errnoName(errno) === "ENOTDIR" &&
    calls.stat(folder, bytes, AT_SYMLINK_NOFOLLOW) === 0 &&
    kindOf(calls.statWords) === "symlink";
  throw isLink ? calls.errorOf("ELOOP", attempt) : calls.error(errno, attempt);
}
