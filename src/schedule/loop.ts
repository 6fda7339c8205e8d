import type { PassReport } from "../model/outcome/report.ts";

/** What a loop is made of. */
export interface LoopParts {
  /** Runs one pass; the first is number 1. */
  readonly runPass: (pass: number) => Promise<PassReport>;
  /** Time from the end of a pass to the next beginning; `undefined` for a single pass. */
  readonly everyMs: number | undefined;
  /** Tells whether the loop may go on after a pass that ended so. */
  readonly mayGoOn: (report: PassReport) => boolean;
  readonly isStopped: () => boolean;
  /** Waits, but not longer than until the program is stopped. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * Runs one pass after another, never two at a time, until it is stopped.
 * Returns the report of the last pass.
 */
export async function runLoop(parts: LoopParts): Promise<PassReport> {
  for (let pass = 1;; pass++) {
    const report = await parts.runPass(pass);
    if (
      parts.everyMs === undefined || parts.isStopped() || !parts.mayGoOn(report)
    ) return report;
    await parts.sleep(parts.everyMs);
    if (parts.isStopped()) return report;
  }
}
