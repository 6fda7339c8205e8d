import type { EntryKind } from "./entry.ts";
import type { Total } from "./progress.ts";
import type { MissingNames } from "./room.ts";
import type { Difference, FolderDifferences } from "./survey.ts";

/** What is to be copied, as far as the survey saw it. */
export interface Copying {
  /** Files; it is not whole if there is anything that was not looked at. */
  readonly total: Total;
  /** What was not looked at: the survey does not go where the replica has nothing. */
  readonly missing: readonly MissingNames[];
}

/** Returns what a survey leaves to be copied. */
export function copyingOf(found: readonly FolderDifferences[]): Copying {
  let entries = 0;
  let bytes = 0;
  const missing: MissingNames[] = [];
  for (const { folder, differences } of found) {
    const names: string[] = [];
    for (const difference of differences) {
      const made = madeBy(difference);
      if (made === "file" || made === "directory") names.push(difference.name);
      if (difference.kind === "changed") {
        const { source } = difference;
        if (source.kind !== "file") continue;
        entries++;
        bytes += source.size;
      } else if (difference.kind === "metadata") entries++;
    }
    if (names.length > 0) missing.push({ folder, names });
  }
  const isWhole = missing.length === 0;
  return { total: { entries, bytes, isWhole }, missing };
}

/** What is made that the replica has not. */
function madeBy(difference: Difference): EntryKind | undefined {
  switch (difference.kind) {
    case "missing":
      return difference.entry;
    case "retyped":
      return difference.source;
    case "changed":
    case "metadata":
    case "extra":
    case "leftover":
      return undefined;
  }
}
