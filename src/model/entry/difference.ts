import type { Entry, EntryFacts, FileEntry } from "./entry.ts";

/** A part of an entry that is mended without touching its contents. */
export type MetadataPart = "owner" | "mode" | "time" | "attributes" | "ACL";

/** Why an entry of one kind has to be written again. */
export type ChangeReason =
  | "size"
  | "content"
  | "target"
  | "device"
  | "hard link";

/** The digests of two files that differ, with their names. */
export interface DigestPair {
  readonly source: string;
  readonly replica: string;
}

/** What comparing an entry of the source with the one of the replica at the same path found. */
export type Verdict =
  | { readonly kind: "same" }
  /** Same size, but the times do not prove the contents equal: they must be read. */
  | { readonly kind: "undecided" }
  | {
    readonly kind: "changed";
    readonly reason: ChangeReason;
    /** Of two files of the same size, where they were compared by digest. */
    readonly digests?: DigestPair | undefined;
  }
  | { readonly kind: "retyped" }
  | { readonly kind: "metadata"; readonly parts: readonly MetadataPart[] }
  /** The replica's file is newer and was asked to be left alone. */
  | { readonly kind: "newer" };

/** What the replica's file system keeps of what it is given. */
export interface Capabilities {
  /** Two times nearer to each other than this may be one: 1,000,000 for milliseconds, 2e9 for FAT. */
  readonly timeGrainNanos: number;
  readonly modes: boolean;
  readonly owners: boolean;
}

/** How entries are compared. */
export interface CompareRules {
  /** Contents are read whatever the times say. */
  readonly contents: boolean;
  /** Owner and group belong to what is kept. */
  readonly owner: boolean;
  /** A replica file that is newer than the source's is left alone. */
  readonly update: boolean;
  readonly replica: Capabilities;
}

/** When an entry was last changed. */
type EntryTime = Pick<EntryFacts, "mtimeSeconds" | "mtimeNanos">;

const SAME: Verdict = { kind: "same" };
const UNDECIDED: Verdict = { kind: "undecided" };
const RETYPED: Verdict = { kind: "retyped" };
const NEWER: Verdict = { kind: "newer" };
const CHANGED_SIZE: Verdict = { kind: "changed", reason: "size" };
const CHANGED_TARGET: Verdict = { kind: "changed", reason: "target" };
const CHANGED_LINK: Verdict = { kind: "changed", reason: "hard link" };
const CHANGED_DEVICE: Verdict = { kind: "changed", reason: "device" };
const CHANGED_CONTENT: Verdict = { kind: "changed", reason: "content" };

/** Compares what is at one path on both sides by size, time, target, device, mode and owner. */
export function compare(
  source: Entry,
  replica: Entry,
  rules: CompareRules,
): Verdict {
  switch (source.kind) {
    case "file":
      if (replica.kind !== "file") return RETYPED;
      if (rules.update && isNewer(replica, source, rules.replica)) return NEWER;
      if (source.size !== replica.size) return CHANGED_SIZE;
      if (
        source.size > 0 &&
        (rules.contents || !sameTime(source, replica, rules.replica))
      ) {
        return UNDECIDED;
      }
      return compareMetadata(source, replica, rules);
    case "symlink":
      if (replica.kind !== "symlink") return RETYPED;
      if (source.target !== replica.target) return CHANGED_TARGET;
      return compareMetadata(source, replica, rules);
    case "directory":
      if (replica.kind !== "directory") return RETYPED;
      return compareMetadata(source, replica, rules);
    case "other":
      if (replica.kind !== "other" || source.what !== replica.what) {
        return RETYPED;
      }
      if (source.device !== replica.device) return CHANGED_DEVICE;
      return compareMetadata(source, replica, rules);
  }
}

/** Returns the verdict on two files that `compare` left undecided, once their contents were read. */
export function decide(
  contents: { readonly equal: boolean },
  files: {
    readonly source: FileEntry;
    readonly replica: FileEntry;
    readonly rules: CompareRules;
  },
): Verdict {
  if (!contents.equal) return CHANGED_CONTENT;
  return compareMetadata(files.source, files.replica, files.rules);
}

/**
 * Returns the verdict for a replica file that may not be changed in place,
 * because it has other names: mode and time are those of all of them, inside
 * the replica and outside. It is written anew under this one name.
 */
export function sparingLinks(verdict: Verdict, replica: Entry): Verdict {
  const isShared = replica.kind === "file" && replica.links > 1;
  return verdict.kind === "metadata" && isShared ? CHANGED_LINK : verdict;
}

/**
 * Tells whether a verdict could be due to what the replica's file system
 * cannot keep, so that it is worth finding out what it does keep.
 */
export function mayBeLimitOfReplica(
  verdict: Verdict,
  source: EntryFacts,
  replica: EntryFacts,
): boolean {
  if (verdict.kind === "metadata") return true;
  return verdict.kind === "undecided" &&
    nanosApart(source, replica) <= COARSEST_GRAIN_NANOS;
}

/** FAT keeps times in steps of 2 s, the coarsest grain in use (Microsoft FAT specification, 1.03). */
export const COARSEST_GRAIN_NANOS = 2_000_000_000;

function compareMetadata(
  source: Entry,
  replica: Entry,
  rules: CompareRules,
): Verdict {
  const owner = rules.owner && rules.replica.owners &&
    (source.uid !== replica.uid || source.gid !== replica.gid);
  const mode = rules.replica.modes && source.kind !== "symlink" &&
    wantedMode(source, owner ? source : replica) !== replica.mode;
  const time = !sameTime(source, replica, rules.replica);
  if (!owner && !mode && !time) return SAME;
  const parts: MetadataPart[] = [];
  if (owner) parts.push("owner");
  if (mode) parts.push("mode");
  if (time) parts.push("time");
  return { kind: "metadata", parts };
}

/**
 * Returns the mode that a replica entry is given: the source's, but setuid and
 * setgid only where owner and group are the source's too. A program that runs
 * with its owner's rights must not become one of somebody else's.
 */
export function wantedMode(
  source: EntryFacts,
  owner: { readonly uid: number; readonly gid: number },
): number {
  const sameOwner = source.uid === owner.uid && source.gid === owner.gid;
  return sameOwner ? source.mode : source.mode & ~0o6000;
}

/** Tells whether two times are equal as far as the replica can keep them. */
export function sameTime(
  a: EntryTime,
  b: EntryTime,
  replica: Pick<Capabilities, "timeGrainNanos">,
): boolean {
  if (a.mtimeSeconds === b.mtimeSeconds && a.mtimeNanos === b.mtimeNanos) {
    return true;
  }
  return nanosApart(a, b) < replica.timeGrainNanos;
}

function isNewer(a: EntryFacts, b: EntryFacts, replica: Capabilities): boolean {
  const later = a.mtimeSeconds > b.mtimeSeconds ||
    (a.mtimeSeconds === b.mtimeSeconds && a.mtimeNanos > b.mtimeNanos);
  return later && !sameTime(a, b, replica);
}

function nanosApart(a: EntryTime, b: EntryTime): number {
  return Math.abs(
    (a.mtimeSeconds - b.mtimeSeconds) * 1e9 + (a.mtimeNanos - b.mtimeNanos),
  );
}
