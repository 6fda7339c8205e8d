import type { Listing } from "../../disk/disk.ts";
import { ifPossible } from "../../disk/if_possible.ts";
import { failed } from "../../model/outcome/outcome.ts";
import { childPath, type RelativePath } from "../../model/paths/path.ts";
import type { PassContext } from "../context.ts";
import { leftAlone } from "../problems.ts";
import type { SurveyMeans } from "./folder_pair.ts";
import { measure } from "./measure.ts";
import type { Findings } from "./survey_findings.ts";

/** Why a folder stays. */
export const HOLDS_EXCLUDED = "it holds what is excluded";

/**
 * Has what is in a folder that only the replica has counted. Returns false if
 * nothing of it is to be removed.
 */
export function addExtraFolder(
  folder: RelativePath,
  { context, findings }: SurveyMeans,
): boolean {
  if (!mayHoldExcluded(folder, context)) {
    findings.addMore({ kind: "extra", folder });
    return true;
  }
  const { entries, files, removable, stays } = measure(folder, context);
  findings.looked += entries;
  findings.replica += entries;
  findings.files += files;
  findings.extra += removable;
  if (!stays) return true;
  findings.shielded++;
  if (removable > 0) {
    // The caller counts the folder itself, which stays.
    findings.extra--;
    return true;
  }
  if (context.settings.removals) {
    findings.addOutcome(leftAlone(folder, HOLDS_EXCLUDED));
  }
  return false;
}

/**
 * Has what is in a folder of the replica counted that gives way to something
 * else. Returns false, and tells it, if it cannot.
 */
export function addReplacedFolder(
  folder: RelativePath,
  { context, findings }: SurveyMeans,
): boolean {
  const { removals, verification } = context.settings;
  if (!removals) return true;
  if (verification === undefined && mayHoldExcluded(folder, context)) {
    const measured = measure(folder, context);
    findings.looked += measured.entries;
    if (measured.stays) {
      findings.shielded++;
      findings.addOutcome(failed({
        path: folder,
        doing: "replace the folder that is in its place",
        code: "",
        reason: HOLDS_EXCLUDED,
      }));
      return false;
    }
  }
  findings.extra++;
  findings.addMore({ kind: "extra", folder });
  return true;
}

function mayHoldExcluded(
  folder: RelativePath,
  { exclusion }: PassContext,
): boolean {
  const filter = exclusion?.in(folder);
  return filter !== undefined && !filter.deleteExcluded;
}

/** Counts what is in a folder that only the replica has, so that the plan can be judged. */
export function countExtra(
  folder: RelativePath,
  context: PassContext,
  findings: Findings,
): void {
  const listing = listIfPossible(folder, context);
  findings.looked += 1 + listing.names.length;
  listing.names.forEach((name, index) => {
    const path = childPath(folder, name);
    if (context.isLeftAlone?.(path)) return;
    findings.replica++;
    findings.extra++;
    if (listing.kinds[index] === "file") findings.files++;
    if (listing.kinds[index] === "directory") {
      findings.addMore({ kind: "extra", folder: path });
    }
  });
}

/**
 * A folder that cannot be listed counts as empty: it cannot be removed either,
 * which is reported when that is tried.
 */
function listIfPossible(folder: RelativePath, context: PassContext): Listing {
  return ifPossible(() => {
    using opened = context.openReplica(folder);
    return opened.list();
  }) ?? { names: [], kinds: [], unusable: [] };
}
