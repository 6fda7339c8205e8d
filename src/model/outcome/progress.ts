import { EMPTY_TALLY, type Tally } from "./report.ts";

/** What long work is at. */
export type ProgressPhase =
  | "comparing"
  /** What is to be copied, where there may be too little room. */
  | "measuring"
  /** What would be done, in a dry run. */
  | "planning"
  | "copying"
  | "flushing"
  | "removing"
  | "finishing"
  | "listing";

/** How much there is, or has been done, of files or other entries and of their contents. */
export interface Amount {
  /** Files; in "comparing", "planning" and "removing" all entries. */
  readonly entries: number;
  readonly bytes: number;
}

/** What a phase comes to. */
export interface Total extends Amount {
  /** It is all of it; otherwise there is at least so much. */
  readonly isWhole: boolean;
}

/** What is told while long work goes on. */
export type ProgressEvent =
  | {
    readonly kind: "entered";
    readonly phase: ProgressPhase;
    /** As far as it is known. */
    readonly total?: Total | undefined;
  }
  /** More has become known of what the phase comes to. */
  | { readonly kind: "measured"; readonly total: Total }
  /** What has been done of the phase. */
  | { readonly kind: "reached"; readonly done: Amount; readonly note?: string }
  /** What has been done of the pass. */
  | { readonly kind: "tallied"; readonly tally: Tally };

/** Hears how far long work has come. */
export type ProgressListener = (event: ProgressEvent) => void;

/** How far long work has come, by what was told. */
export interface Progress {
  readonly phase: ProgressPhase;
  readonly done: Amount;
  /** `undefined` where nothing is known of it. */
  readonly total: Total | undefined;
  /** What else there is to say. */
  readonly note: string | undefined;
  /** What the pass had done when the phase began. */
  readonly before: Tally;
  /** What the pass has done. */
  readonly tally: Tally;
}

const NOTHING: Amount = { entries: 0, bytes: 0 };

/** Nothing has been done yet. */
export const NO_PROGRESS: Progress = {
  phase: "comparing",
  done: NOTHING,
  total: undefined,
  note: undefined,
  before: EMPTY_TALLY,
  tally: EMPTY_TALLY,
};

/** Returns the progress after one event more. */
export function addProgress(
  progress: Progress,
  event: ProgressEvent,
): Progress {
  switch (event.kind) {
    case "entered": {
      const { phase, total } = event;
      const { tally } = progress;
      return { ...NO_PROGRESS, phase, total, before: tally, tally };
    }
    case "measured":
      return { ...progress, total: event.total };
    case "reached": {
      const { done, note } = event;
      return { ...progress, done, note };
    }
    case "tallied": {
      const { tally } = event;
      const done = doneSince(progress.before, tally, progress.phase);
      return { ...progress, tally, done: done ?? progress.done };
    }
  }
}

/** Returns what a phase has done, where that shows in the tally. */
function doneSince(
  before: Tally,
  tally: Tally,
  phase: ProgressPhase,
): Amount | undefined {
  const sum = (names: readonly (keyof Tally)[]): number =>
    names.reduce((sum, name) => sum + tally[name] - before[name], 0);
  switch (phase) {
    case "copying":
      return { entries: sum(WRITTEN), bytes: sum(["bytes"]) };
    case "planning":
      return { entries: sum([...WRITTEN, "created", "removed"]), bytes: 0 };
    case "removing":
      return { entries: sum(["removed"]), bytes: 0 };
    case "comparing":
    case "measuring":
    case "flushing":
    case "finishing":
    case "listing":
      return undefined;
  }
}

/** What becomes of files; folders and links that are made are `created`. */
const WRITTEN = [
  "copied",
  "updated",
  "metadata",
  "skipped",
  "failed",
] as const satisfies readonly (keyof Tally)[];

/** How far long work has come, as it is shown. */
export interface Shown {
  readonly phase: ProgressPhase;
  readonly done: Amount;
  readonly total: Total | undefined;
}

/**
 * Returns what is shown next: what was told and what is in hand, but never less
 * than was shown before of the same phase. A file that is read a second time,
 * because it changed, or a thread that has finished a job of which its reply
 * has not been heard yet, would have it go backwards.
 */
export function advance(
  before: Shown | undefined,
  { phase, done, total }: Progress,
  inHand: Amount,
): Shown {
  const last = before?.phase === phase ? before : undefined;
  const now = most(last?.done, {
    entries: done.entries + inHand.entries,
    bytes: done.bytes + inHand.bytes,
  });
  const isWhole = total?.isWhole ?? false;
  const known = total && most(most(last?.total, total), now);
  return { phase, done: now, total: known && { ...known, isWhole } };
}

function most(a: Amount = NOTHING, b: Amount): Amount {
  return {
    entries: Math.max(a.entries, b.entries),
    bytes: Math.max(a.bytes, b.bytes),
  };
}

/**
 * What a file takes besides its contents, in bytes that could be copied
 * meanwhile: some 20 us of opening, making and renaming at 2 GB/s; more of both
 * on slower disks.
 */
const BYTES_FOR_A_FILE = 32 * 1024;

/** Returns how much work an amount is, in bytes. */
export function workOf({ entries, bytes }: Amount): number {
  return bytes + entries * BYTES_FOR_A_FILE;
}

/** Returns the share that is done, from 0 to 1, where all is known of the whole. */
export function shareDone({ done, total }: Shown): number | undefined {
  if (total === undefined || !total.isWhole) return undefined;
  const whole = workOf(total);
  return whole === 0 ? undefined : workOf(done) / whole;
}
