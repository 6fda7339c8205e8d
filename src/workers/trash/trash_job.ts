import { dropTemporary } from "../../disk/copy.ts";
import { type Disk, DiskError, type Folder } from "../../disk/disk.ts";
import { makeTrashFolder } from "../../disk/inspect.ts";
import { readSmall, writeSmall } from "../../disk/small_file.ts";
import { isTemporary } from "../../disk/temporary.ts";
import { quote } from "../../model/paths/quote.ts";
import {
  describeForeign,
  formatMarker,
  isTrashOf,
  MARKER_NAME,
  nextPassName,
  parseMarker,
  passName,
  passOfRecord,
  type TrashMarker,
  type TrashPlaces,
} from "../../model/trash/trash.ts";
import type { PlacedTrash } from "../../model/trash/trash_place.ts";
import type { OpenTrashJob, OpenTrashReply } from "../job.ts";

/**
 * Finds out whether a folder is the trash of a replica, or may become it, and
 * gives the pass its name. In a dry run nothing is made.
 * @throws {DiskError} if it cannot be opened or made
 */
export function openTrash(job: OpenTrashJob, disk: Disk): OpenTrashReply {
  const { trash, dryRun, now } = job;
  if (trash.identity === undefined) {
    if (dryRun) return opened(trash, passName(now));
    const failure = makeTrashFolder(trash.path);
    if (failure !== undefined) {
      throw new DiskError(failure, {
        doing: `make the trash, ${quote(trash.path)}`,
        code: "",
        side: "trash",
      });
    }
  }
  const { path, identity } = trash;
  using root = disk.openRoot(path, { side: "trash", identity });
  const { names } = root.list();
  const found = readMarker(root, { trash: path, replica: job.replica });
  if (found.kind === "refused") return found;
  if (found.kind === "none" && names.some((name) => !isTemporary(name))) {
    return stranger(path);
  }
  const since = found.kind === "ours" ? found.marker.since : passName(now);
  if (!dryRun) tidyUp(root, { names, marker: markerOf(job, since), found });
  const before = [...names.map((name) => passOfRecord(name) ?? name), since];
  const { dev, ino } = root.own();
  return opened({ path, identity: { dev, ino } }, nextPassName(now, before));
}

/** What the marker of a folder says of it. */
export type MarkerFound =
  | { readonly kind: "ours"; readonly marker: TrashMarker }
  | { readonly kind: "none" }
  | Extract<OpenTrashReply, { readonly kind: "refused" }>;

/** Reads the marker of a trash, and tells whether it is that of the replica. */
export function readMarker(root: Folder, places: TrashPlaces): MarkerFound {
  const text = readSmall(root, MARKER_NAME);
  if (text === undefined) return { kind: "none" };
  const marker = parseMarker(text);
  if (marker === undefined) {
    return {
      kind: "refused",
      reason: `the trash, ${
        quote(places.trash)
      }, has a ${MARKER_NAME} that this lockstep cannot read`,
      remedy: "Name another folder, or use the lockstep that made it",
    };
  }
  if (isTrashOf(marker, places)) return { kind: "ours", marker };
  return { kind: "refused", ...describeForeign(marker, places) };
}

function opened(trash: PlacedTrash, pass: string): OpenTrashReply {
  return { kind: "trash opened", identity: trash.identity, pass };
}

function stranger(path: string): OpenTrashReply {
  return {
    kind: "refused",
    reason: `the trash, ${
      quote(path)
    }, is not empty and was not made by lockstep`,
    remedy: "Name an empty folder, or a new name",
  };
}

function markerOf(
  { trash: { path: trash }, replica, source }: OpenTrashJob,
  since: string,
): TrashMarker {
  return { trash, replica, source, since };
}

/** Brings the marker up to date, and removes what a killed pass has not finished. */
function tidyUp(
  root: Folder,
  { names, marker, found }: {
    readonly names: readonly string[];
    readonly marker: TrashMarker;
    readonly found: MarkerFound;
  },
): void {
  const text = formatMarker(marker);
  if (found.kind !== "ours" || formatMarker(found.marker) !== text) {
    writeSmall(root, MARKER_NAME, text);
  }
  for (const name of names) if (isTemporary(name)) dropTemporary(root, name);
}
