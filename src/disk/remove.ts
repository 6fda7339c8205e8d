import type { Entry, EntryKind } from "../model/entry/entry.ts";
import type { RelativePath } from "../model/paths/path.ts";
import { DiskError, type Folder, GONE } from "./disk.ts";
import { HAS_MODES } from "./has_modes.ts";

/** What is told of a tree while it is removed. */
export interface RemovalListener {
  /** Tells whether an entry, by its path below the removed folder, is to be left alone. */
  isProtected(path: string, found: FoundEntry): boolean;
  /** Something was removed. */
  removed(path: string): void;
  /** Called between two removals; may throw to end them. */
  checkpoint(): void;
}

/** What the listing has of an entry, and how to know more. */
export interface FoundEntry {
  readonly kind: EntryKind;
  readonly look: () => Entry | undefined;
}

/**
 * Gives the owner of a folder the right to change it, as a folder that was
 * mirrored read-only denies it. What it is to have at last is set when all in
 * it is done. Where this is refused, the change itself will say so.
 */
export function makeWritable(folder: Folder): void {
  const own = folder.own();
  const { mode } = own;
  if (!HAS_MODES || (mode & 0o300) === 0o300) return;
  try {
    using held = folder.hold("", own);
    held.setMode(mode | 0o700);
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
  }
}

/**
 * Removes a folder with all that is in it, links as links. Returns false, and
 * leaves the folder, where something in it is protected or cannot be named.
 * @throws {DiskError} at the first entry that cannot be removed
 */
export function removeTree(
  parent: Folder,
  name: string,
  listener: RemovalListener,
): boolean {
  return removeBelow(parent, { name, path: "" }, listener);
}

/** Removes an unfinished folder of our own with all that is in it, as far as that is possible. */
export function dropTree(parent: Folder, name: string): void {
  try {
    removeTree(parent, name, TELLS_NOBODY);
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
  }
}

/** For what is removed as one thing, of which nothing may stay. */
export const TELLS_NOBODY: RemovalListener = {
  isProtected: () => false,
  removed: () => {},
  checkpoint: () => {},
};

/** A folder that is being emptied. */
interface Emptying {
  readonly parent: Folder;
  readonly name: string;
  /** Below the folder that is removed, "" for that itself. */
  readonly path: string;
  readonly folder: Folder;
  /** Folders in it that are still to be removed. */
  readonly folders: string[];
  /** Entries that stay. */
  left: number;
}

/** Not by calling itself: who makes folders inside each other by the ten thousand must not end the program. */
function removeBelow(
  parent: Folder,
  { name, path }: { readonly name: string; readonly path: string },
  listener: RemovalListener,
): boolean {
  const stack: Emptying[] = [];
  try {
    stack.push(removeFiles(parent, { name, path }, listener));
    for (;;) {
      const last = stack.at(-1);
      if (last === undefined) return false;
      const next = last.folders.pop();
      if (next !== undefined) {
        listener.checkpoint();
        const at = { name: next, path: pathBelow(last.path, next) };
        stack.push(removeFiles(last.folder, at, listener));
        continue;
      }
      stack.pop();
      last.folder[Symbol.dispose]();
      const isGone = last.left === 0;
      if (isGone) {
        removeEmpty(last.parent, last.name);
        listener.removed(last.path);
      }
      const above = stack.at(-1);
      if (above === undefined) return isGone;
      if (!isGone) above.left++;
    }
  } finally {
    for (const { folder } of stack) folder[Symbol.dispose]();
  }
}

/**
 * Removes a folder that was emptied.
 * @throws {DiskError} with the code `GONE` if somebody has put something into it since
 */
export function removeEmpty(parent: Folder, name: string): void {
  try {
    parent.removeFolder(name);
  } catch (error) {
    if (!(error instanceof DiskError) || error.code !== "ENOTEMPTY") {
      throw error;
    }
    const { message, doing, side } = error;
    throw new DiskError(message, { doing, code: GONE, side });
  }
}

/** Opens a folder and removes what is in it but for folders. */
function removeFiles(
  parent: Folder,
  { name, path }: { readonly name: string; readonly path: string },
  listener: RemovalListener,
): Emptying {
  const folder = parent.openFolder(name as RelativePath);
  try {
    makeWritable(folder);
    const { names, kinds, unusable } = folder.list();
    const folders: string[] = [];
    let left = unusable.length;
    names.forEach((child, index) => {
      listener.checkpoint();
      const below = pathBelow(path, child);
      const kind = kinds[index] ?? "other";
      const look = (): Entry | undefined => folder.stat(child);
      if (listener.isProtected(below, { kind, look })) left++;
      else if (kind === "directory") folders.push(child);
      else {
        folder.removeFile(child);
        listener.removed(below);
      }
    });
    return { parent, name, path, folder, folders, left };
  } catch (error) {
    folder[Symbol.dispose]();
    throw error;
  }
}

function pathBelow(path: string, name: string): string {
  return path === "" ? name : `${path}/${name}`;
}
