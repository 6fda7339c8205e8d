/** A path below a root: "/"-separated on every system, "" for the root itself. */
export type RelativePath = string & { readonly relative: unique symbol };

/** The root of a tree, as a path below itself. */
export const ROOT = "" as RelativePath;

/** Returns the path of `name`, a single name, inside `folder`. */
export function childPath(folder: RelativePath, name: string): RelativePath {
  return (folder === "" ? name : `${folder}/${name}`) as RelativePath;
}

/** Returns the folder that holds `path`; the root holds itself. */
export function parentPath(path: RelativePath): RelativePath {
  const slash = path.lastIndexOf("/");
  return (slash < 0 ? "" : path.slice(0, slash)) as RelativePath;
}

/** Returns the last name of `path`, "" for the root. */
export function nameOf(path: RelativePath): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Tells whether a path lies below a folder. */
export function isInside(path: RelativePath, folder: RelativePath): boolean {
  return folder === "" ? path !== "" : path.startsWith(`${folder}/`);
}

/** Returns how many names `path` has: 0 for the root. */
export function depthOf(path: RelativePath): number {
  if (path === "") return 0;
  let depth = 1;
  for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) {
    depth++;
  }
  return depth;
}

/** Returns the names of `path` from the root down, none for the root. */
export function namesOf(path: RelativePath): readonly RelativePath[] {
  return path === "" ? [] : path.split("/") as RelativePath[];
}
