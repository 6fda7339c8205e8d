import {
  type Capabilities,
  COARSEST_GRAIN_NANOS,
} from "../model/entry/difference.ts";
import { dropTemporary } from "./copy.ts";
import type { Disk, Folder } from "./disk.ts";
import { HAS_MODES } from "./has_modes.ts";
import { ifPossible, succeeds } from "./if_possible.ts";
import type { Time, WritableFile } from "./open_file.ts";
import { restoreTime } from "./probe_names.ts";
import { temporaryName } from "./temporary.ts";

/** What is taken for granted until something suggests otherwise. */
export function fullCapabilities(disk: Disk): Capabilities {
  return { timeGrainNanos: disk.timeGrainNanos, modes: true, owners: true };
}

/** Returns what can be told of what a file system keeps, where the disk reads times less finely. */
export function asFarAsRead(disk: Disk, keeps: Capabilities): Capabilities {
  const finest = Math.max(keeps.timeGrainNanos, disk.timeGrainNanos);
  return { ...keeps, timeGrainNanos: finest };
}

/** A time whose parts are all odd: seconds, milliseconds, microseconds, nanoseconds. */
const ODD_TIME = { mtimeSeconds: 1_000_000_001, mtimeNanos: 111_111_111 };

/** A mode that no mount option makes of any other. */
const ODD_MODE = 0o751;

/** Somebody who is neither root nor likely to be the one who mounted the disk. */
const ODD_OWNER = { uid: 12_345, gid: 54_321 };

/**
 * Finds out what the replica's file system keeps, by trying it on a temporary
 * file in `folder`, which afterwards has the time it had before, if it can.
 *
 * Nothing tells this beforehand: FAT, exFAT, old ext4, FUSE and network file
 * systems all keep less than they accept, each in its own way.
 */
export function probeCapabilities(
  disk: Disk,
  folder: Folder,
  options: { readonly owner: boolean },
): Capabilities {
  const name = temporaryName();
  // Where nothing can be made, nothing is found out; what is to be done there will fail and say why.
  const made = folder.writable
    ? ifPossible(() => folder.createFile(name, 0o600))
    : undefined;
  if (made === undefined) return fullCapabilities(disk);
  try {
    // Closed before it is removed: Windows may keep its name until then.
    using file = made;
    const owners = !options.owner || keepsOwner(file);
    const modes = keepsMode(file);
    return {
      timeGrainNanos: Math.max(disk.timeGrainNanos, timeGrain(file)),
      modes,
      owners,
    };
  } finally {
    dropTemporary(folder, name);
    restoreTime(folder);
  }
}

function keepsOwner(file: WritableFile): boolean {
  return succeeds(() => file.setOwner(ODD_OWNER)) &&
    file.stat().uid === ODD_OWNER.uid;
}

function keepsMode(file: WritableFile): boolean {
  return HAS_MODES && succeeds(() => file.setMode(ODD_MODE)) &&
    file.stat().mode === ODD_MODE;
}

function timeGrain(file: WritableFile): number {
  return succeeds(() => file.setTime(ODD_TIME))
    ? grainOf(file.stat())
    : COARSEST_GRAIN_NANOS;
}

/** Returns the step, in nanoseconds, in which the odd time was kept. */
function grainOf(kept: Time): number {
  if (kept.mtimeSeconds !== ODD_TIME.mtimeSeconds) return COARSEST_GRAIN_NANOS;
  for (let grain = 1; grain < 1e9; grain *= 10) {
    if (kept.mtimeNanos === Math.floor(ODD_TIME.mtimeNanos / grain) * grain) {
      return grain;
    }
  }
  return 1_000_000_000;
}
