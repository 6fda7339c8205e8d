import type { Disk } from "../../disk/disk.ts";
import { DiskError } from "../../disk/disk.ts";
import { openPast } from "../../disk/past_root.ts";
import type { EntryKind } from "../../model/entry/entry.ts";
import {
  nameOf,
  parentPath,
  type RelativePath,
  ROOT,
} from "../../model/paths/path.ts";
import { quote } from "../../model/paths/quote.ts";
import type { PastSettings } from "../../model/trash/past.ts";
import type { TrashMarker } from "../../model/trash/trash.ts";
import type { OpenPastJob, OpenPastReply } from "../job.ts";
import { knownPasses } from "./known_passes.ts";
import { readMarker } from "./trash_job.ts";

/**
 * Finds out what a path of the replica was at some time.
 * @throws {DiskError} if the trash or the replica cannot be read
 */
export function openPastOf(job: OpenPastJob, disk: Disk): OpenPastReply {
  const { trash, replica, at, path } = job;
  if (trash.identity === undefined) return noTrash(trash.path);
  const { path: place, identity } = trash;
  using root = disk.openRoot(place, { side: "trash", identity });
  const found = readMarker(root, { trash: place, replica: replica.path });
  if (found.kind === "refused") return found;
  if (found.kind === "none") return noTrash(place);
  if (at <= found.marker.since) return tooEarly(found.marker);
  const passes = knownPasses(root).map(({ name }) => name)
    .filter((name) => name >= at && name > found.marker.since);
  const past = {
    trash: place,
    trashIdentity: identity,
    replica: replica.path,
    replicaIdentity: replica.identity,
    passes,
    folder: ROOT,
  };
  const entry = kindAt(past, path, disk);
  return { kind: "past opened", past, source: found.marker.source, entry };
}

function kindAt(
  past: PastSettings,
  path: RelativePath,
  disk: Disk,
): EntryKind | undefined {
  try {
    using root = openPast(past, disk);
    if (path === ROOT) return "directory";
    using folder = root.openFolder(parentPath(path));
    return folder.stat(nameOf(path))?.kind;
  } catch (error) {
    if (error instanceof DiskError && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Returns why a folder that has no marker is of no use here. */
export function noTrash(path: string): Extract<
  OpenPastReply,
  { readonly kind: "refused" }
> {
  return {
    kind: "refused",
    reason: `${quote(path)} is no trash of lockstep's`,
    remedy: "Name the folder that was given as --trash",
  };
}

function tooEarly({ since }: TrashMarker): OpenPastReply {
  return {
    kind: "refused",
    reason:
      `what the replica held then is not known: the trash goes back to ${since} and no further`,
    remedy: "Name a later time",
  };
}
