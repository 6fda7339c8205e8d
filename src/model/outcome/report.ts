import type { Refusal } from "../safety/refusal.ts";
import type { Outcome } from "./outcome.ts";

/** How a pass came to its end. */
export type Ending =
  /** All that could be done was done. */
  | { readonly kind: "done" }
  /** The plan looked like an accident; nothing was changed. */
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** These two roots cannot be mirrored, now or later; nothing was changed. */
  | { readonly kind: "unfit"; readonly refusal: Refusal }
  /** Source or replica is not there, or has gone. */
  | { readonly kind: "unavailable"; readonly reason: string }
  /** A part of the program itself was lost; what was left to do is not done. */
  | { readonly kind: "crashed"; readonly reason: string }
  /** Another instance is at work on the replica. */
  | { readonly kind: "locked"; readonly holder: string }
  /** It was asked to stop. */
  | { readonly kind: "stopped" };

/** How many paths had which outcome. */
export interface Tally {
  readonly created: number;
  readonly copied: number;
  readonly updated: number;
  readonly metadata: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly skipped: number;
  /** Those of the skipped that changed or vanished while the pass ran. */
  readonly meanwhile: number;
  readonly failed: number;
  /** Bytes of the files copied and updated. */
  readonly bytes: number;
  /** Old versions that were put into the trash. */
  readonly kept: number;
  /** Those of the skipped whose contents decayed in the source. */
  readonly decayed: number;
}

/** Nothing has been done yet. */
export const EMPTY_TALLY: Tally = {
  created: 0,
  copied: 0,
  updated: 0,
  metadata: 0,
  removed: 0,
  unchanged: 0,
  skipped: 0,
  meanwhile: 0,
  failed: 0,
  bytes: 0,
  kept: 0,
  decayed: 0,
};

/** What became of one pass. */
export interface PassReport {
  /** 1 for the first pass of a run. */
  readonly pass: number;
  readonly dryRun: boolean;
  readonly ending: Ending;
  readonly tally: Tally;
  /** Folders below which nothing was removed, because their source could not be read. */
  readonly suspended: number;
  /** Paths of the replica that others have touched. */
  readonly drifted: number;
  readonly milliseconds: number;
}

/** Returns the tally with some outcomes more; what is unchanged is counted by the survey. */
export function addOutcomes(tally: Tally, outcomes: readonly Outcome[]): Tally {
  const sum: Record<keyof Tally, number> = { ...tally };
  for (const outcome of outcomes) {
    switch (outcome.status) {
      case "done":
        if (outcome.action !== "unchanged") sum[outcome.action]++;
        sum.bytes += outcome.bytes ?? 0;
        if (outcome.kept !== undefined) sum.kept++;
        break;
      case "skipped":
        sum.skipped++;
        if (outcome.cause === "meanwhile") sum.meanwhile++;
        if (outcome.cause === "decayed") sum.decayed++;
        break;
      case "failed":
        sum.failed++;
        break;
    }
  }
  return sum;
}

/** The counts of a tally, in the order in which a summary names them. */
export const SUMMED = [
  "created",
  "copied",
  "updated",
  "metadata",
  "removed",
  "unchanged",
  "skipped",
  "failed",
] as const satisfies readonly (keyof Tally)[];
