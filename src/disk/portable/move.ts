import type { EntryKind } from "../../model/entry/entry.ts";
import { isNotFound } from "./errors.ts";

/** A path that nothing has yet, and the kind of what is to get it. */
export interface NewPath {
  readonly to: string;
  readonly kind: EntryKind;
}

/**
 * Renames unless something has the new path; returns whether it did. A second
 * name for a file is only given where there is none of that name, which a
 * rename would not heed. Folders, and file systems without hard links, have no
 * such call.
 *
 * RACE: there, what appears between the look and the rename is replaced, if it
 * is a file, a link or an empty folder.
 * @param lstat what tells of the new path, for tests
 * @throws {Error} as Deno's calls do
 */
export function moveIfFree(
  from: string,
  { to, kind }: NewPath,
  lstat: typeof Deno.lstatSync = Deno.lstatSync,
): boolean {
  if (kind !== "directory") {
    const linked = linkIfFree(from, to);
    if (linked === true) Deno.removeSync(from);
    if (linked !== undefined) return linked;
  }
  if (isTaken(to, lstat)) return false;
  try {
    Deno.renameSync(from, to);
    return true;
  } catch (error) {
    if (isTaken(to, lstat)) return false;
    throw error;
  }
}

/** Gives a file a second name. Returns false where something has the name, `undefined` where there can be no hard link. */
function linkIfFree(existing: string, added: string): boolean | undefined {
  try {
    Deno.linkSync(existing, added);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function isTaken(path: string, lstat: typeof Deno.lstatSync): boolean {
  try {
    lstat(path);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}
