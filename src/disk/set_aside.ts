import {
  type DirectoryEntry,
  type Entry,
  type EntryKind,
  isUntouched,
} from "../model/entry/entry.ts";
import { sameContents } from "./content.ts";
import { copyFile, type CopyOptions, dropTemporary } from "./copy.ts";
import { copyNode } from "./copy_node.ts";
import { DiskError, type Folder, GONE, type NameInFolder } from "./disk.ts";
import { temporaryName } from "./temporary.ts";

/** A file, link or special file that makes room, and the folder that is to have it. */
export interface SettingAside {
  readonly from: Folder;
  readonly name: string;
  readonly kind: EntryKind;
  readonly to: Folder;
  /** A folder of the same file system as `to`, for what is not whole yet. */
  readonly staging: Folder;
}

/**
 * Keeps what is about to be replaced. Returns whether it still has its name: a
 * second name for it leaves no moment in which nothing is there. Where the file
 * system has no hard links, or lets this user make none, it is moved: what is
 * killed right then leaves the new version under its temporary name, and the
 * old one where it was moved to.
 * @throws {DiskError | StillChanging | Stopped} and then it is where it was
 */
export function keepOld(aside: SettingAside, options: CopyOptions): boolean {
  const { from, name, kind, to } = aside;
  try {
    to.createHardLink(name, { folder: from, name });
    return true;
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    if (error.code === "EXDEV") {
      copyAside(aside, options);
      return true;
    }
    if (!UNLINKABLE.has(error.code)) throw error;
  }
  if (!from.moveNew(name, { folder: to, name, kind })) throw taken();
  return false;
}

/**
 * Moves what is to go away.
 * @throws {DiskError | StillChanging | Stopped} and then it is where it was
 */
export function takeAway(aside: SettingAside, options: CopyOptions): void {
  const { from, name, kind, to } = aside;
  try {
    if (from.moveNew(name, { folder: to, name, kind })) return;
  } catch (error) {
    if (!(error instanceof DiskError) || error.code !== "EXDEV") throw error;
    copyAside(aside, options);
    return from.removeFile(name);
  }
  throw taken();
}

/**
 * Moves a folder with all that is in it. Returns false, and does nothing, if
 * the other folder is on another device.
 * @throws {DiskError} and then it is where it was
 */
export function takeFolder(from: Folder, name: string, to: Folder): boolean {
  try {
    if (from.moveNew(name, { folder: to, name, kind: "directory" })) {
      return true;
    }
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    if (error.code === "EXDEV") return false;
    if (error.code !== "EACCES") throw error;
    return takeClosed(from, name, to);
  }
  throw taken();
}

/** A read-only folder cannot be moved elsewhere by a user who is not root: that changes its `..`. */
function takeClosed(from: Folder, name: string, to: Folder): boolean {
  const found = from.stat(name);
  if (found?.kind !== "directory") throw changed();
  setMode({ folder: from, name }, found.mode | 0o700, found);
  let at = from;
  try {
    const isMoved = from.moveNew(name, { folder: to, name, kind: "directory" });
    if (!isMoved) throw taken();
    at = to;
    return true;
  } finally {
    setMode({ folder: at, name }, found.mode, found);
  }
}

function setMode(
  { folder, name }: NameInFolder,
  mode: number,
  seen: DirectoryEntry,
): void {
  using held = folder.hold(name, seen);
  held.setMode(mode);
}

/**
 * What link(2) gives where a file system has no hard links, or no more of one
 * file; or where the file is another user's (fs.protected_hardlinks, proc(5)).
 */
const UNLINKABLE = new Set(["EPERM", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

/** Copies to another device, reads the copy again, and only then gives it its name. */
function copyAside(aside: SettingAside, options: CopyOptions): void {
  const { from, name, to, staging } = aside;
  const found = from.stat(name);
  if (found === undefined || found.kind === "directory") throw changed();
  const temporary = temporaryName();
  copyTo(temporary, found, aside, options);
  try {
    const place = { folder: to, name, kind: found.kind };
    if (!isUntouched(found, from.stat(name))) throw changed();
    if (!staging.moveNew(temporary, place)) throw taken();
    to.flush();
  } catch (error) {
    dropTemporary(staging, temporary);
    throw error;
  }
}

function copyTo(
  temporary: string,
  found: Exclude<Entry, { readonly kind: "directory" }>,
  { from, name, staging }: SettingAside,
  options: CopyOptions,
): void {
  if (found.kind !== "file") {
    const attributes = from.attributesOf?.(name);
    copyNode(
      { source: found, attributes, to: staging, as: temporary },
      options,
    );
    return;
  }
  copyFile({ from, name, to: staging, as: temporary }, options);
  try {
    using original = from.openFile(name);
    using copy = staging.openFile(temporary);
    const isSame = sameContents(original, copy, options);
    if (!isUntouched(found, original.stat())) throw changed();
    if (!isSame) throw differing();
  } catch (error) {
    dropTemporary(staging, temporary);
    throw error;
  }
}

/** What the file system takes for the same name may be another one where it comes from. */
function taken(): DiskError {
  return failure("something of that name is already there", "EEXIST");
}

function changed(): DiskError {
  const doing = "move it";
  const reason = "it was changed while it was looked at";
  return new DiskError(reason, { doing, code: GONE, side: "replica" });
}

function differing(): DiskError {
  return failure("the copy reads differently", "EIO");
}

function failure(reason: string, code: string): DiskError {
  return new DiskError(reason, { doing: "move it", code, side: "trash" });
}
