import type { FileEntry } from "../../model/entry/entry.ts";
import { type Attempt, DiskError, GONE, type Side } from "../disk.ts";
import { errnoName } from "../errno.ts";
import { FLUSHING_FILE } from "../flush.ts";
import type {
  MadeFacts,
  Owner,
  ReadableFile,
  Time,
  TransferOptions,
  WritableFile,
} from "../open_file.ts";
import { tookNothing, WRITING } from "../writing.ts";
import { NativeAttributes } from "./attributes.ts";
import { attempts, type Calls } from "./calls.ts";
import { EarlyWriting } from "./early.ts";
import { factsOf, hasHoles, toEntry } from "./entries.ts";
import { SEEK_CUR, SEEK_DATA } from "./layout.ts";
import { sameBytes } from "./same_bytes.ts";
import { transfer } from "./transfer.ts";

const LOOKING = attempts((side) => `look at the ${side} file`);
const LOOKING_AT_NEW: Attempt = {
  doing: "look at the new file",
  side: "replica",
};
const READING = attempts((side) => `read the ${side} file`);

/** A file that is open under a descriptor. */
export class NativeReadableFile implements ReadableFile {
  readonly opened: FileEntry;
  readonly hasHoles: boolean;
  readonly fd: number;
  readonly #calls: Calls;
  readonly #side: Side;

  constructor(fd: number, { calls, side }: { calls: Calls; side: Side }) {
    this.fd = fd;
    this.#calls = calls;
    this.#side = side;
    try {
      this.opened = this.stat();
      this.hasHoles = hasHoles(calls.statWords);
    } catch (error) {
      calls.libc.close(fd);
      throw error;
    }
  }

  stat(): FileEntry {
    return statOpen(this.#calls, this.fd, LOOKING[this.#side]);
  }

  read(buffer: Uint8Array<ArrayBuffer>): number {
    const { libc: { more } } = this.#calls;
    const length = BigInt(buffer.length);
    return this.#calls.must(
      READING[this.#side],
      () => more.read(this.fd, buffer, length),
    );
  }

  skipHole(at: number, size: number): number {
    const { libc } = this.#calls;
    const data = this.#calls.untilDone(() =>
      Number(libc.lseek(this.fd, BigInt(at), SEEK_DATA))
    );
    if (data >= 0) return Math.min(data, size);
    // A file system that knows no holes has left the place reached alone.
    return errnoName(libc.errno()) === "ENXIO" ? size : at;
  }

  sameBytes(length: number): boolean {
    return sameBytes(this.#calls, length);
  }

  attributes(): NativeAttributes {
    const { fd } = this;
    const means = { calls: this.#calls, side: this.#side };
    return new NativeAttributes({ kind: "open", fd }, means);
  }

  [Symbol.dispose](): void {
    this.#calls.libc.close(this.fd);
  }
}

/** A file that was made and is open for writing. */
export class NativeWritableFile implements WritableFile {
  readonly made: MadeFacts;
  readonly #calls: Calls;
  #fd: number;
  #at = 0;
  #early: EarlyWriting | undefined;

  constructor(fd: number, { calls, made }: { calls: Calls; made: MadeFacts }) {
    this.#fd = fd;
    this.#calls = calls;
    this.made = made;
  }

  stat(): FileEntry {
    return statOpen(this.#calls, this.#fd, LOOKING_AT_NEW);
  }

  write(bytes: Uint8Array<ArrayBuffer>): void {
    for (let rest = bytes; rest.length > 0;) {
      const length = BigInt(rest.length);
      const piece = rest;
      const written = this.#calls.must(
        WRITING,
        () => this.#calls.libc.more.write(this.#fd, piece, length),
      );
      if (written === 0) throw tookNothing();
      rest = rest.subarray(written);
    }
    this.#at += bytes.length;
    this.#early?.reached(this.#at);
  }

  skip(length: number): void {
    const place = { bytes: length, whence: SEEK_CUR };
    this.#calls.seek(this.#fd, place, WRITING);
    this.#at += length;
  }

  setSize(size: number): void {
    const { libc } = this.#calls;
    this.#must(
      WRITING.doing,
      () => libc.more.ftruncate(this.#fd, BigInt(size)),
    );
  }

  transferFrom(
    source: ReadableFile,
    options: TransferOptions,
  ): number | undefined {
    if (!(source instanceof NativeReadableFile)) return undefined;
    const { fd: from, hasHoles } = source;
    const reached = (at: number): void => this.#early?.reached(at);
    const job = { from, to: this.#fd, hasHoles, reached, ...options };
    return transfer(this.#calls, job);
  }

  writeEarly(): void {
    this.#early = new EarlyWriting(this.#calls, this.#fd);
  }

  setOwner({ uid, gid }: Owner): void {
    this.#must(
      "set the owner",
      () => this.#calls.libc.more.fchown(this.#fd, uid, gid),
    );
  }

  setMode(mode: number): void {
    this.#must(
      "set the mode",
      () => this.#calls.libc.more.fchmod(this.#fd, mode),
    );
  }

  setTime(time: Time): void {
    const times = this.#calls.times(time);
    this.#must(
      "set the time",
      () => this.#calls.libc.more.futimens(this.#fd, times),
    );
  }

  attributes(): NativeAttributes {
    const means = { calls: this.#calls, side: "replica" } as const;
    return new NativeAttributes({ kind: "open", fd: this.#fd }, means);
  }

  flush(): void {
    const { libc } = this.#calls;
    this.#calls.must(FLUSHING_FILE, () => libc.flushing.fsync(this.#fd));
  }

  /**
   * On network file systems only closing tells that the last bytes found no room.
   * Linux has closed it whatever it tells, EINTR too: it is not to be closed again.
   */
  close(): void {
    const fd = this.#fd;
    this.#fd = -1;
    if (this.#calls.libc.close(fd) < 0) {
      throw this.#calls.error(this.#calls.libc.errno(), WRITING);
    }
  }

  [Symbol.dispose](): void {
    if (this.#fd >= 0) this.#calls.libc.close(this.#fd);
  }

  #must(doing: string, call: () => number): void {
    this.#calls.must({ doing, side: "replica" }, call);
  }
}

/** Returns what a file that was just made got from the system. */
export function factsOfMade(calls: Calls, fd: number): MadeFacts {
  calls.mustStatOpen(fd, LOOKING_AT_NEW);
  return factsOf(calls.statWords);
}

function statOpen(calls: Calls, fd: number, attempt: Attempt): FileEntry {
  calls.mustStatOpen(fd, attempt);
  const entry = toEntry(calls.statWords);
  if (entry.kind === "file") return entry;
  throw new DiskError("it is no longer a file", { ...attempt, code: GONE });
}
