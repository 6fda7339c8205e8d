import { isSameEntry } from "./entry.ts";
import { identityOf, isBelow, type Place, type Placed } from "./place.ts";
import { quote } from "./quote.ts";

/**
 * Returns how two roots overlap, in words, or `undefined` if they do not: by
 * their real paths, by the folders above them, and by what is mounted where.
 */
export function describeOverlap(
  source: Placed,
  replica: Placed,
): string | undefined {
  if (isSameFolder(source, replica)) {
    return `source and replica are the same folder, ${quoted(source.place)}`;
  }
  if (holds(source, replica)) {
    return `the replica, ${quoted(replica.place)}, lies inside the source, ${
      quoted(source.place)
    }`;
  }
  if (holds(replica, source)) {
    return `the source, ${quoted(source.place)}, lies inside the replica, ${
      quoted(replica.place)
    }`;
  }
  if (hasMountedBelow(source, replica)) {
    return `the replica, ${
      quoted(replica.place)
    }, is mounted inside the source as well`;
  }
  if (hasMountedBelow(replica, source)) {
    return `the source, ${
      quoted(source.place)
    }, is mounted inside the replica as well`;
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
  if (
    a.status === "folder" && b.status === "folder" &&
    isSameEntry(a.identity, b.identity)
  ) {
    return true;
  }
  const [x, y] = [a.place.mounted, b.place.mounted];
  return x !== undefined && y !== undefined && x.device === y.device &&
    x.path === y.path;
}

function holds(outer: Placed, inner: Placed): boolean {
  if (isBelow(inner.place.path, outer.place.path)) return true;
  const identity = identityOf(outer);
  if (identity !== undefined) {
    if (
      inner.place.above.some((folder) => isSameEntry(folder.identity, identity))
    ) return true;
  }
  const [x, y] = [outer.place.mounted, inner.place.mounted];
  return x !== undefined && y !== undefined && x.device === y.device &&
    isBelow(y.path, x.path);
}

function quoted(place: Place): string {
  return quote(place.path);
}
