import {
  EMPTY_TALLY,
  type PassReport,
  SUMMED,
  type Tally,
} from "../model/outcome/report.ts";
import { formatBytes, formatMilliseconds } from "./format.ts";
import type { Colour, Painter } from "./paint.ts";

/** What all passes of a run came to. */
export interface RunTotals {
  readonly passes: number;
  readonly tally: Tally;
  readonly milliseconds: number;
}

/** No pass has ended yet. */
export const NO_TOTALS: RunTotals = {
  passes: 0,
  tally: EMPTY_TALLY,
  milliseconds: 0,
};

/** Returns the totals with one pass more; unchanged are those of the last pass. */
export function addReport(totals: RunTotals, report: PassReport): RunTotals {
  const sum: Record<keyof Tally, number> = { ...report.tally };
  for (const name of Object.keys(EMPTY_TALLY) as (keyof Tally)[]) {
    if (name !== "unchanged") sum[name] += totals.tally[name];
  }
  return {
    passes: totals.passes + 1,
    tally: sum,
    milliseconds: totals.milliseconds + report.milliseconds,
  };
}

/**
 * Returns the last word of a run, for standard output, or `undefined` where no
 * pass got far enough to have one: then the log has said why.
 */
export function finalSummary(
  totals: RunTotals,
  { last, removals, paint = (text) => text }: {
    readonly last: PassReport;
    /** What only the replica has is removed. */
    readonly removals: boolean;
    readonly paint?: Painter;
  },
): string | undefined {
  const { ending } = last;
  if (ending.kind !== "done" && ending.kind !== "stopped") return undefined;
  const { tally, milliseconds, passes } = totals;
  const counts = SUMMED
    .filter((name) => tally[name] > 0)
    .map((name) => `${tally[name]} ${name}`);
  const volume = tally.bytes === 0 ? [] : [formatBytes(tally.bytes)];
  const facts = [...counts, ...volume].join(", ");
  const duration = formatMilliseconds(milliseconds);
  const span = passes === 1 ? duration : `${passes} passes, ${duration}`;
  return `${paint(verdictOf(last, { removals }), colourOf(last))}${
    facts === "" ? "" : `: ${facts}`
  } (${span})`;
}

function verdictOf(
  { ending, tally, dryRun }: PassReport,
  { removals }: { readonly removals: boolean },
): string {
  if (ending.kind === "stopped") return "Stopped before the replica was equal";
  if (dryRun) return "Dry run, nothing was changed";
  const claim = removals ? "equals the source" : "has all that the source has";
  if (tally.failed > 0) return "Some paths failed, the replica is not equal";
  if (tally.decayed > 0) {
    return "Files have decayed in the source, the replica keeps what it has of them";
  }
  if (tally.meanwhile > 0) {
    return `The replica ${claim}, but for what changed meanwhile`;
  }
  return `The replica ${claim}`;
}

/** Green: all is as it should be. Yellow: another pass may do it. Red: somebody has to do something. */
function colourOf({ ending, tally }: PassReport): Colour {
  if (tally.failed + tally.decayed > 0) return "red";
  return ending.kind === "stopped" || tally.meanwhile > 0 ? "yellow" : "green";
}
