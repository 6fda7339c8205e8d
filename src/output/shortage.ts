import type { Shortage } from "../model/plan/room.ts";
import { formatBytes } from "./format.ts";

/** Returns a shortage in words: `3 MiB needed, 1 MiB free, 2 MiB missing`. */
export function describeShortage({ needed, free }: Shortage): string {
  const missing = formatBytes(needed - free);
  return `${formatBytes(needed)} needed, ${
    formatBytes(free)
  } free, ${missing} missing`;
}
