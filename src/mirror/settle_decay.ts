import {
  type Contents,
  contentsOf,
  type Decay,
  decayedSide,
  type DigestedFiles,
  digestToRead,
  type PathContents,
  reasonToSkip,
} from "../model/entry/decay.ts";
import type { DigestPair } from "../model/entry/difference.ts";
import type { FileEntry } from "../model/entry/entry.ts";
import { fileId } from "../model/entry/file_id.ts";
import type { Outcome } from "../model/outcome/outcome.ts";
import { childPath, type RelativePath } from "../model/paths/path.ts";
import type { LinkedFile } from "../model/plan/hard_links.ts";
import type { FolderDifferences } from "../model/plan/survey.ts";
import type { WantedDigest } from "./digest_again.ts";
import type { Survey } from "./survey.ts";

/** What decay is told by, and who is told. */
export interface DecayMeans {
  /** Returns what those paths held at the end of the last pass. */
  readonly recall: (
    paths: readonly RelativePath[],
  ) => Promise<ReadonlyMap<RelativePath, Contents>>;
  /** Returns the digests of both files of each path, by the digest named, of those that can be read. */
  readonly digestAgain: (
    wanted: readonly WantedDigest[],
  ) => Promise<ReadonlyMap<RelativePath, DigestPair>>;
  /** What decayed in the source is copied like all else. */
  readonly accepts: boolean;
  readonly listen: (outcomes: readonly Outcome[]) => void;
  /** Hears what decayed and is written over. */
  readonly listenToDecay: (decays: readonly Decay[]) => void;
}

/** A survey without what is not to be copied. */
export interface SettledDecay {
  readonly survey: Survey;
  /** What is left out, and held before. */
  readonly skipped: readonly PathContents[];
  /** What decayed in the source, is copied all the same, and holds now. */
  readonly accepted: readonly PathContents[];
}

/** Two files of one size whose contents differ; digests where they were compared by them. */
interface Suspect extends Omit<DigestedFiles, "digests"> {
  readonly path: RelativePath;
  readonly source: FileEntry;
  readonly digests: DigestPair | undefined;
}

/**
 * Tells decay from change among the files that differ. What decayed in the
 * source is left out, unless that is accepted: the replica's copy may be the
 * last good one. What decayed in the replica is put right as any difference is.
 */
export async function settleDecay(
  survey: Survey,
  { recall, digestAgain, accepts, listen, listenToDecay }: DecayMeans,
): Promise<SettledDecay> {
  const skipped: PathContents[] = [];
  const accepted: PathContents[] = [];
  const suspects = [
    ...survey.found.flatMap(suspectsIn),
    ...survey.linked.flatMap(suspectsAmong),
  ];
  if (suspects.length === 0) return { survey, skipped, accepted };
  const known = knownOf(
    suspects,
    await recall(suspects.map(({ path }) => path)),
  );
  const again = await digestAgain(suspects.flatMap((it) => wanted(it, known)));
  const told: Decay[] = [];
  const outcomes: Outcome[] = [];
  for (const { path, ...files } of suspects) {
    const before = known.get(path);
    const digests = again.get(path) ?? files.digests;
    if (before === undefined || digests === undefined) continue;
    const side = decayedSide(before, { ...files, digests });
    if (side === undefined) continue;
    if (accepts || side === "replica") {
      told.push({ path, side });
      if (side === "replica") continue;
      accepted.push(contentsOf(path, files.source, digests.source));
      continue;
    }
    skipped.push({ path, ...before });
    const reason = reasonToSkip(side);
    outcomes.push({ status: "skipped", path, cause: "decayed", reason });
  }
  if (told.length > 0) listenToDecay(told);
  if (outcomes.length > 0) listen(outcomes);
  return { survey: without(skipped, survey), skipped, accepted };
}

/** Returns by which digest a suspect has to be read again, if it has to be. */
function wanted(
  { path, ...files }: Suspect,
  known: ReadonlyMap<RelativePath, Contents>,
): readonly WantedDigest[] {
  const before = known.get(path);
  const name = before && digestToRead(before, files);
  return name === undefined ? [] : [{ path, name }];
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
    const { name, reason, source, replica, digests } = difference;
    if (reason !== "content" || source.kind !== "file") return [];
    return [{ path: childPath(folder, name), source, replica, digests }];
  });
}

function suspectsAmong(
  { folder, name, source, replica, verdict }: LinkedFile,
): readonly Suspect[] {
  if (verdict.kind !== "changed" || verdict.reason !== "content") return [];
  const { digests } = verdict;
  return [{ path: childPath(folder, name), source, replica, digests }];
}

function without(
  skipped: readonly PathContents[],
  survey: Survey,
): Survey {
  if (skipped.length === 0) return survey;
  const paths = new Set(skipped.map(({ path }) => path));
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
