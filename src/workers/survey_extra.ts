import { DiskError, type Listing } from "../disk/disk.ts";
import { childPath, type RelativePath } from "../model/path.ts";
import type { PassContext } from "./context.ts";
import type { Findings } from "./survey_findings.ts";

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
    if (context.filter?.(path)) return;
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
  try {
    using opened = context.openReplica(folder);
    return opened.list();
  } catch (error) {
    if (error instanceof DiskError) {
      return { names: [], kinds: [], undecodable: [] };
    }
    throw error;
  }
}
