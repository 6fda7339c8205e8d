import type { Capabilities } from "../model/entry/difference.ts";
import type { Time } from "./open_file.ts";
import { checkStop, type StopFlag } from "./stop.ts";

/**
 * How long after its last change a file may be changed again without getting
 * another time, in milliseconds. Linux stamps files by a clock that ticks at
 * most every 10 ms (CONFIG_HZ=100); FAT rounds to 2 s, which shows in the time
 * itself.
 */
const TICK_MS = 20;
const COARSE_TICK_MS = 2000;

/** The longest wait there is: for a replica that keeps times in the coarsest steps. */
const LONGEST_MS = COARSE_TICK_MS + TICK_MS;

/** How soon a stop is heard while waiting, in milliseconds. */
const SLICE_MS = 50;

/** Something to wait on that never comes. */
const never = new Int32Array(new SharedArrayBuffer(4));

/** What waiting depends on. */
export interface SettleOptions {
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
  readonly stop: StopFlag;
  /** What the replica's file system keeps; asked only where a file is new enough for it to matter. */
  readonly capabilities: () => Capabilities;
}

/**
 * Waits until a file that was changed just now would get another time if it
 * were changed again, and one that the replica can tell from this. Reading it
 * from here on and finding its time unchanged afterwards then proves that
 * nothing was missed; and a later change shows in the next pass.
 *
 * The wait is shared by all files that were changed before it: one wait serves
 * for a tree that was made a moment ago.
 *
 * Returns whether it waited, so that the file may have changed once more.
 * @throws {Stopped} if the stop flag is set meanwhile
 */
export function settle(time: Time, options: SettleOptions): boolean {
  const now = options.now();
  // Perf: most files are old, and nothing else is asked about them.
  if (changedMs(time) + LONGEST_MS <= now) return false;
  const { timeGrainNanos } = options.capabilities();
  let left = settleMs(time, { now, replicaGrainMs: timeGrainNanos / 1e6 });
  if (left <= 0) return false;
  for (; left > 0; left -= SLICE_MS) {
    checkStop(options.stop);
    Atomics.wait(never, 0, 0, Math.min(left, SLICE_MS));
  }
  return true;
}

/** Tells, by its full seconds alone, that a file was changed so long ago that there is nothing to wait for. */
export function isLongSettled(mtimeSeconds: number, now: number): boolean {
  return (mtimeSeconds + 1) * 1000 + COARSE_TICK_MS < now;
}

/**
 * Returns how long a file must be left alone before it is read, in
 * milliseconds. A time in the future proves nothing and is not waited for.
 */
export function settleMs(
  time: Time,
  { now, replicaGrainMs }: {
    readonly now: number;
    /** Nearer times than this look equal in the replica. */
    readonly replicaGrainMs: number;
  },
): number {
  const changed = changedMs(time);
  if (changed > now + TICK_MS) return 0;
  const tick = time.mtimeNanos === 0 ? COARSE_TICK_MS : TICK_MS;
  // The system's own ticks leave room for the steps of a replica that keeps milliseconds.
  const wait = replicaGrainMs <= TICK_MS / 2
    ? tick
    : Math.max(tick, replicaGrainMs + TICK_MS);
  return Math.max(0, changed + wait - now);
}

function changedMs({ mtimeSeconds, mtimeNanos }: Time): number {
  return mtimeSeconds * 1000 + mtimeNanos / 1e6;
}
