import { isBelow } from "../../model/place.ts";

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
  return overlap(a.replica, b.replica) || overlap(a.replica, b.source) ||
    overlap(a.source, b.replica);
}

function overlap(a: string, b: string): boolean {
  const [x, y] = [plainPath(a), plainPath(b)];
  return x === y || isBelow(x, y) || isBelow(y, x);
}

/** Returns an absolute path without `.`, `..`, doubled slashes and one at its end, as it is written. */
export function plainPath(path: string): string {
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  const start = path.startsWith("/") ? "/" : "";
  return `${start}${names.join("/")}`;
}
