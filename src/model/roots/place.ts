import { type Identity, isSameEntry } from "../entry/entry.ts";
import { comparablePath } from "../paths/system_path.ts";
import type { Volume } from "./root_traits.ts";

/** Where a path that the user named really lies. */
export interface Place {
  /** Absolute, without links; of what is missing, the path it would have. "/"-separated on POSIX. */
  readonly path: string;
  /** What is there is found by any case of its name. */
  readonly anyCase?: boolean;
  /** The folders above it that exist, nearest first, up to the root of the file system. */
  readonly above: readonly {
    readonly path: string;
    readonly identity: Identity;
  }[];
  /** Where it lies inside its file system, which tells bind mounts; known only on Linux. */
  readonly mounted: MountedPlace | undefined;
  /** What is mounted on folders below it. */
  readonly mountedBelow: readonly MountedPlace[];
  /** The file system that it lies in; known only on Linux. */
  readonly volume: Volume | undefined;
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
    /** When it was made, in milliseconds since 1970, where the file system tells. */
    readonly bornMs: number | undefined;
  }
  | { readonly status: "missing"; readonly place: Place }
  /** A file or another thing that holds no entries. */
  | (Unplaced & { readonly status: "unfit"; readonly what: string })
  | LedAstray
  | (Unplaced & { readonly status: "failed"; readonly reason: string });

/** What cannot be a root, by the path that the user gave. */
interface Unplaced {
  readonly named: string;
}

/** On the way to it there is a link of somebody else's, who could have it lead anywhere. */
export interface LedAstray {
  readonly status: "led astray";
  readonly link: string;
  readonly owner: number;
}

/** A root that has a place, whether or not it exists. */
export type Placed = Extract<RootState, { readonly place: Place }>;

/** Returns which folder a root is, if it exists. */
export function identityOf(root: Placed): Identity | undefined {
  return root.status === "folder" ? root.identity : undefined;
}

/** Tells whether a path lies below a folder; on Windows by any case, and with either slash. */
export function isBelow(path: string, folder: string): boolean {
  if (!folder.startsWith("/")) {
    const [below, above] = [comparablePath(path), comparablePath(folder)];
    return startsBelow(below, above, "\\");
  }
  return startsBelow(path, folder, "/");
}

function startsBelow(path: string, folder: string, separator: string): boolean {
  if (!path.startsWith(folder) || path.length === folder.length) return false;
  return folder.endsWith(separator) || path[folder.length] === separator;
}

/** Tells whether two paths are written for one place; on Windows by any case, and with either slash. */
export function isSamePath(a: string, b: string): boolean {
  return a === b || comparablePath(a) === comparablePath(b);
}

/**
 * Returns which of the folders above a place is a root, as it is written there:
 * by its name, or by another way in. Names that differ in case are one on
 * Windows, unless what is there says otherwise.
 */
export function rootAbove(place: Place, root: Placed): string | undefined {
  const { path } = root.place;
  const identity = identityOf(root);
  const folder = place.above.find((above) =>
    above.path === path ||
    (identity !== undefined && isSameEntry(above.identity, identity))
  );
  if (folder !== undefined) return folder.path;
  if (!isBelow(place.path, path)) return undefined;
  const alike = place.above.find((above) => isSamePath(above.path, path));
  const isAnother = alike !== undefined && alike.identity.ino !== 0 &&
    identity !== undefined && identity.ino !== 0;
  return isAnother ? undefined : path;
}

/** Returns where old versions are kept beside the replica: `/mnt/backup/photos.versions`. */
export function placeBeside(replica: string): string {
  return `${replica.replace(/(?<=.)[\\/]+$/, "")}.versions`;
}
