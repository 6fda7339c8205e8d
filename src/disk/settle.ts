import type { Time } from "./disk.ts";

/**
 * How long after its last change a file may be changed again without getting
 * another time, in milliseconds. Linux stamps files by a clock that ticks at
 * most every 10 ms (CONFIG_HZ=100); FAT rounds to 2 s, which shows in the time
 * itself.
 */
const TICK_MS = 20;
const COARSE_TICK_MS = 2000;

/** Something to wait on that never comes. */
const never = new Int32Array(new SharedArrayBuffer(4));

/**
 * Waits until a file that was changed just now would get another time if it
 * were changed again, so that reading it from here on and finding its time
 * unchanged afterwards proves that nothing was missed.
 *
 * Returns whether it waited, so that the file may have changed once more.
 */
export function settle(time: Time, now: number): boolean {
  const wait = settleMs(time, now);
  if (wait <= 0) return false;
  Atomics.wait(never, 0, 0, wait);
  return true;
}

/**
 * Returns how long a file must be left alone before it is read, in
 * milliseconds. A time in the future proves nothing and is not waited for.
 */
export function settleMs(time: Time, now: number): number {
  const changed = time.mtimeSeconds * 1000 + time.mtimeNanos / 1e6;
  if (changed > now + TICK_MS) return 0;
  const tick = time.mtimeNanos === 0 ? COARSE_TICK_MS : TICK_MS;
  return Math.max(0, changed + tick - now);
}
