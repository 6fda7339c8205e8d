import type { Capabilities } from "../entry/difference.ts";
import type { NameTraits } from "../paths/folded_names.ts";
import type { Room } from "../plan/room.ts";

/** What the file system of a folder is like. */
export interface FolderFacts {
  /** `undefined` where that is not known. */
  readonly room: Room | undefined;
  /** What was tried out; nothing is tried in a source. */
  readonly probed: ProbedFacts | undefined;
}

/** What a file system keeps, as it was tried on temporary files. */
export interface ProbedFacts {
  readonly capabilities: Omit<Capabilities, "owners">;
  /** `undefined` where it was not tried, as only root can keep owners. */
  readonly owners: boolean | undefined;
  readonly names: NameTraits;
  /** Symbolic links can be made. */
  readonly links: boolean;
  readonly hardLinks: boolean;
  /** Extended attributes of users can be set; never so on the portable disk. */
  readonly attributes: boolean;
}
