import type { Sink } from "@logtape/logtape";

/** Where the log is kept. */
export interface LogFileOptions {
  readonly path: string;
  /** Size in bytes after which the file is renamed to `.1` and begun anew. */
  readonly maxBytes: number;
  /** How many older files are kept. */
  readonly keep: number;
}

/** Whether the lines given so far are in the file. */
export type LogFileState =
  | { readonly kind: "written" }
  /** The folder of the log is not there yet, as when it is the replica; the lines are kept. */
  | { readonly kind: "waiting"; readonly reason: string }
  /** The lines are lost; later ones will be tried again. */
  | { readonly kind: "failed"; readonly reason: string };

const WRITTEN: LogFileState = { kind: "written" };

type OpenSink = Sink & Disposable;

/**
 * A log file that rotates: `sync_log.txt`, `sync_log.txt.1`, `sync_log.txt.2`...
 * It is opened when the first lines come.
 *
 * Perf: LogTape's file sink brings node:fs with it, 22 ms on the main thread of
 * Deno 2.9, so that it is loaded while the workers are at their first jobs.
 */
export class LogFile {
  readonly #options: LogFileOptions;
  #sink: OpenSink | undefined;
  #lines = "";

  constructor(options: LogFileOptions) {
    this.#options = options;
  }

  /** Writes lines, line ends included, after those that still wait. One call at a time. */
  async write(lines: string): Promise<LogFileState> {
    this.#lines += lines;
    try {
      this.#sink ??= await openSink(this.#options);
      for (const block of splitLines(this.#lines, this.#options.maxBytes)) {
        this.#sink(toRecord(block));
      }
      this.#lines = "";
      return WRITTEN;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (error instanceof Deno.errors.NotFound) {
        return { kind: "waiting", reason: error.message };
      }
      this.#lines = "";
      this.#drop();
      return { kind: "failed", reason: error.message };
    }
  }

  close(): void {
    this.#drop();
  }

  /** All lines are written or given up by now, so that nothing can be lost by closing. */
  #drop(): void {
    const sink = this.#sink;
    this.#sink = undefined;
    try {
      sink?.[Symbol.dispose]();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
  }
}

/** Cuts text after line ends into blocks that fit a file; a line that alone is longer is one block. */
export function splitLines(text: string, maxLength: number): readonly string[] {
  const blocks: string[] = [];
  let from = 0;
  while (text.length - from > maxLength) {
    const fitting = text.lastIndexOf("\n", from + maxLength - 1);
    const end = fitting >= from ? fitting : text.indexOf("\n", from);
    if (end < 0) break;
    blocks.push(text.slice(from, end + 1));
    from = end + 1;
  }
  if (from < text.length) blocks.push(text.slice(from));
  return blocks;
}

/** Loads what writes the file. */
export function loadLogFile(): Promise<typeof import("@logtape/file")> {
  return import("@logtape/file");
}

async function openSink(
  { path, maxBytes, keep }: LogFileOptions,
): Promise<OpenSink> {
  const { getRotatingFileSink } = await loadLogFile();
  return getRotatingFileSink(path, {
    maxSize: maxBytes,
    maxFiles: keep,
    // Lines come in blocks already, and must be known to be written.
    bufferSize: 0,
    formatter: ({ message }) => message.join(""),
  });
}

function toRecord(text: string): Parameters<Sink>[0] {
  return {
    category: ["lockstep"],
    level: "info",
    message: [text],
    rawMessage: text,
    timestamp: 0,
    properties: {},
  };
}
