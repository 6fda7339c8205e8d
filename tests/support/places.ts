import {
  isAbsolute,
  isTop,
  parentOf,
  styleOfPath,
} from "../../src/model/paths/system_path.ts";
import type { Place, RootState } from "../../src/model/roots/place.ts";

/** What a test says of a place; the rest follows from the path. */
export interface PlaceFacts {
  /** The inode number of the place itself; 0 for a system without. */
  readonly ino?: number;
  /** Inode numbers of the folders above it, nearest first. */
  readonly above?: readonly number[];
  /** Where it lies in its file system. */
  readonly mounted?: string;
  /** What is mounted below it. */
  readonly below?: readonly string[];
}

const DEVICE = "8:1";

/** Returns the place of a path, as on one device. */
export function placeAt(path: string, facts: PlaceFacts = {}): Place {
  const folders = foldersAbove(path);
  return {
    path,
    above: folders.map((folder, index) => ({
      path: folder,
      identity: { dev: 1, ino: facts.above?.[index] ?? inoOf(folder) },
    })),
    mounted: facts.mounted === undefined
      ? undefined
      : { device: DEVICE, path: facts.mounted },
    mountedBelow: (facts.below ?? []).map((path) => ({ device: DEVICE, path })),
    volume: undefined,
  };
}

/** Returns what is found at a path where there is a folder. */
export function folderAt(path: string, facts: PlaceFacts = {}): RootState {
  return {
    status: "folder",
    place: placeAt(path, facts),
    identity: { dev: 1, ino: facts.ino ?? inoOf(path) },
    bornMs: undefined,
  };
}

/** Returns what is found at a path where there is nothing. */
export function missingAt(path: string, facts: PlaceFacts = {}): RootState {
  return { status: "missing", place: placeAt(path, facts) };
}

/** Returns an inode number that is the same for the same path only. */
function inoOf(path: string): number {
  let sum = 7;
  for (const unit of path) sum = (sum * 31 + unit.charCodeAt(0)) % 1_000_003;
  return sum + 1;
}

function foldersAbove(path: string): readonly string[] {
  const above: string[] = [];
  const style = styleOfPath(path);
  for (let at = path; !isTop(at, style) && isAbsolute(at, style);) {
    at = parentOf(at, style);
    above.push(at);
  }
  return above;
}
