import { describeError } from "../model/outcome/reasons.ts";
import { writeAll } from "./byte_stream.ts";
import { joinBytes } from "./join_bytes.ts";

/** Where the log is kept. */
export interface LogFileOptions {
  readonly path: string;
  /** Size in bytes that a file does not grow over, but for a single longer line. */
  readonly maxBytes: number;
  /** How many older files are kept. */
  readonly keep: number;
  /** Who the program runs as; `undefined` where files have no owners. */
  readonly user?: number | undefined;
}

/** Whether the lines given so far are in the file. */
export type LogFileState =
  | { readonly kind: "written" }
  /** The folder of the log is not there yet, as when it is the replica; the lines are kept, as long as they are few. */
  | { readonly kind: "waiting"; readonly reason: string }
  /** The lines are lost; later ones will be tried again. */
  | { readonly kind: "failed"; readonly reason: string };

const WRITTEN: LogFileState = { kind: "written" };

/** More bytes than these do not wait for a folder, which may never appear. */
const MOST_WAITING = 16 * 1024 * 1024;

const NOTHING = new Uint8Array();

/**
 * A log file that rotates: `sync_log.txt`, `sync_log.txt.1`, `sync_log.txt.2`...
 * Between two writings nothing is held open, so that it may be moved away.
 *
 * LogTape's rotating file sink, which was here before, takes what a full disk
 * wrote of a block for the whole, counts characters for bytes, and brings
 * node:fs with it: 22 ms at each start (1.3.6, Deno 2.9.5).
 */
export class LogFile {
  readonly #options: LogFileOptions;
  #waiting: Uint8Array = NOTHING;
  /** The writing that is under way, one after another. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(options: LogFileOptions) {
    this.#options = options;
  }

  get path(): string {
    return this.#options.path;
  }

  /** Writes lines in UTF-8, line ends included, after those that still wait. */
  write(lines: Uint8Array): Promise<LogFileState> {
    const written = this.#writing.then(() => this.#write(lines));
    this.#writing = written;
    return written;
  }

  async #write(more: Uint8Array): Promise<LogFileState> {
    const lines = joinBytes([this.#waiting, more]);
    this.#waiting = NOTHING;
    try {
      for (const block of splitLines(lines, this.#options.maxBytes)) {
        await this.#append(block);
      }
      return WRITTEN;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const reason = describeError(error);
      const isAwaited = error instanceof Deno.errors.NotFound &&
        lines.length <= MOST_WAITING;
      if (!isAwaited) return { kind: "failed", reason };
      this.#waiting = lines;
      return { kind: "waiting", reason };
    }
  }

  async #append(block: Uint8Array): Promise<void> {
    const { path, maxBytes } = this.#options;
    const size = await sizeOf(path);
    if (size > 0 && size + block.length > maxBytes) await this.#rotate();
    using file = await openToAppend(this.#options);
    await writeAll(file, block);
  }

  /** Makes each part an older one; the oldest goes. */
  async #rotate(): Promise<void> {
    const { path, keep } = this.#options;
    for (let part = keep - 1; part >= 1; part--) {
      await renameIfThere(`${path}.${part}`, `${path}.${part + 1}`);
    }
    await renameIfThere(path, `${path}.1`);
  }
}

/** Cuts text after line ends into blocks that fit a file; a line that alone is longer is one block. */
export function splitLines(
  text: Uint8Array,
  mostBytes: number,
): readonly Uint8Array[] {
  const blocks: Uint8Array[] = [];
  let from = 0;
  while (text.length - from > mostBytes) {
    const fitting = text.lastIndexOf(LINE_END, from + mostBytes - 1);
    const end = fitting >= from ? fitting : text.indexOf(LINE_END, from);
    if (end < 0) break;
    blocks.push(text.subarray(from, end + 1));
    from = end + 1;
  }
  if (from < text.length) blocks.push(text.subarray(from));
  return blocks;
}

const LINE_END = 0x0a;

/**
 * Opens the log, or makes it. Where the log is kept others may be able to write,
 * and who plants a link there would choose which file gets lines appended: only
 * links of the user's own and root's are followed, as a shell would.
 * @throws {Error} that says so
 */
async function openToAppend(
  { path, user }: LogFileOptions,
): Promise<Deno.FsFile> {
  const seen = user === undefined ? undefined : await lookAt(path);
  if (user === undefined || seen?.isSymlink === true) {
    if (seen !== undefined && seen.uid !== user && seen.uid !== 0) {
      throw new Error(`it is a link that belongs to user ${seen.uid}`);
    }
    return await Deno.open(path, { append: true, create: true });
  }
  if (seen === undefined) {
    return await Deno.open(path, { append: true, createNew: true });
  }
  const file = await Deno.open(path, { append: true });
  const { dev, ino } = await file.stat();
  if (dev === seen.dev && ino === seen.ino) return file;
  file.close();
  throw new Error("it was replaced while it was opened");
}

async function lookAt(path: string): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.lstat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** What is no file has nothing that could be moved away. */
async function sizeOf(path: string): Promise<number> {
  try {
    const { isFile, size } = await Deno.stat(path);
    return isFile ? size : 0;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

async function renameIfThere(from: string, to: string): Promise<void> {
  try {
    await Deno.rename(from, to);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
