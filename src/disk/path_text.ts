import * as text from "../model/paths/system_path.ts";

export const ON_WINDOWS = Deno.build.os === "windows";
/** What separates names in the paths that are given to the system. */
export const SEPARATOR = ON_WINDOWS ? "\\" : "/";
const STYLE = text.styleOf(Deno.build.os);

/** Returns the folder above a path; the top of a tree is above itself. */
export function parentOf(path: string): string {
  return text.parentOf(path, STYLE);
}

/** Returns the last name of a path, "" for the top of a tree. */
export function lastName(path: string): string {
  return text.lastName(path, STYLE);
}

/** Returns the path of what lies below a root, for the system. */
export function pathBelow(root: string, path: string): string {
  return text.pathBelow(root, path, STYLE);
}

/** Adds names to a path, `..` as the step back that it is where nothing exists yet. */
export function addNames(path: string, names: readonly string[]): string {
  return text.addNames(path, names, STYLE);
}
