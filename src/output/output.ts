import { describeError } from "../model/outcome/reasons.ts";
import { type ByteStream, writeAll } from "./byte_stream.ts";

/** Where a result goes of which nothing may be lost without a word. */
export interface Output {
  /** @throws {OutputFailure} */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends it: all that was written is where it belongs. @throws {OutputFailure} */
  finish(): Promise<void>;
  /** Gives it up: where that is possible, nothing of it is left. Nothing, after `finish`. */
  drop(): Promise<void>;
}

/** Thrown where a result cannot be written. */
export class OutputFailure extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "OutputFailure";
  }
}

/** Thrown where nobody reads any more, as after `| head`: whoever did has seen enough. */
export class ReaderGone extends OutputFailure {}

/** Returns standard output, or another stream that is there already, as an output. */
export function streamOutput(stream: ByteStream): Output {
  return {
    write: (bytes) => orFail(() => writeAll(stream, bytes)),
    finish: () => Promise.resolve(),
    drop: () => Promise.resolve(),
  };
}

/** When each stream will have had all that is whole so far. */
const turns = new WeakMap<ByteStream, Promise<void>>();

/** Returns an output that goes to a stream when it is finished, after others that were finished before. */
export function wholeOutput(stream: ByteStream): Output {
  const gathered: Uint8Array[] = [];
  const writeGathered = async (): Promise<void> => {
    for (const bytes of gathered) await writeAll(stream, bytes);
  };
  return {
    write: (bytes) => {
      gathered.push(bytes);
      return Promise.resolve();
    },
    finish: () => {
      const before = turns.get(stream) ?? Promise.resolve();
      const mine = before.then(() => orFail(writeGathered));
      // Whoever comes next finds out by itself whether the stream still takes anything.
      turns.set(stream, mine.catch(() => {}));
      return mine;
    },
    drop: () => Promise.resolve(),
  };
}

/** Returns an output that is opened when there is something to write. */
export function lateOutput(open: () => Promise<Output>): Output {
  let opened: Output | undefined;
  const output = async (): Promise<Output> => opened ??= await open();
  return {
    write: async (bytes) => (await output()).write(bytes),
    finish: async () => (await output()).finish(),
    drop: async () => await opened?.drop(),
  };
}

/**
 * Returns an output that becomes a file when it is finished, and until then
 * leaves alone what may be there: it is written under a name of its own beside
 * it. Nothing but a file gives way to it.
 * @throws {OutputFailure} if that cannot be made
 */
export async function fileOutput(path: string): Promise<Output> {
  await orFail(() => expectFile(path));
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  const file = await orFail(() =>
    Deno.open(temporary, { write: true, createNew: true })
  );
  let isOpen = true;
  const end = async (action: () => Promise<void>): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await orFail(action);
  };
  return {
    write: (bytes) => orFail(() => writeAll(file, bytes)),
    finish: () =>
      end(async () => {
        try {
          await syncAndClose(file);
          await Deno.rename(temporary, path);
        } catch (error) {
          await Deno.remove(temporary);
          throw error;
        }
      }),
    drop: () =>
      end(async () => {
        file.close();
        await Deno.remove(temporary);
      }),
  };
}

async function syncAndClose(file: Deno.FsFile): Promise<void> {
  using closed = file;
  await closed.sync();
}

/** Root could rename over `/dev/null`, and over `/dev/stdout`, which is a link. */
async function expectFile(path: string): Promise<void> {
  try {
    const { isFile, isSymlink } = await Deno.lstat(path);
    if (isFile) return;
    throw new Error(
      isSymlink ? "it is a link: name the file" : "it is no file",
    );
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

async function orFail<Result>(action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const reason = describeError(error);
    throw error instanceof Deno.errors.BrokenPipe
      ? new ReaderGone(reason)
      : new OutputFailure(reason);
  }
}
