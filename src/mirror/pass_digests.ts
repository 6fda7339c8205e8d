import type { PathContents } from "../model/entry/decay.ts";
import type { Outcome } from "../model/outcome/outcome.ts";
import type { PassReport } from "../model/outcome/report.ts";
import { type Memory, pairOf } from "../model/safety/memory.ts";
import type { PassSettings } from "../model/settings.ts";
import { DigestBook } from "./digest_book.ts";
import type { ReadyPass } from "./prepare.ts";

/** Returns what writes down contents in a pass that compares by digest; of the past nothing is. */
export function openDigests(
  { settings, roots }: Pick<ReadyPass, "settings" | "roots">,
  { memory, beganMs }: { readonly memory: Memory; readonly beganMs: number },
): PassDigests | undefined {
  if (settings.digest === undefined || roots === undefined) return undefined;
  const pair = pairOf(roots);
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
