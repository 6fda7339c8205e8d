import { type PassReport, SUMMED } from "../model/outcome/report.ts";
import { quotePath } from "../model/paths/quote.ts";
import { formatBytes, formatMilliseconds } from "./format.ts";
import { endingRecord, type LogRecord } from "./record.ts";

/** What was to be brought back. */
export interface Restored {
  readonly path: string;
  readonly at: string;
  readonly to: string | undefined;
}

/** Returns the last words of a restore, for standard output. */
export function summarizeRestore(
  { ending, tally, dryRun, milliseconds }: PassReport,
  { path, at, to }: Restored,
): readonly string[] {
  const what = `${quotePath(path)} as at ${at}`;
  const counts = SUMMED.filter((name) => name !== "unchanged")
    .filter((name) => tally[name] > 0)
    .map((name) => `${tally[name]} ${name}`);
  if (tally.bytes > 0) counts.push(formatBytes(tally.bytes));
  const facts = counts.length === 0 ? "nothing to do" : counts.join(", ");
  const end = `${what}: ${facts} (${formatMilliseconds(milliseconds)})`;
  if (ending.kind === "stopped") return [`Stopped while restoring ${end}`];
  if (dryRun) return [`Dry run, nothing was changed: would restore ${end}`];
  const isWhole = tally.failed + tally.skipped === 0;
  const word = isWhole ? "Restored" : "Not all is restored:";
  const hint = "The next pass makes the replica equal to the source again: " +
    "bring it into the source too, or that pass undoes this";
  return to === undefined ? [`${word} ${end}`, hint] : [`${word} ${end}`];
}

/** Returns the line that says why nothing was brought back. */
export function restoreFailure(report: PassReport): LogRecord {
  const { message, ...record } = endingRecord(report);
  return {
    ...record,
    message: message?.replace(/^Not mirrored: /, "Not restored: "),
  };
}
