import type { EntryKind } from "../entry/entry.ts";
import type { RelativePath } from "../paths/path.ts";
import type { Difference, FolderDifferences } from "./survey.ts";

/** What a file system has room for, in bytes. */
export interface Room {
  /** What this user may still write. */
  readonly free: number;
  /** What all that is in it takes up. */
  readonly used: number;
}

/** Room that is not there. */
export interface Shortage {
  /** Bytes that are to be written. */
  readonly needed: number;
  /** Bytes that are free. */
  readonly free: number;
}

/** Entries of a folder of the source that the replica lacks. */
export interface MissingNames {
  readonly folder: RelativePath;
  /** `undefined` for all that are in it. */
  readonly names: readonly string[] | undefined;
}

/** What the files among them, and below them, come to. */
export interface MissingAmount {
  readonly files: number;
  readonly bytes: number;
}

/** What a plan writes, as far as the survey saw it. */
export interface Growth {
  /** Bytes by which the replica grows while files get new versions, a second copy of the largest included. */
  readonly bytes: number;
  /** What was not looked at: the survey does not go where the replica has nothing. */
  readonly missing: readonly MissingNames[];
}

/**
 * Returns what a plan adds to the replica. A new version is written beside the
 * old one, which goes when the new one has its name, unless it is kept.
 */
export function growthOf(
  found: readonly FolderDifferences[],
  { keepsOld }: {
    /** Old versions stay on the same disk. */
    readonly keepsOld: boolean;
  },
): Growth {
  let bytes = 0;
  let largestOld = 0;
  for (const { differences } of found) {
    for (const difference of differences) {
      if (difference.kind !== "changed") continue;
      const { source, replica } = difference;
      if (source.kind !== "file" || replica.kind !== "file") continue;
      const old = keepsOld ? 0 : replica.size;
      bytes += Math.max(0, source.size - old);
      largestOld = Math.max(largestOld, old);
    }
  }
  return { bytes: bytes + largestOld, missing: missingIn(found) };
}

/** Returns the files and folders that the replica has not, or has as something else. */
export function missingIn(
  found: readonly FolderDifferences[],
): readonly MissingNames[] {
  return found.flatMap(({ folder, differences }) => {
    const names = differences.filter(makesMore).map(({ name }) => name);
    return names.length === 0 ? [] : [{ folder, names }];
  });
}

function makesMore(difference: Difference): boolean {
  switch (difference.kind) {
    case "missing":
      return isFileOrFolder(difference.entry);
    case "retyped":
      return isFileOrFolder(difference.source);
    case "changed":
    case "metadata":
    case "extra":
    case "leftover":
      return false;
  }
}

function isFileOrFolder(kind: EntryKind): boolean {
  return kind === "file" || kind === "directory";
}

/**
 * Tells whether it may be that a plan does not fit, so that what it copies has
 * to be looked at: no tree is larger than all that is on its file system.
 */
export function mayBeShort({ bytes, missing }: Growth, room: {
  /** Free on the replica's file system; `undefined` where that is not known. */
  readonly free: number | undefined;
  /** Used on the source's. */
  readonly used: number | undefined;
}): boolean {
  if (room.free === undefined) return false;
  const most = missing.length === 0 ? 0 : room.used ?? Infinity;
  return bytes + most > room.free;
}
