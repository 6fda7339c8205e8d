import type { Listing } from "../../disk/disk.ts";
import { ifPossible } from "../../disk/if_possible.ts";
import { probeNames } from "../../disk/probe_names.ts";
import { checkStop, Stopped } from "../../disk/stop.ts";
import {
  type JudgedNames,
  judgeNames,
  keepsNames,
  type NameTraits,
} from "../../model/paths/folded_names.ts";
import { childPath, type RelativePath, ROOT } from "../../model/paths/path.ts";
import {
  rulesShownBy,
  type SpelledOtherwise,
} from "../../model/paths/spelled_otherwise.ts";
import type { PassContext } from "../context.ts";
import type {
  JudgedFolder,
  NameQuestion,
  NamesReply,
} from "./names_messages.ts";
import { withoutNames } from "./without_names.ts";

/**
 * Finds out how the replica's file system deals with names, if not by keeping
 * each as it is: by trying it, or in a dry run by whether what is spelled
 * otherwise is the same.
 */
export function doProbeNames(
  pairs: readonly SpelledOtherwise[],
  context: PassContext,
): NamesReply {
  using root = context.openReplica(ROOT);
  const rules = root.writable ? probeNames(root) : lookAtNames(pairs, context);
  return {
    kind: "probed names",
    rules: keepsNames(rules) ? undefined : rules,
  };
}

function lookAtNames(
  pairs: readonly SpelledOtherwise[],
  context: PassContext,
): NameTraits {
  const shown = pairs.filter((pair) => isOneEntry(pair, context))
    .map(rulesShownBy);
  return {
    foldsCase: shown.some(({ foldsCase }) => foldsCase),
    normalizes: shown.some(({ normalizes }) => normalizes),
  };
}

/** Tells whether a name finds something that is listed by another only; inode numbers say less, as some file systems in user space have one for each spelling. */
function isOneEntry(
  { folder, name, was }: SpelledOtherwise,
  context: PassContext,
): boolean {
  return ifPossible(() => {
    using replica = context.openReplica(folder);
    const { names } = replica.list();
    return names.includes(was) && !names.includes(name) &&
      replica.stat(name) !== undefined;
  }) ?? false;
}

/**
 * Judges the names of folders in which something is to be made, and of all that
 * is below folders that are to be made. What cannot be listed is left to the
 * change itself, which says why.
 */
export function doNames(
  questions: readonly NameQuestion[],
  rules: NameTraits,
  context: PassContext,
): NamesReply {
  const work = new NamesWork(rules, context);
  try {
    for (const question of questions) work.judge(question);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  return { kind: "named", judged: work.judged };
}

class NamesWork {
  readonly judged: JudgedFolder[] = [];
  /** Folders that are still to be judged, and whether the replica has them, too. */
  readonly #waiting: { folder: RelativePath; isPair: boolean }[] = [];
  readonly #rules: NameTraits;
  readonly #context: PassContext;

  constructor(rules: NameTraits, context: PassContext) {
    this.#rules = rules;
    this.#context = context;
  }

  /** Judges a folder that both sides have, and those below it that the replica lacks or spells otherwise. */
  judge({ folder, folders }: NameQuestion): void {
    const judged = this.#judgeNames(folder);
    const { respelled } = judged;
    const left = leftOut(judged);
    const moved = new Set(respelled.map(({ name }) => name));
    for (const name of folders) {
      const below = childPath(folder, name);
      if (moved.has(name)) this.#waiting.push({ folder: below, isPair: true });
      else if (!left.has(name)) {
        this.#waiting.push({ folder: below, isPair: false });
      }
    }
    // Not by calling itself: folders may lie inside each other by the ten thousand.
    for (let at = this.#waiting.pop(); at; at = this.#waiting.pop()) {
      if (at.isPair) this.#judgePair(at.folder);
      else this.#judgeNew(at.folder);
    }
  }

  /**
   * Judges a folder that the replica spells otherwise, with all that is below
   * it: it is found under either name.
   */
  #judgePair(folder: RelativePath): void {
    const listing = this.#listSource(folder);
    if (listing === undefined) return;
    const judged = this.#judgeNames(folder);
    const { respelled, there } = judged;
    const left = leftOut(judged);
    const moved = new Set(respelled.map(({ name }) => name));
    listing.names.forEach((name, index) => {
      if (listing.kinds[index] !== "directory" || left.has(name)) return;
      const below = childPath(folder, name);
      const isPair = there.has(name) || moved.has(name);
      this.#waiting.push({ folder: below, isPair });
    });
  }

  #judgeNames(
    folder: RelativePath,
  ): JudgedNames & { readonly there: ReadonlySet<string> } {
    checkStop(this.#context.signals.stop);
    const source = this.#listSource(folder);
    const replica = this.#listReplica(folder);
    const names = {
      source: source?.names ?? [],
      replica: replica?.names ?? [],
    };
    const judged = this.#add(folder, judgeNames(names, this.#rules));
    return { ...judged, there: new Set(names.replica) };
  }

  /** Judges a folder that the replica does not have, with all that is below it. */
  #judgeNew(folder: RelativePath): void {
    checkStop(this.#context.signals.stop);
    const listing = this.#listSource(folder);
    if (listing === undefined) return;
    const names = { source: listing.names, replica: [] };
    const judged = judgeNames(names, this.#rules);
    const left = leftOut(this.#add(folder, judged, listing.unusable));
    listing.names.forEach((name, index) => {
      if (listing.kinds[index] !== "directory" || left.has(name)) return;
      const below = childPath(folder, name);
      this.#waiting.push({ folder: below, isPair: false });
    });
  }

  #add(
    folder: RelativePath,
    found: JudgedNames,
    unusable: readonly string[] = [],
  ): JudgedNames {
    const { refused, clashes, respelled } = found;
    const isWorth = [refused, clashes, respelled, unusable]
      .some(({ length }) => length > 0);
    if (isWorth) this.judged.push({ folder, ...found, unusable });
    return found;
  }

  /** Lists what the pass sees of a folder of the source. */
  #listSource(folder: RelativePath): Listing | undefined {
    const { exclusion } = this.#context;
    return ifPossible(() => {
      using source = this.#context.openSource(folder);
      const listing = source.list();
      exclusion?.readIfThere(folder, source, listing);
      const filter = exclusion?.in(folder);
      return filter === undefined
        ? listing
        : withoutNames(listing, (name, kind) =>
          filter.hides(name, kind, () => source.stat(name)));
    });
  }

  /** Lists what of a folder of the replica is not shielded from all changes. */
  #listReplica(folder: RelativePath): Listing | undefined {
    return ifPossible(() => {
      using replica = this.#context.openReplica(folder);
      const listing = replica.list();
      const filter = this.#context.exclusion?.in(folder);
      return filter === undefined || filter.deleteExcluded
        ? listing
        : withoutNames(listing, (name, kind) => filter.excludes(name, kind));
    });
  }
}

/** Returns the names that get no entry of their own. */
function leftOut({ refused, clashes }: JudgedNames): ReadonlySet<string> {
  return new Set([...refused, ...clashes].map(({ name }) => name));
}
