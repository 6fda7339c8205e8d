import type { EntryKind } from "../../model/entry/entry.ts";
import { failed } from "../../model/outcome/outcome.ts";
import { childPath } from "../../model/paths/path.ts";
import { toOutcome } from "../problems.ts";
import type { FolderFilter } from "../rules/exclusion.ts";
import type { NameKinds, Pair } from "./folder_pair.ts";

/**
 * What becomes of a name that the source has, by the filters:
 * - "compared": the pass sees it;
 * - "left": it is told and counted, and nothing is to be done;
 * - "extra": the pass does not see it, and the replica's entry is to go.
 */
export type Sight = "compared" | "left" | "extra";

/** Decides whether the pass sees what the source has at a name, and what of the replica stays. */
export function judgeSight(
  name: string,
  { source, replica }: NameKinds,
  { filter, pair }: { readonly filter: FolderFilter; readonly pair: Pair },
): Sight {
  const { findings, context: { settings } } = pair;
  try {
    const isExcluded = filter.excludes(name, source);
    if (
      isExcluded || filter.hides(name, source, () => pair.source.stat(name))
    ) {
      if (replica === undefined) return "left";
      // What is left out for its size or age only is left out whatever the replica has there.
      const stays = !isExcluded || filter.excludes(name, replica);
      if (filter.deleteExcluded || !stays) return "extra";
      findings.shielded++;
      return "left";
    }
    // A verification tells what is different, whatever a pass could do about it.
    const isReplaced = replica !== undefined && replica !== source &&
      settings.verification === undefined;
    if (!isReplaced || filter.deleteExcluded) return "compared";
    if (!filter.excludes(name, replica)) return "compared";
    findings.shielded++;
    findings.addOutcome(inTheWay(name, replica, pair));
    return "left";
  } catch (error) {
    findings.addOutcome(toOutcome(error, childPath(pair.folder, name)));
    return "left";
  }
}

/** Tells whether what only the replica has at a name stays there because it is excluded. */
export function isShielded(
  name: string,
  kind: EntryKind,
  { filter, pair }: { readonly filter: FolderFilter; readonly pair: Pair },
): boolean {
  const { findings, replica } = pair;
  try {
    if (!filter.protects(name, kind, () => replica.stat(name))) return false;
    findings.shielded++;
  } catch (error) {
    findings.addOutcome(toOutcome(error, childPath(pair.folder, name)));
  }
  return true;
}

function inTheWay(
  name: string,
  kind: EntryKind,
  { folder }: Pair,
): ReturnType<typeof failed> {
  const what = kind === "directory" ? "folder" : "entry";
  return failed({
    path: childPath(folder, name),
    doing: `replace the ${what} that is in its place`,
    code: "",
    reason: "that is excluded, and stays",
  });
}
