import { DiskError, type ReadableFolder } from "../../disk/disk.ts";
import { childPath, type RelativePath, ROOT } from "../../model/paths/path.ts";
import type { MissingNames, Room } from "../../model/plan/room.ts";
import type { PassContext } from "../context.ts";
import type { MeasureJob, MeasureReply, RoomReply } from "../job.ts";
import { RulesNotLoaded } from "../rules/exclusion.ts";

/** Entries that one job looks at before it hands the rest back, so that threads share it out. */
const BUDGET = 4000;

/** Returns what is free for the replica, and what the source can take up at the most. */
export function doRoom(context: PassContext): RoomReply {
  return {
    kind: "room",
    free: roomOf(() => context.openReplica(ROOT))?.free,
    used: roomOf(() => context.openSource(ROOT))?.used,
  };
}

function roomOf(
  open: () => Disposable & { room?(): Room | undefined },
): Room | undefined {
  using folder = open();
  return folder.room?.();
}

/** Adds up the sizes of what is to be copied. What cannot be read is told when it is. */
export function doMeasure(
  { missing, milliseconds }: Omit<MeasureJob, "kind">,
  context: PassContext,
): MeasureReply {
  const waiting = [...missing];
  const beganMs = performance.now();
  let files = 0;
  let bytes = 0;
  let looked = 0;
  const isEnough = milliseconds === undefined
    ? (): boolean => looked >= BUDGET
    : (): boolean => performance.now() - beganMs >= milliseconds;
  while (!isEnough()) {
    const next = waiting.pop();
    if (next === undefined || context.signals.stop.isSet()) break;
    const found = measureOrNot(next, context);
    if (found === undefined) {
      waiting.push(next);
      break;
    }
    files += found.files;
    bytes += found.bytes;
    looked += found.looked;
    for (const folder of found.folders) {
      waiting.push({ folder, names: undefined });
    }
  }
  return { kind: "measured", files, bytes, rest: waiting };
}

/** What is in a folder, but for what is in its own. */
interface Measured {
  readonly files: number;
  readonly bytes: number;
  readonly looked: number;
  readonly folders: readonly RelativePath[];
}

/** Returns `undefined` where rules are met that cannot be worked with before the next job. */
function measureOrNot(
  missing: MissingNames,
  context: PassContext,
): Measured | undefined {
  try {
    return measure(missing, context);
  } catch (error) {
    if (error instanceof RulesNotLoaded) return undefined;
    throw error;
  }
}

function measure(
  { folder, names }: MissingNames,
  context: PassContext,
): Measured {
  try {
    using source = context.openSource(folder);
    const all = names ?? listSource(folder, source, context);
    // What the survey has named it has seen.
    const filter = names === undefined
      ? context.exclusion?.in(folder)
      : undefined;
    let files = 0;
    let bytes = 0;
    const folders: RelativePath[] = [];
    for (const name of all) {
      if (context.signals.stop.isSet()) break;
      const path = childPath(folder, name);
      if (context.isLeftAlone?.(path)) continue;
      const entry = source.stat(name);
      if (entry && filter?.hides(name, entry.kind, () => entry)) continue;
      if (entry?.kind === "directory") folders.push(path);
      else if (entry?.kind === "file") {
        files++;
        bytes += entry.size;
      }
    }
    return { files, bytes, looked: all.length + 1, folders };
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    return { files: 0, bytes: 0, looked: 1, folders: [] };
  }
}

/** Lists a folder of the source, whose rules are then known. */
function listSource(
  folder: RelativePath,
  source: ReadableFolder,
  { exclusion }: PassContext,
): readonly string[] {
  const listing = source.list();
  exclusion?.readIfThere(folder, source, listing);
  return listing.names;
}
