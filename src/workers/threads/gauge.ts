import type { Amount } from "../../model/outcome/progress.ts";

/**
 * What is done of a job is shared in steps of so much, so that the memory that
 * all threads share is seldom written: of small files every 16th.
 */
const STEP_ENTRIES = 16;
const STEP_BYTES = 4 * 1024 * 1024;

/**
 * Counts what one thread has done of the job in hand, for the main thread to
 * look at. When the job is answered its reply says the same, and the gauge
 * stands at nothing again.
 *
 * Perf: an addition and a comparison for each file.
 */
export class Gauge {
  readonly #share: (more: Amount) => void;
  #entries = 0;
  #bytes = 0;
  #shared: Amount = { entries: 0, bytes: 0 };

  /** `share` adds to what all threads have in hand. */
  constructor(share: (more: Amount) => void) {
    this.#share = share;
  }

  addEntry(): void {
    this.#entries++;
    if (this.#entries - this.#shared.entries >= STEP_ENTRIES) this.#tell();
  }

  addBytes(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes - this.#shared.bytes >= STEP_BYTES) this.#tell();
  }

  /** The job is about to be answered. */
  clear(): void {
    this.#entries = 0;
    this.#bytes = 0;
    const { entries, bytes } = this.#shared;
    if (entries + bytes > 0) this.#tell();
  }

  #tell(): void {
    const { entries, bytes } = this.#shared;
    this.#shared = { entries: this.#entries, bytes: this.#bytes };
    this.#share({
      entries: this.#entries - entries,
      bytes: this.#bytes - bytes,
    });
  }
}
