import { type Identity, isSameEntry } from "./entry.ts";
import type { OwnFiles, PlaceInTrees } from "./filter.ts";
import type { RelativePath } from "./path.ts";
import { quote } from "./quote.ts";

/** The paths that a pass is given, absolute but otherwise as the user named them. */
export interface NamedRoots {
  readonly source: string;
  readonly replica: string;
  readonly log: string | undefined;
  readonly state: string | undefined;
}

/** Where a path that the user named really lies. */
export interface Place {
  /** Absolute, without links; of what is missing, the path it would have. "/"-separated on POSIX. */
  readonly path: string;
  /** The folders above it that exist, nearest first, up to the root of the file system. */
  readonly above: readonly {
    readonly path: string;
    readonly identity: Identity;
  }[];
  /** Where it lies inside its file system, which tells bind mounts; known only on Linux. */
  readonly mounted: MountedPlace | undefined;
  /** What is mounted on folders below it. */
  readonly mountedBelow: readonly MountedPlace[];
}

/** A path inside a file system, whatever it is mounted on. */
export interface MountedPlace {
  /** The file system's device, "major:minor". */
  readonly device: string;
  readonly path: string;
}

/** What was found at a root. */
export type RootState =
  | {
    readonly status: "folder";
    readonly place: Place;
    readonly identity: Identity;
  }
  | { readonly status: "missing"; readonly place: Place }
  /** A file or another thing that holds no entries. */
  | { readonly status: "unfit"; readonly what: string }
  | { readonly status: "failed"; readonly reason: string };

/** Both roots and what lockstep writes besides, as they were found before a pass. */
export interface Roots {
  readonly source: RootState;
  readonly replica: RootState;
  /** Where lockstep's own files lie; `undefined` where that could not be found. */
  readonly log: Place | undefined;
  readonly state: Place | undefined;
}

/** What the roots allow. */
export type RootsVerdict =
  | {
    readonly kind: "ready";
    readonly source: { readonly path: string; readonly identity: Identity };
    readonly replica: {
      readonly path: string;
      readonly identity: Identity | undefined;
    };
    readonly own: OwnFiles;
  }
  | {
    readonly kind: "refused";
    readonly reason: string;
    readonly remedy: string;
  }
  /** The source is not there, and could be made. */
  | { readonly kind: "no source"; readonly path: string }
  | { readonly kind: "unavailable"; readonly reason: string };

/** Decides whether a pass may run between two roots. */
export function checkRoots(roots: Roots): RootsVerdict {
  const { source, replica } = roots;
  if (source.status === "unfit") {
    return {
      kind: "refused",
      reason: `the source is ${source.what}, not a folder`,
      remedy: "Name the folder that holds it",
    };
  }
  if (replica.status === "unfit") {
    return {
      kind: "refused",
      reason: `the replica is ${replica.what}, not a folder`,
      remedy: "Name a folder, or a new name",
    };
  }
  if (source.status === "failed") {
    return {
      kind: "unavailable",
      reason: `cannot open the source: ${source.reason}`,
    };
  }
  if (replica.status === "failed") {
    return {
      kind: "unavailable",
      reason: `cannot open the replica: ${replica.reason}`,
    };
  }
  if (isTop(replica.place)) {
    return {
      kind: "refused",
      reason: `the replica is the top of a file tree, ${quoted(replica.place)}`,
      remedy:
        "Name a folder below it: everything in a replica that the source lacks is removed",
    };
  }
  const overlap = describeOverlap(source, replica);
  if (overlap !== undefined) {
    return {
      kind: "refused",
      reason: overlap,
      remedy: "Name two folders of which neither holds the other",
    };
  }
  if (source.status === "missing") {
    return { kind: "no source", path: source.place.path };
  }
  return {
    kind: "ready",
    source: { path: source.place.path, identity: source.identity },
    replica: { path: replica.place.path, identity: identityOf(replica) },
    own: {
      log: placeInTrees(roots.log, { source, replica }),
      state: placeInTrees(roots.state, { source, replica }),
    },
  };
}

type Placed = Extract<RootState, { readonly place: Place }>;

function identityOf(root: Placed): Identity | undefined {
  return root.status === "folder" ? root.identity : undefined;
}

/** `/`, or a drive such as `C:\`: nothing is above it. */
function isTop(place: Place): boolean {
  return place.path === "/" || /^[A-Za-z]:[\\/]?$/.test(place.path) ||
    /^\\\\[^\\]+\\[^\\]+\\?$/.test(place.path);
}

function describeOverlap(source: Placed, replica: Placed): string | undefined {
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

/** Tells whether a path lies below a folder; on Windows both slashes separate names. */
function isBelow(path: string, folder: string): boolean {
  if (!path.startsWith(folder) || path.length === folder.length) return false;
  const separators = folder.startsWith("/") ? "/" : "\\/";
  return separators.includes(folder.at(-1) ?? "") ||
    separators.includes(path.charAt(folder.length));
}

function placeInTrees(
  place: Place | undefined,
  roots: { readonly source: Placed; readonly replica: Placed },
): PlaceInTrees {
  return {
    source: pathWithin(roots.source, place),
    replica: pathWithin(roots.replica, place),
  };
}

/** Returns a place's path below a root, if it lies there, by name or by another way in. */
function pathWithin(
  root: Placed,
  place: Place | undefined,
): RelativePath | undefined {
  if (place === undefined) return undefined;
  const identity = identityOf(root);
  const folder = place.above.find((above) =>
    above.path === root.place.path ||
    (identity !== undefined && isSameEntry(above.identity, identity))
  );
  if (folder !== undefined) return below(place.path, folder.path);
  return isBelow(place.path, root.place.path)
    ? below(place.path, root.place.path)
    : undefined;
}

function below(path: string, folder: string): RelativePath {
  const rest = path.slice(folder.length);
  const names = folder.startsWith("/") ? rest : rest.replaceAll("\\", "/");
  return names.replace(/^\/+/, "") as RelativePath;
}

function quoted(place: Place): string {
  return quote(place.path);
}
