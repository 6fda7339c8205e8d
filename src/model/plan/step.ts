import type { ChangeReason, MetadataPart } from "../entry/difference.ts";
import type { DirectoryEntry, Entry, EntryKind } from "../entry/entry.ts";
import type { RelativePath } from "../paths/path.ts";

/**
 * One change in one folder of the replica. A step carries what the survey saw:
 * it is looked at again right before the change, and what has changed meanwhile
 * is skipped, never overwritten.
 */
export type Step =
  | CreateStep
  | UpdateStep
  | RetypeStep
  | MetadataStep
  | RespellStep
  | RemoveStep;

/** Only the source has it. Nothing is expected at the name. */
export interface CreateStep {
  readonly kind: "create";
  readonly name: string;
  readonly entry: EntryKind;
  /** Size in bytes of a large file, which is then a job of its own. */
  readonly bytes?: number;
}

/** Both have a file, a link, or a device, and the replica's has to be written again. */
export interface UpdateStep {
  readonly kind: "update";
  readonly name: string;
  readonly reason: ChangeReason;
  readonly expected: Entry;
  /** Size in bytes of a large file, which is then a job of its own. */
  readonly bytes?: number;
}

/** Both have something, of different kinds. */
export interface RetypeStep {
  readonly kind: "retype";
  readonly name: string;
  readonly entry: EntryKind;
  readonly expected: Entry;
  readonly bytes?: number;
}

/** The contents are equal, but owner, mode or time are not. */
export interface MetadataStep {
  readonly kind: "metadata";
  readonly name: string;
  readonly parts: readonly MetadataPart[];
  /** The source's entry whose contents were found equal. */
  readonly source: Entry;
  readonly expected: Entry;
}

/** The replica's name for it is to be spelled as the source's. */
export interface RespellStep {
  readonly kind: "respell";
  readonly name: string;
  readonly was: string;
}

/** Only the replica has it. */
export interface RemoveStep {
  readonly kind: "remove";
  readonly name: string;
  readonly entry: EntryKind;
  /** It was left by a pass that was killed, so that it is nobody's loss. */
  readonly leftover: boolean;
  /** The folder it is in is being removed as a whole, so that the source no longer matters. */
  readonly within: boolean;
}

/** The steps of one folder that are done together. */
export interface FolderSteps {
  readonly folder: RelativePath;
  readonly steps: readonly Step[];
}

/** A folder whose own owner, mode and time are put right once all in it is done. */
export interface FolderStamp {
  readonly folder: RelativePath;
  /** What differed before the pass; empty where only the pass itself disturbed the folder. */
  readonly parts: readonly MetadataPart[];
}

/** A folder that was made in the trash, to be given at the end what the replica's folder had. */
export interface KeptFolder {
  readonly folder: RelativePath;
  readonly own: DirectoryEntry;
}
