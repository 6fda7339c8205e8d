import type { RelativePath } from "../model/path.ts";
import { DiskError, type Folder } from "./disk.ts";

/** What is told of a tree while it is removed. */
export interface RemovalListener {
  /** Tells whether an entry, by its path below the removed folder, is to be left alone. */
  isProtected(path: string): boolean;
  /** Something was removed. */
  removed(path: string): void;
  /** Called between two removals; may throw to end them. */
  checkpoint(): void;
}

/**
 * Gives the owner of a folder the right to change it, as a folder that was
 * mirrored read-only denies it. What it is to have at last is set when all in
 * it is done. Where this is refused, the change itself will say so.
 */
export function makeWritable(folder: Folder): void {
  const own = folder.own();
  const { mode } = own;
  if (Deno.build.os === "windows" || (mode & 0o300) === 0o300) return;
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
    removeTree(parent, name, QUIET);
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
  }
}

const QUIET: RemovalListener = {
  isProtected: () => false,
  removed: () => {},
  checkpoint: () => {},
};

function removeBelow(
  parent: Folder,
  at: { readonly name: string; readonly path: string },
  listener: RemovalListener,
): boolean {
  using folder = parent.openFolder(at.name as RelativePath);
  makeWritable(folder);
  const { names, kinds, undecodable } = folder.list();
  let left = undecodable.length;
  names.forEach((name, index) => {
    listener.checkpoint();
    const path = at.path === "" ? name : `${at.path}/${name}`;
    if (listener.isProtected(path)) left++;
    else if (kinds[index] === "directory") {
      if (!removeBelow(folder, { name, path }, listener)) left++;
    } else {
      folder.removeFile(name);
      listener.removed(path);
    }
  });
  if (left > 0) return false;
  parent.removeFolder(at.name);
  listener.removed(at.path);
  return true;
}
