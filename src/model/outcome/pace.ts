import { type Amount, type Shown, workOf } from "./progress.ts";

/** What had been done at a time. */
export interface Sample {
  /** Milliseconds, from any beginning. */
  readonly atMs: number;
  readonly done: Amount;
}

/** How fast it goes. */
export interface Pace {
  readonly bytesPerMs: number;
  /** See `workOf`. */
  readonly workPerMs: number;
}

/** Over this time the pace is measured: long enough for large files and small ones to take turns. */
const SPAN_MS = 15_000;

/** Samples are so far apart, so that there are few. */
const APART_MS = 500;

/** Before this time a pace says nothing. */
const SETTLED_MS = 2000;

/** Returns the samples of one phase with one more, without those that are too old. */
export function addSample(
  samples: readonly Sample[],
  sample: Sample,
): readonly Sample[] {
  const last = samples.at(-1);
  if (last !== undefined && sample.atMs - last.atMs < APART_MS) return samples;
  const [, second] = samples;
  const isOld = second !== undefined && sample.atMs - second.atMs >= SPAN_MS;
  return [...(isOld ? samples.slice(1) : samples), sample];
}

/** Returns the pace of late, or `undefined` before there is one. */
export function paceOf(
  samples: readonly Sample[],
  now: Sample,
): Pace | undefined {
  const [first] = samples;
  if (first === undefined) return undefined;
  const milliseconds = now.atMs - first.atMs;
  if (milliseconds < SETTLED_MS) return undefined;
  return {
    bytesPerMs: (now.done.bytes - first.done.bytes) / milliseconds,
    workPerMs: (workOf(now.done) - workOf(first.done)) / milliseconds,
  };
}

/** How long it is said to take. */
export interface TimeLeft {
  readonly milliseconds: number;
  readonly atMs: number;
}

/** An estimate may be so much longer than what was said, before it is said that it takes longer. */
const SLACK = 1.1;
const SLACK_MS = 1500;

/**
 * Returns how long it still takes, where that can be told. What was said before
 * runs down like a clock and does not sway with the pace: it becomes longer only
 * if it is plain that it was wrong.
 */
export function timeLeft(
  before: TimeLeft | undefined,
  { done, total }: Shown,
  { pace, atMs }: { readonly pace: Pace | undefined; readonly atMs: number },
): TimeLeft | undefined {
  if (total === undefined || !total.isWhole || pace === undefined) {
    return undefined;
  }
  const left = workOf(total) - workOf(done);
  if (left <= 0) return { milliseconds: 0, atMs };
  // It stands still.
  if (pace.workPerMs <= 0) return before;
  const estimate = left / pace.workPerMs;
  if (before === undefined) return { milliseconds: estimate, atMs };
  const said = Math.max(0, before.milliseconds - (atMs - before.atMs));
  const isWrong = estimate > said * SLACK + SLACK_MS;
  const milliseconds = isWrong ? estimate : Math.min(said, estimate);
  return { milliseconds, atMs };
}
