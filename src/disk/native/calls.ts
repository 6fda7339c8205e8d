import { reasonForCode } from "../../model/outcome/reasons.ts";
import { type Attempt, DiskError, type Side } from "../disk.ts";
import { EINTR, errnoName } from "../errno.ts";
import type { Time } from "../open_file.ts";
import {
  AT_EMPTY_PATH,
  AT_FDCWD,
  O_CLOEXEC,
  OPEN_HOW,
  STATX,
  STATX_BASIC_STATS,
  TIMES,
} from "./layout.ts";
import type { Libc } from "./libc.ts";
import { encodeInto, PATH_BYTES } from "./names.ts";

/**
 * Returns what is being done on either side.
 *
 * Perf: made once for all calls, nearly all of which succeed.
 */
export function attempts(
  doing: (side: Side) => string,
): Readonly<Record<Side, Attempt>> {
  return {
    source: { doing: doing("source"), side: "source" },
    replica: { doing: doing("replica"), side: "replica" },
    trash: { doing: doing("trash"), side: "trash" },
  };
}

/** A place in a file, as lseek(2) takes it. */
export interface Place {
  readonly bytes: number;
  readonly whence: number;
}

/** Bytes that one getdents64 may fill: some 1,000 entries. */
const DIRENTS_BYTES = 64 * 1024;

/**
 * The C library with the memory that it is given: buffers that live as long as
 * their thread, because nothing may move or free what a call works on.
 *
 * Names are handed over in one of two buffers, so that a call of two names has
 * both.
 */
export class Calls {
  readonly libc: Libc;
  readonly direntBytes = new Uint8Array(DIRENTS_BYTES);
  readonly direntView = new DataView(this.direntBytes.buffer);
  readonly statBytes = new Uint8Array(STATX.bytes);
  readonly statWords = new Uint32Array(this.statBytes.buffer);
  /** For what is compared with the first. */
  readonly otherStatBytes = new Uint8Array(STATX.bytes);
  readonly otherStatWords = new Uint32Array(this.otherStatBytes.buffer);
  readonly targetBytes = new Uint8Array(PATH_BYTES);
  readonly howBytes = new Uint8Array(OPEN_HOW.bytes);
  readonly howView = new DataView(this.howBytes.buffer);
  /** The name of what is open itself. */
  readonly #empty = new Uint8Array(1);
  readonly #name = new Uint8Array(PATH_BYTES);
  readonly #otherName = new Uint8Array(PATH_BYTES);
  readonly #timeBytes = new Uint8Array(TIMES.bytes);
  readonly #timeView = new DataView(this.#timeBytes.buffer);

  constructor(libc: Libc) {
    this.libc = libc;
  }

  /** Puts a name or path where a call finds it. @throws {DiskError} if it is too long for one */
  name(text: string, attempt: Attempt): Uint8Array<ArrayBuffer> {
    if (encodeInto(text, this.#name) < 0) throw tooLong(attempt);
    return this.#name;
  }

  /** The same, for the second name of a call. */
  otherName(text: string, attempt: Attempt): Uint8Array<ArrayBuffer> {
    if (encodeInto(text, this.#otherName) < 0) throw tooLong(attempt);
    return this.#otherName;
  }

  /**
   * Puts a time where utimensat finds it. The time of access becomes now, which
   * it is: some FUSE file systems set neither when one is to be left alone.
   */
  times({ mtimeSeconds, mtimeNanos }: Time): Uint8Array<ArrayBuffer> {
    const now = Math.floor(Date.now() / 1000);
    const view = this.#timeView;
    view.setBigInt64(TIMES.atimeSeconds, BigInt(now), true);
    view.setBigInt64(TIMES.mtimeSeconds, BigInt(mtimeSeconds), true);
    view.setBigInt64(TIMES.mtimeNanos, BigInt(mtimeNanos), true);
    return this.#timeBytes;
  }

  /** Makes a call again while signals interrupt it; returns what it returned, -1 with errno set. */
  untilDone(call: () => number): number {
    for (;;) {
      const result = call();
      if (result >= 0 || this.libc.errno() !== EINTR) return result;
    }
  }

  /**
   * The same.
   * @throws {DiskError} if it returned -1
   */
  must(attempt: Attempt, call: () => number): number {
    const result = this.untilDone(call);
    if (result >= 0) return result;
    throw this.error(this.libc.errno(), attempt);
  }

  /** Opens something by its path from the root of the file system. */
  openPath(path: string, flags: number, attempt: Attempt): number {
    const name = this.name(path, attempt);
    return this.must(
      attempt,
      () => this.libc.openat(AT_FDCWD, name, flags | O_CLOEXEC, 0),
    );
  }

  /**
   * Goes to a place in an open file, in bytes, from where `whence` says.
   * @throws {DiskError} if it cannot
   */
  seek(fd: number, to: Place, attempt: Attempt): void {
    const at = BigInt(to.bytes);
    const reached = this.untilDone(() =>
      Number(this.libc.lseek(fd, at, to.whence))
    );
    if (reached >= 0) return;
    const code = errnoName(this.libc.errno());
    // So lseek(2) calls a place beyond the largest file there can be.
    throw this.errorOf(code === "EINVAL" ? "EFBIG" : code, attempt);
  }

  /** Fills `statWords`, or another buffer, with what is at a name in an open folder. */
  stat(
    fd: number,
    name: Uint8Array<ArrayBuffer>,
    flags: number,
    into = this.statBytes,
  ): number {
    // Perf: no closure, because there is hardly another call so often.
    for (;;) {
      const result = this.libc.statx(fd, name, flags, STATX_BASIC_STATS, into);
      if (result >= 0 || this.libc.errno() !== EINTR) return result;
    }
  }

  /** Fills `statWords`, or another buffer, with what is open under a descriptor. */
  statOpen(fd: number, into = this.statBytes): number {
    return this.stat(fd, this.#empty, AT_EMPTY_PATH, into);
  }

  /**
   * The same.
   * @throws {DiskError} if it cannot be looked at
   */
  mustStatOpen(fd: number, attempt: Attempt): void {
    if (this.statOpen(fd) < 0) throw this.error(this.libc.errno(), attempt);
  }

  error(errno: number, attempt: Attempt): DiskError {
    return this.errorOf(errnoName(errno), attempt);
  }

  errorOf(code: string, attempt: Attempt): DiskError {
    return new DiskError(reasonForCode(code) ?? `the system says ${code}`, {
      ...attempt,
      code,
    });
  }
}

function tooLong(attempt: Attempt): DiskError {
  const code = "ENAMETOOLONG";
  return new DiskError(reasonForCode(code) ?? code, { ...attempt, code });
}
