import type { ByteStream } from "./byte_stream.ts";
import { joinBytes } from "./join_bytes.ts";

/** What a console does besides printing. */
export interface ConsoleOptions {
  /** Lines may have colours. @default {false} */
  readonly colours?: boolean;
  /** There may be a status line. @default {false} */
  readonly status?: boolean;
}

/**
 * Takes away the status line, on whose first column the cursor stands, and what
 * a narrower window made of it: its own row, and then all rows below, after
 * which the cursor stands where it was. Not all in one, as tmux takes that, in
 * the first row of the window, for the screen to be cleared, and keeps what was
 * there for scrolling back.
 */
const ERASE = "\r\u001b[K\u001b7\u001b[B\u001b[J\u001b8";

/** Text between these is cut at the edge of the window instead of going on below it (DECAWM). */
const CUT = "\u001b[?7l";
const WRAP = "\u001b[?7h";

/** A full pipe that was set not to block is tried again after so long. */
const RETRY_MS = 10;

const encoder = new TextEncoder();
const NOTHING = new Uint8Array();

/**
 * The console as a line printer: text goes out in the order it was given,
 * whole, and whoever prints does not wait for it: what is not taken yet is held
 * in memory. When nobody reads any more (`| head`), the rest is dropped.
 *
 * At a terminal it can have a status line below all that is printed. The cursor
 * stands at its beginning: a window that is made narrower breaks the line, but
 * leaves the cursor where all of it can be erased from.
 */
export class Console {
  readonly hasColours: boolean;
  readonly hasStatus: boolean;
  readonly #stream: ByteStream;
  #pending: Promise<void> = Promise.resolve();
  #failure: Error | undefined;
  /** By their owners, in the order in which they had one first. */
  readonly #lines = new Map<unknown, string>();
  /** The status line as it is to be, and as it is on the screen. */
  #status = "";
  #drawn = "";
  #isToBeDrawn = false;
  #waiting = 0;

  constructor(
    stream: ByteStream,
    { colours = false, status = false }: ConsoleOptions = {},
  ) {
    this.#stream = stream;
    this.hasColours = colours;
    this.hasStatus = status;
  }

  /** Prints text, as UTF-8 if it has been encoded, which ends with a line end where there may be a status line. */
  print(text: string | Uint8Array): void {
    const bytes = typeof text === "string" ? encoder.encode(text) : text;
    this.#write(() => bytes);
  }

  /**
   * Shows a line without control characters below all that is printed, or none
   * for "". Of several owners the first that has a line is shown. While what was
   * printed is on its way out, only the last is drawn of all that are asked for.
   */
  showStatus(line: string, owner: unknown = this): void {
    if (line === "") this.#lines.delete(owner);
    else this.#lines.set(owner, line);
    const [first] = this.#lines.values();
    this.#status = first === undefined ? "" : `${CUT}${first}${WRAP}\r`;
    if (this.#status === this.#drawn || this.#isToBeDrawn) return;
    this.#isToBeDrawn = true;
    this.#write(() => {
      this.#isToBeDrawn = false;
      return NOTHING;
    });
  }

  /** How many others have a status line. */
  othersThan(owner: unknown): number {
    return this.#lines.size - (this.#lines.has(owner) ? 1 : 0);
  }

  /** Whether what was printed is still on its way out. */
  get isBusy(): boolean {
    return this.#waiting > 0;
  }

  /** Why it takes nothing any more, if so: the rest is dropped. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Waits until all that was printed has gone out. */
  async flush(): Promise<void> {
    await this.#pending;
  }

  /** Has text written when all before it is, above the status line as it is by then. */
  #write(text: () => Uint8Array): void {
    this.#waiting++;
    this.#pending = this.#pending
      .then(() => this.#writeAll(this.#above(text())))
      .then(() => void this.#waiting--);
  }

  #above(text: Uint8Array): Uint8Array {
    const [before, after] = [this.#drawn, this.#status];
    if (text.length === 0 && before === after) return NOTHING;
    this.#drawn = after;
    // Perf: most text by far is printed where there is no status line.
    if (before === "" && after === "") return text;
    const erase = encoder.encode(before === "" ? "" : ERASE);
    return joinBytes([erase, text, encoder.encode(after)]);
  }

  async #writeAll(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length && this.#failure === undefined;) {
      done += await this.#writeSome(bytes.subarray(done));
    }
  }

  /** Returns how many of the bytes are out. */
  async #writeSome(bytes: Uint8Array): Promise<number> {
    try {
      return await this.#stream.write(bytes);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (error instanceof Deno.errors.WouldBlock) {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      } else {
        // A console that cannot be written to has no place to say so.
        this.#failure = error;
      }
      return 0;
    }
  }
}
