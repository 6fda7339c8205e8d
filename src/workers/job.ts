import type { Moment } from "../model/entry/drift.ts";
import type { EntryKind, Identity } from "../model/entry/entry.ts";
import type { Feature } from "../model/entry/feature.ts";
import type { Outcome } from "../model/outcome/outcome.ts";
import type { Told } from "../model/outcome/removed_names.ts";
import type { RelativePath } from "../model/paths/path.ts";
import type { HardLinkGroup, NewLink } from "../model/plan/hard_links.ts";
import type { MissingNames } from "../model/plan/room.ts";
import type {
  FolderStamp,
  FolderSteps,
  KeptFolder,
} from "../model/plan/step.ts";
import type { NamedRoots, Roots } from "../model/roots/roots.ts";
import type { FolderRules } from "../model/rules/rule.ts";
import type { Refused } from "../model/safety/refusal.ts";
import type { PassSettings } from "../model/settings.ts";
import type { PastSettings } from "../model/trash/past.ts";
import type { KeepRule } from "../model/trash/thinning.ts";
import type { PlacedTrash } from "../model/trash/trash_place.ts";
import type { Version } from "../model/trash/version.ts";
import type { NamesJob, NamesReply } from "./names/names_messages.ts";
import type { PartReply, SurveyJob, SurveyReply } from "./survey/pair_job.ts";
import type { TreeJob, TreeReply } from "./tree/tree_job.ts";

/**
 * What a worker is asked to do. Jobs and replies are plain data: they are
 * copied from one thread to another.
 */
export type Job =
  | {
    readonly kind: "inspect";
    readonly named: NamedRoots;
    /** What is asked for that a disk may lack. */
    readonly asked: readonly Feature[];
  }
  | { readonly kind: "make folder"; readonly path: string }
  | OpenTrashJob
  | OpenPastJob
  | ListVersionsJob
  | TreeJob
  | { readonly kind: "begin"; readonly settings: PassSettings }
  /** What other threads have read of the source's own rules. */
  | { readonly kind: "learn"; readonly rules: readonly FolderRules[] }
  | PassJob
  | { readonly kind: "end" };

/** What needs the roots of a pass: it comes between "begin" and "end". */
export type PassJob =
  /** Are the roots still the folders that the pass began with? */
  | { readonly kind: "check roots" }
  | SurveyJob
  | NamesJob
  | ApplyJob
  | {
    readonly kind: "hard links";
    readonly groups: readonly HardLinkGroup[];
  }
  /** Gets all that was written to the disk, if that can be done at once. */
  | { readonly kind: "flush" }
  | {
    readonly kind: "flush folders";
    readonly folders: readonly RelativePath[];
  }
  | { readonly kind: "stamp"; readonly stamps: readonly FolderStamp[] }
  | {
    readonly kind: "remove folders";
    readonly folders: readonly RelativePath[];
  }
  | {
    readonly kind: "stamp trash";
    readonly folders: readonly KeptFolder[];
  }
  /** Entries that the replica did not have when the pass began. */
  | { readonly kind: "note created"; readonly paths: readonly RelativePath[] }
  | ThinTrashJob
  /** How much room is there on the file systems of both roots? */
  | { readonly kind: "room" }
  | MeasureJob
  /** What time is it by the clock of the replica's file system? */
  | { readonly kind: "replica clock" };

/** How large are these entries of the source, with all below them? */
export interface MeasureJob {
  readonly kind: "measure";
  readonly missing: readonly MissingNames[];
  /** It takes so long, more or less; without this it is as much as is worth a message. */
  readonly milliseconds?: number;
}

/** Makes a folder the trash of a replica, if it is not, before the pass begins. */
export interface OpenTrashJob {
  readonly kind: "open trash";
  readonly trash: PlacedTrash;
  readonly replica: string;
  readonly source: string;
  readonly dryRun: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What the trash of a replica knows of a path at some time. */
export interface OpenPastJob {
  readonly kind: "open past";
  readonly trash: PlacedTrash;
  readonly replica: { readonly path: string; readonly identity: Identity };
  /** The name that a pass of that time would have. */
  readonly at: string;
  readonly path: RelativePath;
}

/** The old versions of a path and of all below it. */
export interface ListVersionsJob {
  readonly kind: "list versions";
  readonly trash: PlacedTrash;
  readonly replica: string;
  readonly path: RelativePath;
}

/** Removes old versions from the trash of the pass. */
export interface ThinTrashJob {
  readonly kind: "thin trash";
  readonly rule: KeepRule;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface ApplyJob {
  readonly kind: "apply";
  readonly work: readonly FolderSteps[];
}

/** A reply, and what was read of the source's own rules on the way. */
export type Reply = Answer & {
  readonly folderRules?: readonly FolderRules[];
  /** The file systems answered so slowly that the thread did little but wait. */
  readonly isKeptWaiting?: true;
};

export type Answer =
  | {
    readonly kind: "inspected";
    readonly roots: Roots;
    /** Why files are not reached as they were to be. */
    readonly fallback: string | undefined;
    /** What cannot be kept of all that is asked for, as far as is known. */
    readonly lacks: readonly Feature[];
  }
  /** The folder was made, or why it was not. */
  | { readonly kind: "made"; readonly failure: string | undefined }
  | SurveyReply
  | PartReply
  | NamesReply
  | ApplyReply
  | TreeReply
  | FlushReply
  | { readonly kind: "ready" }
  | OpenTrashReply
  | OpenPastReply
  | { readonly kind: "versions"; readonly versions: readonly Version[] }
  | ThinTrashReply
  | RoomReply
  | MeasureReply
  | { readonly kind: "clock"; readonly time: Moment | undefined }
  /** A root cannot be opened, or is another folder than before. */
  | { readonly kind: "unavailable"; readonly reason: string }
  /** Given for the worker, which has ended: the job may be done in part. */
  | { readonly kind: "lost"; readonly reason: string }
  /** The job hit a bug. */
  | { readonly kind: "broken"; readonly message: string };

export type OpenTrashReply =
  | {
    readonly kind: "trash opened";
    readonly identity: Identity | undefined;
    /** What the pass is called. */
    readonly pass: string;
  }
  /** The folder is something else. */
  | Refused;

export type OpenPastReply =
  | {
    readonly kind: "past opened";
    readonly past: PastSettings;
    /** The source that the replica was last made equal to. */
    readonly source: string;
    /** What the path was; `undefined` if there was nothing. */
    readonly entry: EntryKind | undefined;
  }
  /** The folder is no trash of this replica, or does not reach back so far. */
  | Refused;

export interface ThinTrashReply {
  readonly kind: "thinned";
  readonly passes: readonly ThinnedPass[];
  /** Why it was not finished. */
  readonly failure: string | undefined;
}

/** A pass whose old versions were removed. */
export interface ThinnedPass {
  readonly pass: string;
  readonly entries: number;
}

export interface ApplyReply {
  readonly kind: "applied";
  readonly outcomes: readonly Told[];
  /** Work that this work led to, in the same phase. */
  readonly more: readonly FolderSteps[];
  /** Folders made here that still have to be put right when they are full. */
  readonly stamps: readonly FolderStamp[];
  /** Folders to be removed once their own folders are gone. */
  readonly emptied: readonly RelativePath[];
  /** Files with other names, which are left to the phase of hard links. */
  readonly linked: readonly NewLink[];
  /** Folders made in the trash, to be stamped when nothing in them changes any more. */
  readonly kept: readonly KeptFolder[];
}

export interface RoomReply {
  readonly kind: "room";
  /** Bytes that may be written to the replica's; `undefined` where that is not known. */
  readonly free: number | undefined;
  /** Bytes that are in use on the source's. */
  readonly used: number | undefined;
}

export interface MeasureReply {
  readonly kind: "measured";
  readonly files: number;
  readonly bytes: number;
  /** Folders that were found, for other jobs. */
  readonly rest: readonly MissingNames[];
}

export interface FlushReply {
  readonly kind: "flushed";
  /** False if nothing was done, because it has to be done folder by folder. */
  readonly isWhole: boolean;
  readonly outcomes: readonly Outcome[];
}
