import type { RelativePath } from "../paths/path.ts";
import {
  COARSEST_GRAIN_NANOS,
  type DigestPair,
  sameTime,
} from "./difference.ts";
import type { FileEntry } from "./entry.ts";

/** What a file held: its digest with its name (`sha256:...`), and its size and time then. */
export interface Contents extends ContentsTime {
  readonly digest: string;
  readonly size: number;
}

/** Time of last change of a file's contents. */
type ContentsTime = Pick<FileEntry, "mtimeSeconds" | "mtimeNanos">;

/** What a path held on both sides at the end of a pass. */
export interface PathContents extends Contents {
  readonly path: RelativePath;
}

/** Two files of one path that were found to differ by their digests. */
export interface DigestedFiles {
  readonly source: ContentsTime & Pick<FileEntry, "size">;
  readonly replica: ContentsTime;
  readonly digests: DigestPair;
}

/** On which side contents changed though size and time did not. */
export type DecayedSide = "source" | "replica" | "both";

/** One path whose contents have decayed. */
export interface Decay {
  readonly path: RelativePath;
  readonly side: DecayedSide;
}

/**
 * Tells on which side a difference is decay: the contents are not those of the
 * last pass, though size and time are. `undefined` where somebody has changed
 * the file, or where that cannot be told: by another digest nothing can.
 */
export function decayedSide(
  known: Contents | undefined,
  { source, replica, digests }: DigestedFiles,
): DecayedSide | undefined {
  if (known === undefined) return undefined;
  if (nameOf(known.digest) !== nameOf(digests.source)) return undefined;
  const isReplicaAsKnown = digests.replica === known.digest;
  if (digests.source !== known.digest) {
    if (!isUntouched(source, known)) return undefined;
    return isReplicaAsKnown ? "source" : "both";
  }
  // Both have the same size, or no digest would have been made.
  const isTouched = isReplicaAsKnown || source.size !== known.size ||
    !isSameTime(replica, known);
  return isTouched ? undefined : "replica";
}

/**
 * Returns the name of the digest by which two files have to be read to tell
 * decay, though they were compared otherwise: the one written down, where the
 * source's size and time are those of then. `undefined` where nothing is to be
 * read.
 */
export function digestToRead(
  known: Contents,
  { source, digests }: {
    readonly source: DigestedFiles["source"];
    readonly digests: DigestPair | undefined;
  },
): string | undefined {
  const name = nameOf(known.digest);
  const isRead = digests !== undefined && nameOf(digests.source) === name;
  return isRead || !isUntouched(source, known) ? undefined : name;
}

/** Returns what a path holds, once source and replica were found to be equal. */
export function contentsOf(
  path: RelativePath,
  { size, mtimeSeconds, mtimeNanos }: DigestedFiles["source"],
  digest: string,
): PathContents {
  return { path, digest, size, mtimeSeconds, mtimeNanos };
}

const WORDS: Readonly<Record<DecayedSide, string>> = {
  source:
    "the source's contents are not those of the last pass, though size and time are; the replica still has those",
  replica:
    "the replica's contents were not those of the last pass, though size and time were",
  both:
    "neither the source's contents nor the replica's are those of the last pass, though the source's size and time are",
};

/** Returns in words what has decayed. */
export function describeDecay(side: DecayedSide): string {
  return WORDS[side];
}

/** Returns why a decayed file of the source is left out of a pass, and what can be done. */
export function reasonToSkip(side: DecayedSide): string {
  return `${
    describeDecay(side)
  }. Restore the source's file, or add --accept-decay once if it is as it should be`;
}

/** The source keeps its time exactly. */
function isUntouched(
  source: DigestedFiles["source"],
  known: Contents,
): boolean {
  return source.size === known.size &&
    source.mtimeSeconds === known.mtimeSeconds &&
    source.mtimeNanos === known.mtimeNanos;
}

/** What is known is the source's time; the replica may keep it in coarser steps. */
function isSameTime(replica: ContentsTime, known: ContentsTime): boolean {
  return sameTime(replica, known, { timeGrainNanos: COARSEST_GRAIN_NANOS });
}

function nameOf(digest: string): string {
  return digest.slice(0, digest.indexOf(":"));
}
