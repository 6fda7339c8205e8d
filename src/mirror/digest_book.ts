import type { PathContents } from "../model/entry/decay.ts";
import type { Outcome } from "../model/outcome/outcome.ts";
import type { RelativePath } from "../model/paths/path.ts";
import type { ContentsChanges, Memory, Pair } from "../model/safety/memory.ts";

/** What a book of digests is kept with. */
export interface DigestBookMeans {
  readonly memory: Memory;
  readonly pair: Pair;
  /** When the pass began, in milliseconds since 1970. */
  readonly beganMs: number;
  /** Nothing is written. */
  readonly dryRun: boolean;
}

/** Paths that are kept in mind before they are written down, so that memory does not grow with the tree. */
const MOST_PATHS = 5000;

/** Writes down what files hold, as a pass comes to know it, for later passes to tell decay by. */
export class DigestBook {
  readonly #means: DigestBookMeans;
  #known = new Map<RelativePath, PathContents>();
  #gone = new Set<RelativePath>();
  #writing: Promise<void> = Promise.resolve();

  constructor(means: DigestBookMeans) {
    this.#means = means;
  }

  /** Takes in what files hold on both sides. */
  note(contents: readonly PathContents[]): void {
    for (const it of contents) this.#known.set(it.path, it);
    this.#writeIfMany();
  }

  /** Takes in what was copied and what was removed. */
  hear(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      if (outcome.status !== "done") continue;
      const { path, action, bytes: size, digest, changed } = outcome;
      if (action === "removed") this.#drop(path);
      if (size === undefined || digest === undefined) continue;
      if (changed === undefined) continue;
      const { seconds: mtimeSeconds, nanos: mtimeNanos } = changed;
      this.#known.set(path, { path, size, digest, mtimeSeconds, mtimeNanos });
    }
    this.#writeIfMany();
  }

  /** Writes down the rest; what a pass that met all files did not meet is forgotten. */
  async close({ isAll }: Pick<ContentsChanges, "isAll">): Promise<void> {
    if (isAll || this.#size() > 0) this.#write(isAll);
    await this.#writing;
  }

  #drop(path: RelativePath): void {
    this.#known.delete(path);
    this.#gone.add(path);
  }

  #size(): number {
    return this.#known.size + this.#gone.size;
  }

  #writeIfMany(): void {
    if (this.#size() >= MOST_PATHS) this.#write(false);
  }

  /** One piece after another: what is gone is gone before something new has its name. */
  #write(isAll: boolean): void {
    const { memory, pair, beganMs: pass, dryRun } = this.#means;
    const [known, gone] = [[...this.#known.values()], [...this.#gone]];
    this.#known = new Map();
    this.#gone = new Set();
    if (dryRun) return;
    this.#writing = this.#writing.then(() =>
      memory.rememberContents(pair, { pass, known, gone, isAll })
    );
  }
}
