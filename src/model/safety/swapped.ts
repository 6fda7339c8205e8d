import { counted, countEntries } from "../outcome/counted.ts";
import type {
  Difference,
  FolderDifferences,
  SurveyCounts,
} from "../plan/survey.ts";
import type { PairMemory } from "./memory.ts";
import type { Refusal } from "./refusal.ts";

/** What tells the original of two folders from its copy. */
export interface SwapFacts {
  readonly counts: Pick<SurveyCounts, "source" | "replica">;
  readonly found: readonly FolderDifferences[];
  /** What is remembered of the last pass: folders that have been mirrored before are not swapped. */
  readonly memory: PairMemory | undefined;
}

/**
 * Returns why source and replica look like each other's place: the replica has
 * more in it, and more of what differs is newer there. `undefined` where nothing
 * says so, or where they were mirrored in this order before.
 */
export function checkSwapped(
  { counts, found, memory }: SwapFacts,
): Refusal | undefined {
  const more = counts.replica - counts.source;
  if (memory !== undefined || more <= 0 || counts.source === 0) {
    return undefined;
  }
  const { inReplica, inSource } = countNewer(found);
  if (inReplica <= inSource) return undefined;
  const newer = counted(inReplica, "file is", "files are");
  return {
    reason: `source and replica may be swapped: the replica has ${
      countEntries(more)
    } more than the source, and ${newer} newer in it (in the source: ${inSource})`,
    remedy:
      "Give the folder to be copied first; if it is first, add --yes once",
  };
}

function countNewer(
  found: readonly FolderDifferences[],
): { readonly inReplica: number; readonly inSource: number } {
  let inReplica = 0;
  let inSource = 0;
  for (const { differences } of found) {
    for (const difference of differences) {
      const ahead = secondsAhead(difference);
      if (ahead > CLOCK_SECONDS) inReplica++;
      else if (ahead < -CLOCK_SECONDS) inSource++;
    }
  }
  return { inReplica, inSource };
}

/** Times this near say nothing: FAT keeps every second one only. */
const CLOCK_SECONDS = 2;

/** Returns by how much a file of the replica is newer than the source's. */
function secondsAhead(difference: Difference): number {
  if (difference.kind !== "changed") return 0;
  const { source, replica } = difference;
  if (source.kind !== "file" || replica.kind !== "file") return 0;
  return replica.mtimeSeconds - source.mtimeSeconds;
}
