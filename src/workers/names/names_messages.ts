import type {
  JudgedNames,
  NameTraits,
} from "../../model/paths/folded_names.ts";
import type { RelativePath } from "../../model/paths/path.ts";
import type { SpelledOtherwise } from "../../model/paths/spelled_otherwise.ts";

/** What is asked about names. */
export type NamesJob =
  /** Does the replica's file system take different names for one? */
  | {
    readonly kind: "probe names";
    /** What a dry run looks at instead of trying it out. */
    readonly pairs: readonly SpelledOtherwise[];
  }
  | {
    readonly kind: "names";
    readonly questions: readonly NameQuestion[];
    readonly rules: NameTraits;
  };

/** A folder in which something is to be made. */
export interface NameQuestion {
  readonly folder: RelativePath;
  /** The names in it that are folders to be made. */
  readonly folders: readonly string[];
}

export type NamesReply =
  | {
    readonly kind: "probed names";
    /** `undefined` if all names are different, and kept as they are. */
    readonly rules: NameTraits | undefined;
  }
  | {
    readonly kind: "named";
    /** Folders of which there is something to be told. */
    readonly judged: readonly JudgedFolder[];
  };

export interface JudgedFolder extends JudgedNames {
  readonly folder: RelativePath;
  /** Names of a new folder that cannot even be opened. */
  readonly unusable: readonly string[];
}
