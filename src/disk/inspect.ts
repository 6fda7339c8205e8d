import type { Identity } from "../model/entry/entry.ts";
import {
  type Place,
  placeBeside,
  type RootState,
} from "../model/roots/place.ts";
import type { NamedRoots, Roots } from "../model/roots/roots.ts";
import { asListed, isFoundByAnyCase } from "./any_case.ts";
import { birthOf } from "./birth.ts";
import { followPath } from "./foreign_link.ts";
import { leadsTo } from "./leads_to.ts";
import { type Mount, mountedPlace, mountsBelow, readMounts } from "./mounts.ts";
import { addNames, lastName, ON_WINDOWS, parentOf } from "./path_text.ts";
import { isNotFound, isSystemError, toDiskError } from "./portable/errors.ts";
import { volumeOf } from "./volumes.ts";

/**
 * Looks where the named paths really lie. Unlike everything below the roots,
 * the roots themselves may be reached through links: the user named them.
 */
export function inspectRoots(named: NamedRoots): Roots {
  const mounts = readMounts();
  const { user } = named;
  const replica = inspectNamed(named.replica, { mounts, user });
  const trash = trashPath(named, replica);
  return {
    source: inspectNamed(named.source, { mounts, user }),
    replica,
    ...(trash === undefined
      ? {}
      : { trash: inspectNamed(trash, { mounts, user }) }),
    log: placeIfNamed(named.log, mounts),
    state: placeIfNamed(named.state, mounts),
    summary: placeIfNamed(named.summary, mounts),
  };
}

function trashPath(
  { trash }: NamedRoots,
  replica: RootState,
): string | undefined {
  if (trash?.kind !== "beside") return trash?.path;
  return "place" in replica ? placeBeside(replica.place.path) : undefined;
}

/** Makes a folder and those above it. Returns why that failed, or `undefined`. */
export function makeFolders(path: string): string | undefined {
  try {
    Deno.mkdirSync(path, { recursive: true });
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Makes a folder that only its owner may look into. Returns why that failed, or `undefined`. */
export function makeTrashFolder(path: string): string | undefined {
  try {
    Deno.mkdirSync(path, { mode: 0o700 });
    return undefined;
  } catch (error) {
    return isNotFound(error)
      ? "the folder that it is to be in does not exist. Check that its disk is mounted, or make that folder"
      : reasonOf(error);
  }
}

/** What is the same for both roots. */
interface Surroundings {
  readonly mounts: readonly Mount[];
  readonly user: number | undefined;
}

/**
 * Follows no link that somebody else could change. What it finds is what the
 * links were that it looked at: one exchanged meanwhile makes it fail.
 */
function inspectNamed(
  path: string,
  { mounts, user }: Surroundings,
): RootState {
  if (user === undefined || ON_WINDOWS) return inspectRoot(path, mounts);
  const way = followPath(path, user);
  if (way.kind === "foreign") {
    return { status: "led astray", link: way.link, owner: way.owner };
  }
  const state = inspectRoot(path, mounts);
  return !("place" in state) || leadsTo(way, state)
    ? state
    : failed(path, "a link on the way to it is being changed");
}

function inspectRoot(path: string, mounts: readonly Mount[]): RootState {
  try {
    const real = asListed(Deno.realPathSync(path));
    const info = Deno.statSync(real);
    if (!info.isDirectory) {
      const what = info.isFile ? "a file" : "a device, pipe or socket";
      return { status: "unfit", named: path, what };
    }
    return {
      status: "folder",
      place: placeOf(real, mounts),
      identity: identityOf(info),
      bornMs: birthOf(info),
    };
  } catch (error) {
    if (!isNotFound(error)) return failed(path, reasonOf(error));
  }
  if (isLink(path)) {
    return failed(path, "it is a link that leads nowhere");
  }
  const place = findPlace(path, mounts);
  if (place === undefined) {
    return failed(path, "the folder it would be in cannot be reached");
  }
  // "missing/../here" is not found by the system, and yet its place is known.
  return exists(place.path)
    ? inspectRoot(place.path, mounts)
    : { status: "missing", place };
}

function failed(named: string, reason: string): RootState {
  return { status: "failed", named, reason };
}

function placeIfNamed(
  path: string | undefined,
  mounts: readonly Mount[],
): Place | undefined {
  const place = path === undefined ? undefined : findPlace(path, mounts);
  return place !== undefined && isFoundByAnyCase(place.path)
    ? { ...place, anyCase: true }
    : place;
}

/** Finds the place of a path that may not exist, by the folders above it that do. */
function findPlace(path: string, mounts: readonly Mount[]): Place | undefined {
  const missing: string[] = [];
  for (let at = path;; at = parentOf(at)) {
    try {
      const real = asListed(Deno.realPathSync(at));
      return placeOf(addNames(real, missing), mounts);
    } catch (error) {
      if (!isNotFound(error) || parentOf(at) === at || isLink(at)) {
        return undefined;
      }
    }
    missing.unshift(lastName(at));
  }
}

function placeOf(path: string, mounts: readonly Mount[]): Place {
  const above: { path: string; identity: Identity }[] = [];
  for (let at = path; parentOf(at) !== at;) {
    at = parentOf(at);
    const identity = identityAt(at);
    if (identity !== undefined) above.push({ path: at, identity });
  }
  return {
    path,
    above,
    mounted: mountedPlace(path, mounts),
    mountedBelow: mountsBelow(path, mounts),
    volume: volumeOf(path, mounts),
  };
}

function identityAt(path: string): Identity | undefined {
  try {
    return identityOf(Deno.statSync(path));
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

function identityOf(info: Deno.FileInfo): Identity {
  return { dev: info.dev, ino: info.ino ?? 0 };
}

/** Tells whether a path itself is a link; a slash at its end would have it followed. */
function isLink(path: string): boolean {
  return seenAt(path.replace(SLASHES_AT_END, ""))?.isSymlink ?? false;
}

function exists(path: string): boolean {
  return seenAt(path) !== undefined;
}

function seenAt(path: string): Deno.FileInfo | undefined {
  try {
    return Deno.lstatSync(path);
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

function reasonOf(error: unknown): string {
  const { message, code } = toDiskError(error, {
    doing: "open it",
    side: "source",
  });
  return code === "" ? message : `${message} (${code})`;
}

const SLASHES_AT_END = ON_WINDOWS ? /(?<=.)[\\/]+$/ : /(?<=.)\/+$/;
