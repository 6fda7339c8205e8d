import type { Identity } from "../entry/entry.ts";
import type { RelativePath } from "../paths/path.ts";

/** The replica as it was at some time, which a pass can have for its source. */
export interface PastSettings {
  /** Absolute path of the trash without links, and which folder was found there. */
  readonly trash: string;
  readonly trashIdentity: Identity;
  /** The replica whose past it is. */
  readonly replica: string;
  readonly replicaIdentity: Identity;
  /** The passes since then, oldest first. */
  readonly passes: readonly string[];
  /** The folder of the replica that is the root of the source. */
  readonly folder: RelativePath;
}
