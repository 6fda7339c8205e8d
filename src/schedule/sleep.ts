/** The longest that one timer can wait: above it, it fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Waits that many milliseconds, or until the signal is given. */
export async function sleep(
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  for (
    let left = milliseconds;
    left > 0 && !signal.aborted;
    left -= LONGEST_TIMER_MS
  ) {
    await sleepOnce(Math.min(left, LONGEST_TIMER_MS), signal);
  }
}

function sleepOnce(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
