import { isSameEntry } from "../entry/entry.ts";
import { quote } from "../paths/quote.ts";
import {
  identityOf,
  isBelow,
  isSamePath,
  type Place,
  type Placed,
  rootAbove,
} from "./place.ts";

/** What two folders are called. */
export type TwoNames = readonly [a: string, b: string];

/**
 * Returns how two folders overlap, in words, or `undefined` if they do not: by
 * their real paths, by the folders above them, and by what is mounted where.
 */
export function describeOverlap(
  a: Placed,
  b: Placed,
  [nameOfA, nameOfB]: TwoNames = ["source", "replica"],
): string | undefined {
  const [first, second] = [
    `the ${nameOfA}, ${quoted(a.place)}`,
    `the ${nameOfB}, ${quoted(b.place)}`,
  ];
  if (isSameFolder(a, b)) {
    return `${nameOfA} and ${nameOfB} are the same folder, ${quoted(a.place)}`;
  }
  if (holds(a, b)) return `${second}, lies inside ${first}`;
  if (holds(b, a)) return `${first}, lies inside ${second}`;
  if (hasMountedBelow(a, b)) {
    return `${second}, is mounted inside the ${nameOfA} as well`;
  }
  if (hasMountedBelow(b, a)) {
    return `${first}, is mounted inside the ${nameOfB} as well`;
  }
  return undefined;
}

/** Tells whether a mount below `outer` brings in `inner`, a part of it, or what holds it. */
function hasMountedBelow(outer: Placed, inner: Placed): boolean {
  const { mounted } = inner.place;
  if (mounted === undefined) return false;
  return outer.place.mountedBelow.some(({ device, path }) =>
    device === mounted.device &&
    (path === mounted.path || isBelow(path, mounted.path) ||
      isBelow(mounted.path, path))
  );
}

function isSameFolder(a: Placed, b: Placed): boolean {
  if (a.place.path === b.place.path) return true;
  const [one, other] = [identityOf(a), identityOf(b)];
  const areKnown = one !== undefined && other !== undefined;
  if (areKnown && isSameEntry(one, other)) return true;
  const areOthers = areKnown && one.ino !== 0 && other.ino !== 0;
  if (!areOthers && isSamePath(a.place.path, b.place.path)) return true;
  const [x, y] = [a.place.mounted, b.place.mounted];
  return x !== undefined && y !== undefined && x.device === y.device &&
    x.path === y.path;
}

function holds(outer: Placed, inner: Placed): boolean {
  if (rootAbove(inner.place, outer) !== undefined) return true;
  const [x, y] = [outer.place.mounted, inner.place.mounted];
  return x !== undefined && y !== undefined && x.device === y.device &&
    isBelow(y.path, x.path);
}

function quoted(place: Place): string {
  return quote(place.path);
}
