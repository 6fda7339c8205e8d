import type { Calls } from "./calls.ts";
import { SYNC_FILE_RANGE_WRITE } from "./layout.ts";

/**
 * Bytes after which the device is given something to do again: as many as are
 * moved at a time, and as a device takes some 10 to 100 ms for.
 */
const STEP_BYTES = 8 * 1024 * 1024;

/**
 * Has the device write a large file while more of it is copied, so that its
 * flush has little left to wait for.
 *
 * Perf: 2 GiB in files of 256 MiB, see `durable-large` in bench/README.md.
 */
export class EarlyWriting {
  readonly #calls: Calls;
  readonly #fd: number;
  #begun = 0;

  constructor(calls: Calls, fd: number) {
    this.#calls = calls;
    this.#fd = fd;
  }

  /**
   * Takes note of how far the file has been written, in bytes. That it could
   * not be begun does not matter: the flush does it, and tells what fails.
   */
  reached(at: number): void {
    if (at - this.#begun < STEP_BYTES) return;
    this.#calls.libc.flushing.sync_file_range(
      this.#fd,
      BigInt(this.#begun),
      BigInt(at - this.#begun),
      SYNC_FILE_RANGE_WRITE,
    );
    this.#begun = at;
  }
}
