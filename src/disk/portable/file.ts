import type { FileEntry } from "../../model/entry/entry.ts";
import type { Attempt, Side } from "../disk.ts";
import { DiskError, GONE } from "../disk.ts";
import { FLUSHING_FILE } from "../flush.ts";
import { nodeBuiltin } from "../node_builtin.ts";
import type {
  MadeFacts,
  Owner,
  ReadableFile,
  Time,
  WritableFile,
} from "../open_file.ts";
import { tookNothing, WRITING } from "../writing.ts";
import { fileOf } from "./entries.ts";
import { replaced, toDiskError } from "./errors.ts";

/** A file that Deno's calls have open for reading. */
export class PortableReadableFile implements ReadableFile {
  readonly opened: FileEntry;
  readonly #file: Deno.FsFile;
  readonly #side: Side;

  constructor(file: Deno.FsFile, facts: { opened: FileEntry; side: Side }) {
    this.#file = file;
    this.opened = facts.opened;
    this.#side = facts.side;
  }

  stat(): FileEntry {
    return statOpen(this.#file, {
      doing: `look at the ${this.#side} file`,
      side: this.#side,
    });
  }

  read(buffer: Uint8Array): number {
    try {
      return this.#file.readSync(buffer) ?? 0;
    } catch (error) {
      if (error instanceof Deno.errors.Interrupted) return this.read(buffer);
      throw toDiskError(error, {
        doing: `read the ${this.#side} file`,
        side: this.#side,
      });
    }
  }

  [Symbol.dispose](): void {
    this.#file.close();
  }
}

/** A file that Deno's calls have made and open for writing. */
export class PortableWritableFile implements WritableFile {
  readonly made: MadeFacts;
  readonly #file: Deno.FsFile;
  readonly #path: string;
  #isOpen = true;

  constructor(file: Deno.FsFile, facts: { made: MadeFacts; path: string }) {
    this.#file = file;
    this.made = facts.made;
    this.#path = facts.path;
  }

  stat(): FileEntry {
    return statOpen(this.#file, {
      doing: "look at the new file",
      side: "replica",
    });
  }

  write(bytes: Uint8Array): void {
    let done = 0;
    while (done < bytes.length) {
      const written = this.#writeSome(
        done === 0 ? bytes : bytes.subarray(done),
      );
      if (written === 0) throw tookNothing();
      done += written;
    }
  }

  skip(length: number): void {
    attempt(
      WRITING.doing,
      () => this.#file.seekSync(length, Deno.SeekMode.Current),
    );
  }

  setSize(size: number): void {
    attempt(WRITING.doing, () => this.#file.truncateSync(size));
  }

  /** By path, for want of such a call on an open file; a link in its place is not followed. */
  setOwner(owner: Owner): void {
    attempt("set the owner", () => {
      const { lchownSync } = nodeBuiltin("node:fs");
      lchownSync(this.#path, owner.uid, owner.gid);
    });
  }

  /**
   * By path, too.
   *
   * RACE: what takes the name between the look and the change gets the mode, and
   * if that is a link, what it leads to does.
   */
  setMode(mode: number): void {
    attempt("set the mode", () => {
      const here = Deno.lstatSync(this.#path);
      const mine = this.#file.statSync();
      if (here.dev !== mine.dev || here.ino !== mine.ino) {
        throw replaced({ doing: "set the mode", side: "replica" });
      }
      Deno.chmodSync(this.#path, mode);
    });
  }

  setTime(time: Time): void {
    attempt(
      "set the time",
      () => this.#file.utimeSync(new Date(), toDate(time)),
    );
  }

  flush(): void {
    try {
      this.#file.syncSync();
    } catch (error) {
      throw toDiskError(error, FLUSHING_FILE);
    }
  }

  /** Deno does not tell if closing fails. */
  close(): void {
    this.#file.close();
    this.#isOpen = false;
  }

  [Symbol.dispose](): void {
    if (this.#isOpen) this.close();
  }

  #writeSome(bytes: Uint8Array): number {
    try {
      return this.#file.writeSync(bytes);
    } catch (error) {
      if (error instanceof Deno.errors.Interrupted) {
        return this.#writeSome(bytes);
      }
      throw toDiskError(error, WRITING);
    }
  }
}

/**
 * Opens what is a file right before and the same file afterwards.
 * @throws {DiskError} if it is none, or was replaced in between
 */
export function openForReading(path: string, attempt: Attempt): ReadableFile {
  let file: Deno.FsFile | undefined;
  try {
    const seen = Deno.lstatSync(path);
    if (!seen.isFile) throw replaced(attempt);
    file = Deno.openSync(path);
    const opened = entryOfOpen(file);
    const isSame = opened !== undefined && opened.dev === seen.dev &&
      opened.ino === (seen.ino ?? 0);
    if (!isSame) throw replaced(attempt);
    return new PortableReadableFile(file, { opened, side: attempt.side });
  } catch (error) {
    file?.close();
    throw toDiskError(error, attempt);
  }
}

/** Returns the entry of an open file, or `undefined` if it is no file. */
function entryOfOpen(file: Deno.FsFile): FileEntry | undefined {
  const info = file.statSync();
  return info.isFile ? fileOf(info) : undefined;
}

/** Returns a time as Deno's calls take it; they keep milliseconds. */
export function toDate(time: Time): Date {
  return new Date(time.mtimeSeconds * 1000 + Math.floor(time.mtimeNanos / 1e6));
}

/**
 * Returns a time as Deno 2.6 to 2.9 take it for links: they cut a number of
 * seconds to milliseconds, which loses one to rounding unless a little is added,
 * and before 1970 they take whole seconds only.
 */
export function toLinkTime({ mtimeSeconds, mtimeNanos }: Time): number | Date {
  if (mtimeSeconds < 0) return new Date(mtimeSeconds * 1000);
  return mtimeSeconds + Math.floor(mtimeNanos / 1e6) / 1e3 + 1e-4;
}

function statOpen(file: Deno.FsFile, doing: Attempt): FileEntry {
  try {
    const entry = entryOfOpen(file);
    if (entry !== undefined) return entry;
  } catch (error) {
    throw toDiskError(error, doing);
  }
  throw new DiskError("it is no longer a file", { ...doing, code: GONE });
}

function attempt(doing: string, call: () => void): void {
  try {
    call();
  } catch (error) {
    throw toDiskError(error, { doing, side: "replica" });
  }
}
