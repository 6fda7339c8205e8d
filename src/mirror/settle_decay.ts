import { fileId } from "../model/file_id.ts";
import {
  type Contents,
  type Decay,
  decayedSide,
  type DigestedFiles,
  reasonToSkip,
} from "../model/decay.ts";
import type { FileEntry } from "../model/entry.ts";
import type { LinkedFile } from "../model/hard_links.ts";
import type { Outcome } from "../model/outcome.ts";
import { childPath, type RelativePath } from "../model/path.ts";
import type { FolderDifferences } from "../model/survey.ts";
import type { Survey } from "./survey.ts";

/** What decay is told by, and who is told. */
export interface DecayMeans {
  /** Returns what those paths held at the end of the last pass. */
  readonly recall: (
    paths: readonly RelativePath[],
  ) => Promise<ReadonlyMap<RelativePath, Contents>>;
  /** What decayed in the source is copied like all else. */
  readonly accepts: boolean;
  readonly listen: (outcomes: readonly Outcome[]) => void;
  /** Hears what decayed and is written over. */
  readonly listenToDecay: (decays: readonly Decay[]) => void;
}

/** A survey without what is not to be copied, and what that held before. */
export interface SettledDecay {
  readonly survey: Survey;
  readonly skipped: ReadonlyMap<RelativePath, Contents>;
}

/** Two files that differ by their digests. */
interface Suspect extends DigestedFiles {
  readonly path: RelativePath;
  readonly source: FileEntry;
}

/**
 * Tells decay from change among the files that differ. What decayed in the
 * source is left out, unless that is accepted: the replica's copy may be the
 * last good one. What decayed in the replica is put right as any difference is.
 */
export async function settleDecay(
  survey: Survey,
  { recall, accepts, listen, listenToDecay }: DecayMeans,
): Promise<SettledDecay> {
  const skipped = new Map<RelativePath, Contents>();
  const suspects = [
    ...survey.found.flatMap(suspectsIn),
    ...survey.linked.flatMap(suspectsAmong),
  ];
  if (suspects.length === 0) return { survey, skipped };
  const known = knownOf(
    suspects,
    await recall(suspects.map(({ path }) => path)),
  );
  const told: Decay[] = [];
  const outcomes: Outcome[] = [];
  for (const { path, ...files } of suspects) {
    const before = known.get(path);
    const side = decayedSide(before, files);
    if (before === undefined || side === undefined) continue;
    if (accepts || side === "replica") told.push({ path, side });
    else {
      skipped.set(path, before);
      const reason = reasonToSkip(side);
      outcomes.push({ status: "skipped", path, cause: "decayed", reason });
    }
  }
  if (told.length > 0) listenToDecay(told);
  if (outcomes.length > 0) listen(outcomes);
  return { survey: without(skipped, survey), skipped };
}

/** Adds what is known by another of its names, of a file of the source that has several. */
function knownOf(
  suspects: readonly Suspect[],
  recalled: ReadonlyMap<RelativePath, Contents>,
): ReadonlyMap<RelativePath, Contents> {
  const byFile = new Map<string, Contents>();
  for (const { path, source } of suspects) {
    const contents = recalled.get(path);
    if (contents !== undefined) byFile.set(fileId(source, path), contents);
  }
  const known = new Map(recalled);
  for (const { path, source } of suspects) {
    const contents = source.links > 1
      ? byFile.get(fileId(source, path))
      : undefined;
    if (contents !== undefined && !known.has(path)) known.set(path, contents);
  }
  return known;
}

function suspectsIn(
  { folder, differences }: FolderDifferences,
): readonly Suspect[] {
  return differences.flatMap((difference) => {
    if (difference.kind !== "changed") return [];
    const { name, source, replica, digests } = difference;
    if (digests === undefined || source.kind !== "file") return [];
    return [{ path: childPath(folder, name), source, replica, digests }];
  });
}

function suspectsAmong(
  { folder, name, source, replica, verdict }: LinkedFile,
): readonly Suspect[] {
  const { digests } = verdict.kind === "changed" ? verdict : {};
  if (digests === undefined) return [];
  return [{ path: childPath(folder, name), source, replica, digests }];
}

function without(
  paths: ReadonlyMap<RelativePath, unknown>,
  survey: Survey,
): Survey {
  if (paths.size === 0) return survey;
  const isIn = (folder: RelativePath, name: string): boolean =>
    paths.has(childPath(folder, name));
  return {
    ...survey,
    found: survey.found.map((it) => ({
      ...it,
      differences: it.differences.filter(({ name }) => !isIn(it.folder, name)),
    })),
    linked: survey.linked.filter(({ folder, name }) => !isIn(folder, name)),
  };
}
