import type { AttributeScope } from "./entry/attributes.ts";
import type { Capabilities } from "./entry/difference.ts";
import type { DriftMarks } from "./entry/drift.ts";
import type { Identity } from "./entry/entry.ts";
import type { NameRules } from "./paths/folded_names.ts";
import type { RelativePath } from "./paths/path.ts";
import type { OwnFiles } from "./roots/own_files.ts";
import type { FilterSettings } from "./rules/filter_settings.ts";
import type { PastSettings } from "./trash/past.ts";
import type { KeepRule } from "./trash/thinning.ts";
import type { SamplePart } from "./verify/sample.ts";

/** The digests that contents can be compared and logged by, as node:crypto names them. */
export const DIGESTS = [
  "md5",
  "sha1",
  "sha256",
  "sha512",
  "blake2b512",
] as const;

export type DigestName = typeof DIGESTS[number];

/** How the file system is reached: by the system's own library, or by Deno's calls. */
export const DISKS = ["auto", "native", "portable"] as const;

export type DiskChoice = typeof DISKS[number];

/**
 * When what was written is flushed to the device: never, once before anything
 * is removed, or file by file before each gets its name.
 */
export const DURABILITIES = ["off", "pass", "file"] as const;

export type Durability = typeof DURABILITIES[number];

/** What the user asked of every pass. */
export interface MirrorOptions {
  /** Contents are compared whatever the times say. */
  readonly contents: boolean;
  /** Contents are compared by this digest, and it is logged for what is copied. */
  readonly digest: DigestName | undefined;
  /** Owner and group are kept. */
  readonly owner: boolean;
  /** Which extended attributes are kept, where the disk can. */
  readonly attributes: AttributeScope;
  /** POSIX ACLs are kept, where the disk can. */
  readonly acls: boolean;
  /** FIFOs, sockets and devices are made like all else, where the disk can. */
  readonly specials: boolean;
  /** Blocks of zeros are left out of copies, so that they take up no room. */
  readonly sparse: boolean;
  /** A replica file that is newer than the source's is left alone. */
  readonly update: boolean;
  /** Names of one file in the source become names of one file in the replica. */
  readonly hardLinks: boolean;
  readonly durable: Durability;
  /** What the source does not have is removed. */
  readonly removals: boolean;
  /** Nothing is changed; what would be is told. */
  readonly dryRun: boolean;
  /** Entries that are equal are told, too. */
  readonly unchanged: boolean;
  /** The sizes of what is removed are told, which costs a look at each, and times, by which renames are found. @default {false} */
  readonly sizes?: boolean;
  /** What is left out; `undefined` where the source's own rules do not hold either. */
  readonly filters?: FilterSettings | undefined;
  /** How long the trash keeps old versions; for ever where nothing is said. */
  readonly keep?: KeepRule | undefined;
}

/** Where a pass puts what it removes or overwrites. */
export interface TrashSettings {
  /** Absolute path without links. */
  readonly path: string;
  /** Which folder was found there; `undefined` in a dry run that would make it. */
  readonly identity: Identity | undefined;
  /** The name of the pass, and of its folder in there. */
  readonly pass: string;
  /** It is on the same device as the replica, so that nothing has to be copied. */
  readonly isNear: boolean;
}

/** All that a worker has to know of a pass. Plain data: it travels between threads. */
export interface PassSettings extends MirrorOptions {
  /** Absolute path without links. */
  readonly source: string;
  /** Absolute path without links. */
  readonly replica: string;
  /** What was found at those paths; `undefined` where there is no replica yet. */
  readonly sourceIdentity: Identity;
  readonly replicaIdentity: Identity | undefined;
  /** The replica was made by this pass, or would have been. */
  readonly replicaIsNew: boolean;
  readonly own: OwnFiles;
  /** `undefined` where what is removed is not kept. */
  readonly trash?: TrashSettings | undefined;
  /** Paths of the source for whose names the replica has no room. */
  readonly clashes?: readonly RelativePath[];
  /** Names that the replica's file system spells its own way; see `NameTraits`. */
  readonly spelling?: NameRules | undefined;
  /** By what it is told who changed the replica; `undefined` where nothing is known. */
  readonly marks: DriftMarks | undefined;
  /** The trees are only compared, and what cannot be compared is told, not mended. */
  readonly verification?: Verification;
  /** The source is what the replica once was. */
  readonly past?: PastSettings | undefined;
  /** The one path, with all below it, that the pass is about. */
  readonly only?: RelativePath | undefined;
}

/** How two trees are verified. */
export interface Verification {
  /** The files whose contents are read; `undefined` for all. */
  readonly part: SamplePart | undefined;
  /** What the replica's file system keeps, where that is known to be less than all. */
  readonly keeps?: Capabilities | undefined;
}
