import { load } from "../../loading/load.ts";
import type { Contents } from "../../model/entry/decay.ts";
import type { RelativePath } from "../../model/paths/path.ts";
import { quote } from "../../model/paths/quote.ts";
import type {
  ContentsChanges,
  Memory,
  Pair,
  PairMemory,
  PathPair,
  Recalled,
  RootsOfPair,
} from "../../model/safety/memory.ts";
import { formatTime } from "../../output/format.ts";

/** Where it is kept what is remembered of pairs, and who is told if it cannot be. */
export interface PairMemoriesOptions {
  /** The state folder; `undefined` where the environment names none. */
  readonly folder: string | undefined;
  /** It is only read, as in a dry run. */
  readonly readOnly: boolean;
  readonly now: () => Date;
  readonly warn: (text: string) => void;
}

/**
 * Remembers pairs of roots from one pass to the next and, in the state folder,
 * from one run to the next. Where the state folder cannot be used, what is
 * remembered ends with the run, which is told, and the mirror goes on.
 */
export class PairMemories implements Memory {
  readonly #options: PairMemoriesOptions;
  readonly #told = new Set<string>();
  #last: Last | undefined;

  constructor(options: PairMemoriesOptions) {
    this.#options = options;
  }

  async recall(pair: Pair): Promise<Recalled> {
    const last = this.#last;
    if (last !== undefined && isSamePair(last.pair, pair)) {
      return { kind: "known", memory: last.memory, isOfThisRun: true };
    }
    const recalled = await this.#recall(pair);
    const { named } = pair;
    if (recalled.kind !== "nothing" || named === undefined) return recalled;
    const byName = await this.#recallNamed(named);
    return byName.kind === "known" ? { ...byName, isByName: true } : byName;
  }

  async remember(pair: Pair, roots: Omit<PairMemory, "ended">): Promise<void> {
    const ended = formatTime(this.#options.now());
    await this.#note(pair, { ...roots, ended });
  }

  async beginChanges(pair: Pair, unknown?: RootsOfPair): Promise<void> {
    if (unknown !== undefined) {
      const ended = `${formatTime(this.#options.now())} (not finished)`;
      return await this.#note(pair, { ...unknown, ended, marks: undefined });
    }
    this.#last = withoutMarks(this.#last);
    await this.#attempt(pair, async (path) => {
      const { forgetMarks } = await import("../../state/pair.ts");
      await forgetMarks(path);
      return NOTHING;
    });
  }

  async recallContents(
    pair: Pair,
    paths: readonly RelativePath[],
  ): Promise<ReadonlyMap<RelativePath, Contents>> {
    let found: ReadonlyMap<RelativePath, Contents> = new Map();
    await this.#attempt(pair, async (path) => {
      const { recallContents } = await loadContents();
      const { readOnly } = this.#options;
      found = await recallContents(path, paths, { readOnly });
      return NOTHING;
    }, NO_DECAY);
    return found;
  }

  async rememberContents(pair: Pair, changes: ContentsChanges): Promise<void> {
    await this.#attempt(pair, async (path) => {
      const { rememberContents } = await loadContents();
      await rememberContents(path, changes);
      return NOTHING;
    }, NO_DECAY);
  }

  async #note(pair: Pair, memory: PairMemory): Promise<void> {
    this.#last = { pair, memory };
    await this.#remember(pair, memory);
    if (pair.named === undefined) return;
    // Who changed the replica is told by its real path alone.
    await this.#remember(pair.named, { ...memory, marks: undefined });
  }

  async #recallNamed(named: PathPair): Promise<Recalled> {
    const last = this.#last;
    const isLast = last?.pair.named !== undefined &&
      isSamePair(last.pair.named, named);
    if (!isLast) return await this.#recall(named);
    const memory = { ...last.memory, marks: undefined };
    return { kind: "known", memory, isOfThisRun: true };
  }

  #recall(pair: PathPair): Promise<Recalled> {
    return this.#attempt(pair, async (path) => {
      const { recallPair } = await import("../../state/pair.ts");
      const { readOnly } = this.#options;
      const memory = await recallPair(path, { readOnly });
      return memory === undefined
        ? NOTHING
        : { kind: "known", memory, isOfThisRun: false };
    });
  }

  async #remember(pair: PathPair, memory: PairMemory): Promise<void> {
    await this.#attempt(pair, async (path) => {
      const { rememberPair } = await import("../../state/pair.ts");
      await rememberPair(path, { pair, memory });
      return NOTHING;
    });
  }

  async #attempt(
    pair: PathPair,
    work: (path: string) => Promise<Recalled>,
    loss = NO_ROOTS,
  ): Promise<Recalled> {
    const { folder } = this.#options;
    if (folder === undefined) return NOTHING;
    const { pairFile } = await import("../../state/pair.ts");
    const path = await pairFile(folder, pair);
    try {
      return await work(path);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return await this.#excuse(error, { path, loss });
    }
  }

  async #excuse(
    error: Error,
    { path, loss }: { readonly path: string; readonly loss: string },
  ): Promise<Recalled> {
    const { NewerState } = await import("../../state/format_version.ts");
    const { DamagedState } = await import("../../state/pair_database.ts");
    if (error instanceof NewerState) return newer(error, path);
    const where = `the state file ${quote(path)}`;
    if (!(error instanceof DamagedState)) {
      this.#warn(`cannot use ${where}: ${error.message}`, loss);
    } else if (this.#options.readOnly) {
      this.#warn(`${where} is damaged: ${error.message}`, loss);
    } else {
      this.#warn(
        `${where} is damaged: ${error.message}; ${await this.#setAside(path)}`,
        loss,
      );
    }
    return NOTHING;
  }

  async #setAside(path: string): Promise<string> {
    const { setAside } = await import("../../state/pair.ts");
    try {
      const aside = await setAside(path, this.#options.now());
      return `it is now ${quote(aside)}`;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return `it cannot be set aside: ${error.message}`;
    }
  }

  /** In a loop it is enough to say the same thing once. */
  #warn(what: string, loss: string): void {
    const text = `${what}. ${loss}`;
    if (this.#told.has(text)) return;
    this.#told.add(text);
    this.#options.warn(text);
  }
}

const NOTHING: Recalled = { kind: "nothing" };

/** What the user goes without where the state folder cannot be used. */
const NO_ROOTS =
  "It is not known whether source and replica are the folders of the last pass";
const NO_DECAY = "Files that decay are not told from files that are changed";

function loadContents(): Promise<typeof import("../../state/contents.ts")> {
  return load("src/state/contents.ts");
}

function newer(error: Error, path: string): Recalled {
  return {
    kind: "unreadable",
    refusal: {
      reason:
        `what is remembered of these two folders was written by a newer lockstep: ${error.message}`,
      remedy: `Use that one, or move ${quote(path)} away to begin anew`,
    },
  };
}

type Last = { readonly pair: Pair; readonly memory: PairMemory };

function withoutMarks(last: Last | undefined): Last | undefined {
  return last &&
    { ...last, memory: { ...last.memory, marks: undefined } };
}

function isSamePair(a: PathPair, b: PathPair): boolean {
  return a.source === b.source && a.replica === b.replica;
}
