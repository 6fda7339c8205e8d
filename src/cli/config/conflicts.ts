import { splitPath, styleOfPath } from "../../model/paths/system_path.ts";
import { isBelow, isSamePath } from "../../model/roots/place.ts";

/** The two folders of a mirror, absolute. */
export interface TwoFolders {
  readonly source: string;
  readonly replica: string;
}

/**
 * Tells whether two mirrors must not run at the same time: one writes where the
 * other reads or writes. Two may well read the same source.
 */
export function areInEachOthersWay(a: TwoFolders, b: TwoFolders): boolean {
  return doOverlap(a.replica, b.replica) || doOverlap(a.replica, b.source) ||
    doOverlap(a.source, b.replica);
}

/** Tells whether two absolute paths are written for one folder, or for one in the other. */
export function doOverlap(a: string, b: string): boolean {
  const [x, y] = [plainPath(a), plainPath(b)];
  return isSamePath(x, y) || isBelow(x, y) || isBelow(y, x);
}

/** Returns an absolute path without `.`, `..`, doubled slashes and one at its end, as it is written. */
export function plainPath(path: string): string {
  const style = styleOfPath(path);
  const split = splitPath(path, style);
  const names: string[] = [];
  for (const name of split.names) {
    if (name === "..") names.pop();
    else if (name !== ".") names.push(name);
  }
  if (style === "posix") {
    return `${path.startsWith("/") ? "/" : ""}${names.join("/")}`;
  }
  return `${split.top.replaceAll("/", "\\")}${names.join("\\")}`;
}
