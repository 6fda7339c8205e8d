import { escapeControls } from "../model/paths/quote.ts";
import { type Output, OutputFailure, ReaderGone } from "./output.ts";

/** Version of the objects that docs/json.md describes: another number is another meaning. */
const JSON_VERSION = 1;

/** Text that has gathered is written out at this length, in characters. */
const BLOCK_LENGTH = 256 * 1024;

/**
 * One JSON object on one line, written while it comes about: what is in its
 * lists is never held as a whole. Whoever adds to it does not wait; whether it
 * could be written is told at its end.
 */
export class JsonLine {
  readonly #output: Output;
  readonly #encoder = new TextEncoder();
  #text = "{";
  #isFirst = true;
  #writing: Promise<void> = Promise.resolve();
  #failure: OutputFailure | undefined;

  /** Begins the object of a command. */
  constructor(output: Output, command: string) {
    this.#output = output;
    this.set({ version: JSON_VERSION, command });
  }

  /** Adds fields; those without a value are left out. */
  set(fields: object): void {
    const text = jsonText(fields).slice(1, -1);
    if (text !== "") this.#add(text);
  }

  /** Begins a list; all that is added until it is closed belongs to it. */
  openList(name: string): void {
    this.#add(`${jsonText(name)}:[`);
    this.#isFirst = true;
  }

  addItem(item: object): void {
    this.#add(jsonText(item));
  }

  closeList(): void {
    this.#text += "]";
    this.#isFirst = false;
  }

  /** Adds a list of which all is there. */
  setList(name: string, items: Iterable<object>): void {
    this.openList(name);
    for (const item of items) this.addItem(item);
    this.closeList();
  }

  /** Waits until no full block is on its way out any more. Returns why one could not be written, if so. */
  async settle(): Promise<OutputFailure | undefined> {
    await this.#writing;
    return this.#failure;
  }

  /**
   * Ends the line. Returns why it is not where it belongs, if so; that a reader
   * has seen enough is no failure.
   */
  async end(): Promise<string | undefined> {
    this.#text += "}\n";
    this.#flush();
    this.#write(() => this.#output.finish());
    await this.#writing;
    if (this.#failure !== undefined) {
      await this.#output.drop().catch(expectFailure);
    }
    return this.#failure instanceof ReaderGone
      ? undefined
      : this.#failure?.message;
  }

  #add(text: string): void {
    this.#text += this.#isFirst ? text : `,${text}`;
    this.#isFirst = false;
    if (this.#text.length >= BLOCK_LENGTH) this.#flush();
  }

  #flush(): void {
    const bytes = this.#encoder.encode(this.#text);
    this.#text = "";
    this.#write(() => this.#output.write(bytes));
  }

  #write(action: () => Promise<void>): void {
    this.#writing = this.#writing.then(async () => {
      if (this.#failure !== undefined) return;
      try {
        await action();
      } catch (error) {
        this.#failure = expectFailure(error);
      }
    });
  }
}

function expectFailure(error: unknown): OutputFailure {
  if (error instanceof OutputFailure) return error;
  throw error;
}

/**
 * Returns JSON that is safe to show. Half surrogates, which stand for bytes of
 * names that are not UTF-8, are written as `\udc80` to `\udcff`.
 */
function jsonText(value: object | string): string {
  return escapeControls(JSON.stringify(value));
}
