import type {
  ChangeReason,
  DigestPair,
  MetadataPart,
  Verdict,
} from "../entry/difference.ts";
import type { Entry, EntryKind } from "../entry/entry.ts";
import type { RelativePath } from "../paths/path.ts";

/** One path of a folder at which source and replica are not the same. */
export type Difference =
  | {
    readonly kind: "missing";
    readonly name: string;
    readonly entry: EntryKind;
  }
  | { readonly kind: "extra"; readonly name: string; readonly entry: EntryKind }
  /** A temporary name that a killed pass left behind. */
  | {
    readonly kind: "leftover";
    readonly name: string;
    readonly entry: EntryKind;
  }
  | {
    readonly kind: "changed";
    readonly name: string;
    readonly reason: ChangeReason;
    readonly source: Entry;
    readonly replica: Entry;
    /** Of two files of the same size, where they were compared by digest. */
    readonly digests?: DigestPair;
  }
  | {
    readonly kind: "retyped";
    readonly name: string;
    readonly source: EntryKind;
    readonly replica: Entry;
  }
  | {
    readonly kind: "metadata";
    readonly name: string;
    readonly parts: readonly MetadataPart[];
    readonly source: Entry;
    readonly replica: Entry;
  };

/** What comparing the two sides of one folder found. */
export interface FolderDifferences {
  readonly folder: RelativePath;
  readonly differences: readonly Difference[];
  /** What differs of the folder's own owner, mode and time. */
  readonly parts: readonly MetadataPart[];
}

/** How many entries a survey met. */
export interface SurveyCounts {
  /** Entries of the source, the root not among them. */
  readonly source: number;
  /** Entries of the replica, what killed passes left not among them. */
  readonly replica: number;
  /** Those of the replica that are files. */
  readonly files: number;
  /** Entries of the replica that stay because filters exclude them; what is in an excluded folder is not counted. */
  readonly shielded: number;
  /** Entries that are equal on both sides. */
  readonly unchanged: number;
  /** Entries that only the replica has, with all that is below them. */
  readonly extra: number;
  /** Folders whose source could not be read, so that nothing is removed below them. */
  readonly suspended: number;
  /** Bytes, on one side, of the files whose contents were compared. */
  readonly bytes: number;
}

/** Nothing has been met yet. */
export const NO_COUNTS: SurveyCounts = {
  source: 0,
  replica: 0,
  files: 0,
  shielded: 0,
  unchanged: 0,
  extra: 0,
  suspended: 0,
  bytes: 0,
};

/** Returns what two parts of a survey met together. */
export function addCounts(a: SurveyCounts, b: SurveyCounts): SurveyCounts {
  return {
    source: a.source + b.source,
    replica: a.replica + b.replica,
    files: a.files + b.files,
    shielded: a.shielded + b.shielded,
    unchanged: a.unchanged + b.unchanged,
    extra: a.extra + b.extra,
    suspended: a.suspended + b.suspended,
    bytes: a.bytes + b.bytes,
  };
}

/** Two entries with the same path, and what comparing them found. */
export interface Compared {
  readonly name: string;
  readonly source: Entry;
  readonly replica: Entry;
  readonly verdict: Verdict;
}

/** Returns the difference that a verdict means, or `undefined` where nothing is to be done. */
export function toDifference(
  { name, source, replica, verdict }: Compared,
): Difference | undefined {
  switch (verdict.kind) {
    case "changed": {
      const { reason, digests } = verdict;
      const changed = {
        kind: "changed",
        name,
        reason,
        source,
        replica,
      } as const;
      return digests === undefined ? changed : { ...changed, digests };
    }
    case "metadata":
      return { kind: "metadata", name, parts: verdict.parts, source, replica };
    case "retyped":
      return { kind: "retyped", name, source: source.kind, replica };
    case "same":
    case "newer":
    case "undecided":
      return undefined;
  }
}
