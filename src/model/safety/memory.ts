import type { Contents, PathContents } from "../entry/decay.ts";
import type { DriftMarks } from "../entry/drift.ts";
import { countEntries } from "../outcome/counted.ts";
import type { Tally } from "../outcome/report.ts";
import type { RelativePath } from "../paths/path.ts";
import { quote } from "../paths/quote.ts";
import type { SurveyCounts } from "../plan/survey.ts";
import {
  describeVolume,
  isSameFileSystem,
  isSameRoot,
  type RootTraits,
} from "../roots/root_traits.ts";
import type { Refusal } from "./refusal.ts";

/** Paths of source and replica, absolute. */
export interface PathPair {
  readonly source: string;
  readonly replica: string;
}

/** Source and replica, by their paths without links. */
export interface Pair extends PathPair {
  /** What the user calls them, where links are on the way: these may lead elsewhere the next time. */
  readonly named?: PathPair;
}

/** A root as a pass left it. */
export interface RememberedRoot extends RootTraits {
  /** How many entries were in it. */
  readonly entries: number;
}

/** What is remembered of a pair of roots at the end of a pass that was carried out. */
export interface PairMemory {
  /** When that was, in words. */
  readonly ended: string;
  readonly source: RememberedRoot;
  readonly replica: RememberedRoot;
  /** By what it is told later who changed the replica; `undefined` where that cannot be. */
  readonly marks: DriftMarks | undefined;
}

/** Two roots, without the pass that left them so. */
export type RootsOfPair = Pick<PairMemory, "source" | "replica">;

/** What there is to remember of a pair. */
export type Recalled =
  | { readonly kind: "nothing" }
  | {
    readonly kind: "known";
    readonly memory: PairMemory;
    /** It was a pass of this run. */
    readonly isOfThisRun: boolean;
    /** Only what the user calls the roots was the same: a link leads elsewhere. */
    readonly isByName?: boolean;
  }
  /** It was written by a program that knows more than this one. */
  | { readonly kind: "unreadable"; readonly refusal: Refusal };

/** What is remembered of pairs of roots from one pass to the next. */
export interface Memory {
  recall(pair: Pair): Promise<Recalled>;
  /**
   * Keeps in mind that the replica is about to be changed: `marks` count no more
   * until the next `remember`. Where nothing is known of the roots, what they
   * are now counts from here on: the pass may never end.
   */
  beginChanges(pair: Pair, unknown?: RootsOfPair): Promise<void>;
  remember(pair: Pair, memory: Omit<PairMemory, "ended">): Promise<void>;
  /** Returns what those paths held, of those for which it is known. */
  recallContents(
    pair: Pair,
    paths: readonly RelativePath[],
  ): Promise<ReadonlyMap<RelativePath, Contents>>;
  rememberContents(pair: Pair, changes: ContentsChanges): Promise<void>;
}

/** What a pass found out about contents. */
export interface ContentsChanges {
  /** By what the pass is told from others: when it began, in milliseconds since 1970. */
  readonly pass: number;
  readonly known: readonly PathContents[];
  /** Paths that have gone, with all below them. */
  readonly gone: readonly RelativePath[];
  /** The pass has seen all files: what it did not meet is no more. */
  readonly isAll: boolean;
}

/** A root as it is found now; `undefined` traits where it is missing. */
export interface FoundRoot {
  readonly path: string;
  readonly traits: RootTraits | undefined;
  /** Where it would be made. */
  readonly volume: RootTraits["volume"];
}

/** Both roots as they are found now. */
export interface FoundPair {
  readonly source: FoundRoot;
  readonly replica: FoundRoot;
  /** What the user calls them, where links are on the way. */
  readonly named?: PathPair | undefined;
}

/** Returns by what a pair of roots is remembered. */
export function pairOf({ source, replica, named }: FoundPair): Pair {
  const real = { source: source.path, replica: replica.path };
  return named === undefined ? real : { ...real, named };
}

/**
 * Returns why the roots are not those of the last pass, or `undefined` where
 * they are: a disk that is not mounted, another one in its place, another
 * folder. A source may be made anew in the same file system, as builds do it;
 * a replica that is, is none of ours. With `isByName` a link leads elsewhere than
 * then: that of a source may, as long as it stays on the device.
 */
export function checkSameRoots(
  memory: PairMemory,
  found: FoundPair,
  { isByName = false }: { readonly isByName?: boolean } = {},
): Refusal | undefined {
  const changes = (["source", "replica"] as const).flatMap((side) => {
    const { traits } = found[side];
    const before = memory[side];
    const isFine = traits !== undefined &&
      (isSameRoot(before, traits) ||
        (side === "source" && (isSameFileSystem(before, traits) ||
          (isByName && before.identity.dev === traits.identity.dev))));
    if (isFine) return [];
    const called = isByName ? found.named?.[side] : undefined;
    return [describeChange(side, memory, { ...found[side], called })];
  });
  if (changes.length === 0) return undefined;
  return {
    about: "roots",
    reason: changes.join("; "),
    remedy:
      "Check that the right disk is mounted there; if this is as it should be, add --accept-new-root once",
  };
}

function describeChange(
  side: "source" | "replica",
  memory: PairMemory,
  { path, called = path, traits, volume }: FoundRoot & {
    readonly called: string | undefined;
  },
): string {
  const before = memory[side];
  const was = `${describeVolume(before)} with ${countEntries(before.entries)}`;
  const last = `at the end of the last pass, ${memory.ended}, it was ${was}`;
  const leads = called === path ? "" : ` (which leads to ${quote(path)})`;
  const root = `the ${side}, ${quote(called)}${leads},`;
  const place = describeVolume({ ...traits, volume });
  return traits === undefined
    ? `${root} is gone: ${last}; it would be made anew ${place}`
    : `${root} is another folder than before: ${last}; it is ${place} now`;
}

/**
 * Returns how many entries there are in each root after a pass. Where kinds were
 * exchanged it is not exact; it is 0 only where nothing is left.
 */
export function entriesLeft(
  { source, replica, extra }: Pick<
    SurveyCounts,
    "source" | "replica" | "extra"
  >,
  { created, copied, removed, isNew }:
    & Pick<Tally, "created" | "copied" | "removed">
    & {
      /** The replica itself was created. */
      readonly isNew: boolean;
    },
): { readonly source: number; readonly replica: number } {
  const made = created + copied - (isNew ? 1 : 0);
  return {
    // The survey does not look into folders that only the source has.
    source: Math.max(source, replica + made - extra),
    replica: replica + made - Math.min(removed, extra),
  };
}
