import type { Total } from "../outcome/progress.ts";
import { type MissingAmount, missingIn, type MissingNames } from "./room.ts";
import type { FolderDifferences } from "./survey.ts";

/** What is to be copied, as far as the survey saw it. */
export interface Copying {
  /** Files; it is not whole if there is anything that was not looked at. */
  readonly total: Total;
  /** What was not looked at: the survey does not go where the replica has nothing. */
  readonly missing: readonly MissingNames[];
}

/** Returns what a survey leaves to be copied; `measured` is what all that is missing comes to, if that is known. */
export function copyingOf(
  found: readonly FolderDifferences[],
  measured?: MissingAmount,
): Copying {
  let entries = measured?.files ?? 0;
  let bytes = measured?.bytes ?? 0;
  for (const { differences } of found) {
    for (const difference of differences) {
      if (difference.kind === "changed") {
        const { source } = difference;
        if (source.kind !== "file") continue;
        entries++;
        bytes += source.size;
      } else if (difference.kind === "metadata") entries++;
    }
  }
  const missing = measured === undefined ? missingIn(found) : [];
  const isWhole = missing.length === 0;
  return { total: { entries, bytes, isWhole }, missing };
}
