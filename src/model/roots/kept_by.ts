import {
  type Capabilities,
  COARSEST_GRAIN_NANOS,
} from "../entry/difference.ts";
import type { Volume } from "./root_traits.ts";

/** Every second one, no modes, no owners (Microsoft FAT specification, 1.03). */
const FAT: Capabilities = {
  timeGrainNanos: COARSEST_GRAIN_NANOS,
  modes: false,
  owners: false,
};

/** Steps of 10 ms (Microsoft exFAT specification, 7.4.9). */
const EXFAT: Capabilities = { ...FAT, timeGrainNanos: 10_000_000 };

/** By the type of the file system, as mount(8) names it. */
const BY_TYPE: ReadonlyMap<string, Capabilities> = new Map([
  ["msdos", FAT],
  ["vfat", FAT],
  ["fuse.fusefat", FAT],
  ["exfat", EXFAT],
]);

/**
 * Returns what a file system keeps, where its type alone says that this is less
 * than all: for those who look at it and may try nothing out.
 */
export function keptBy(volume: Volume | undefined): Capabilities | undefined {
  return volume && BY_TYPE.get(volume.type);
}
