import {
  addSample,
  paceOf,
  type Sample,
  type TimeLeft,
  timeLeft,
} from "../model/outcome/pace.ts";
import {
  advance,
  type Amount,
  type Progress,
  type Shown,
} from "../model/outcome/progress.ts";
import type { StatusView } from "./status_line.ts";

export { describeStatus, renderStatus } from "./status_line.ts";

/** What is seen of the work besides what it tells. */
export interface Look {
  /** Milliseconds, from any beginning. */
  readonly atMs: number;
  /** When the phase began. */
  readonly sinceMs: number;
  /** What is done of the jobs in hand. */
  readonly inHand: Amount;
  readonly path: string | undefined;
}

/** Looks at long work from time to time, and remembers what it needs for pace and time left. */
export class ProgressView {
  #shown: Shown | undefined;
  #samples: readonly Sample[] = [];
  #left: TimeLeft | undefined;

  look(
    progress: Progress,
    { atMs, sinceMs, inHand, path }: Look,
  ): StatusView {
    if (this.#shown?.phase !== progress.phase) {
      const done = { entries: 0, bytes: 0 };
      this.#samples = [{ atMs: sinceMs, done }];
      this.#left = undefined;
    }
    const shown = advance(this.#shown, progress, inHand);
    const now: Sample = { atMs, done: shown.done };
    const pace = paceOf(this.#samples, now);
    this.#samples = addSample(this.#samples, now);
    this.#left = timeLeft(this.#left, shown, { pace, atMs });
    this.#shown = shown;
    return {
      shown,
      bytesPerMs: pace?.bytesPerMs,
      leftMs: this.#left?.milliseconds,
      note: progress.note,
      path,
    };
  }
}
