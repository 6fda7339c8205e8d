/** A stream of bytes to a terminal, a pipe or a file. */
export interface ByteStream {
  write(bytes: Uint8Array): Promise<number>;
}

/**
 * The console as a line printer: text goes out in the order it was given,
 * whole, and whoever prints does not wait for it. When nobody reads any more
 * (`| head`), the rest is dropped.
 */
export class Console {
  readonly #stream: ByteStream;
  readonly #encoder = new TextEncoder();
  #pending: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(stream: ByteStream) {
    this.#stream = stream;
  }

  print(text: string): void {
    const bytes = this.#encoder.encode(text);
    this.#pending = this.#pending.then(() => this.#writeAll(bytes));
  }

  /** Waits until all that was printed has gone out. */
  async flush(): Promise<void> {
    await this.#pending;
  }

  async #writeAll(bytes: Uint8Array): Promise<void> {
    let done = 0;
    try {
      while (done < bytes.length && !this.#isClosed) {
        done += await this.#stream.write(bytes.subarray(done));
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // A console that cannot be written to has no place to say so.
      this.#isClosed = !(error instanceof Deno.errors.WouldBlock);
      if (!this.#isClosed) await this.#retry(bytes.subarray(done));
    }
  }

  /** A pipe that was set not to block is full. */
  async #retry(rest: Uint8Array): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 10));
    await this.#writeAll(rest);
  }
}
