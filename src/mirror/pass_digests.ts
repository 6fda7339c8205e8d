import type { PathContents } from "../model/decay.ts";
import type { Memory } from "../model/memory.ts";
import type { Outcome } from "../model/outcome.ts";
import type { PassReport } from "../model/report.ts";
import type { PassSettings } from "../model/settings.ts";
import { DigestBook } from "./digest_book.ts";
import type { Prepared } from "./prepare.ts";
import { type DecayMeans, settleDecay } from "./settle_decay.ts";
import type { Survey } from "./survey.ts";

type Ready = Extract<Prepared, { readonly kind: "ready" }>;

/** Returns what tells decay in a pass that compares by digest; the past is not told from decay. */
export function openDigests(
  { settings, roots }: Pick<Ready, "settings" | "roots">,
  { memory, beganMs }: { readonly memory: Memory; readonly beganMs: number },
): PassDigests | undefined {
  if (settings.digest === undefined || roots === undefined) return undefined;
  const pair = { source: roots.source.path, replica: roots.replica.path };
  const { dryRun } = settings;
  const book = new DigestBook({ memory, pair, beganMs, dryRun });
  return new PassDigests(book, settings);
}

/** What one pass does with the digests of the passes before, and for those to come. */
export class PassDigests {
  readonly #book: DigestBook;
  readonly #settings: Pick<PassSettings, "update">;
  #hasMetAll = false;

  constructor(book: DigestBook, settings: Pick<PassSettings, "update">) {
    this.#book = book;
    this.#settings = settings;
  }

  /** Takes in what equal files hold. */
  note(contents: readonly PathContents[]): void {
    this.#book.note(contents);
  }

  /** Takes in what was done. */
  hear(outcomes: readonly Outcome[]): void {
    this.#book.hear(outcomes);
  }

  /** Returns the survey without what decayed in the source, of which the good digest stays known. */
  async settle(
    survey: Survey,
    means: Omit<DecayMeans, "recall">,
  ): Promise<Survey> {
    const settled = await settleDecay(survey, {
      ...means,
      recall: (paths) => this.#book.recall(paths),
    });
    this.#book.note(
      [...settled.skipped].map(([path, contents]) => ({ path, ...contents })),
    );
    return settled.survey;
  }

  /** The pass has been carried out: if it met all files, what it did not meet is no more. */
  end({ tally, suspended }: Pick<PassReport, "tally" | "suspended">): void {
    this.#hasMetAll = tally.failed + tally.meanwhile + suspended === 0 &&
      !this.#settings.update;
  }

  /** Writes down what is not yet, however the pass ended. */
  close(): Promise<void> {
    return this.#book.close({ isAll: this.#hasMetAll });
  }
}
