import { type Entry, isSameEntry } from "../../model/entry/entry.ts";
import { type Attempt, DiskError, GONE, type Held } from "../disk.ts";
import { errnoName } from "../errno.ts";
import type { Owner, Time } from "../open_file.ts";
import { NativeAttributes, OPEN_FILES } from "./attributes.ts";
import type { Calls } from "./calls.ts";
import { factsOf, kindOf } from "./entries.ts";
import {
  AT_EMPTY_PATH,
  AT_FDCWD,
  O_CLOEXEC,
  O_NOFOLLOW,
  O_PATH,
  STATX,
  SYS_FCHMODAT2,
} from "./layout.ts";

/** What is to be held: a name in an open folder, or that folder itself for "". */
export interface Holding {
  readonly folder: number;
  readonly name: string;
  /** What was seen there. */
  readonly seen: Entry;
}

/**
 * An entry that is held by a descriptor which serves for nothing else (O_PATH):
 * nothing is opened by it, neither a device nor a FIFO, and whatever takes its
 * name meanwhile is left alone.
 */
export class NativeHeld implements Held {
  readonly #calls: Calls;
  readonly #fd: number;
  /** It is the folder itself, which stays open. */
  readonly #isFolder: boolean;

  constructor(calls: Calls, { folder, name, seen }: Holding) {
    this.#calls = calls;
    this.#isFolder = name === "";
    this.#fd = this.#isFolder ? folder : openToHold(calls, folder, name);
    // A descriptor is always of what it was opened for.
    if (this.#isFolder) return;
    try {
      this.#check(seen);
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }

  setOwner({ uid, gid }: Owner): void {
    const { more } = this.#calls.libc;
    this.#must(
      "set the owner",
      (self) => more.fchownat(this.#fd, self, uid, gid, AT_EMPTY_PATH),
    );
  }

  /** Where there is no /proc, by a call that Linux has from 6.6 on and that takes what is held itself. */
  setMode(mode: number): void {
    const { libc } = this.#calls;
    const attempt = attemptTo("set the mode");
    const path = this.#calls.otherName(this.#path(), attempt);
    const done = this.#calls.untilDone(() =>
      libc.more.fchmodat(AT_FDCWD, path, mode, 0)
    );
    if (done >= 0) return;
    const errno = libc.errno();
    if (errnoName(errno) !== "ENOENT") throw this.#calls.error(errno, attempt);
    const [fd, bits] = [BigInt(this.#fd), BigInt(mode)];
    const flags = BigInt(AT_EMPTY_PATH);
    this.#must(
      attempt.doing,
      (self) => libc.chmod.fchmodat2(SYS_FCHMODAT2, fd, self, bits, flags),
    );
  }

  /** Linux takes what is held itself from 5.8 on; before, its place in /proc. */
  setTime(time: Time): void {
    const { libc } = this.#calls;
    const attempt = attemptTo("set the time");
    const times = this.#calls.times(time);
    const self = this.#calls.name("", attempt);
    const done = this.#calls.untilDone(() =>
      libc.more.utimensat(this.#fd, self, times, AT_EMPTY_PATH)
    );
    if (done >= 0) return;
    const errno = libc.errno();
    if (errnoName(errno) !== "EINVAL") throw this.#calls.error(errno, attempt);
    const path = this.#calls.otherName(this.#path(), attempt);
    this.#calls.must(
      attempt,
      () => libc.more.utimensat(AT_FDCWD, path, times, 0),
    );
  }

  attributes(): NativeAttributes {
    const means = { calls: this.#calls, side: "replica" } as const;
    const kind = this.#isFolder ? "open" : "held";
    return new NativeAttributes({ kind, fd: this.#fd }, means);
  }

  [Symbol.dispose](): void {
    if (!this.#isFolder) this.#calls.libc.close(this.#fd);
  }

  /** @throws {DiskError} if something else has the name by now, or a file has more names */
  #check(seen: Entry): void {
    const attempt = attemptTo("look at it again");
    this.#calls.mustStatOpen(this.#fd, attempt);
    const { statWords: words } = this.#calls;
    const isStill = kindOf(words) === seen.kind &&
      isSameEntry(factsOf(words), seen) &&
      (seen.kind !== "file" || words[STATX.links] === seen.links);
    if (isStill) return;
    const reason = "it was replaced after it was looked at";
    throw new DiskError(reason, { ...attempt, code: GONE });
  }

  #must(
    doing: string,
    call: (self: Uint8Array<ArrayBuffer>) => number,
  ): void {
    const attempt = attemptTo(doing);
    const self = this.#calls.name("", attempt);
    this.#calls.must(attempt, () => call(self));
  }

  /** Where the kernel shows what is held: a path that leads to it whatever its name. */
  #path(): string {
    return `${OPEN_FILES}/${this.#fd}`;
  }
}

function openToHold(calls: Calls, folder: number, name: string): number {
  const attempt = attemptTo("look at it again");
  const bytes = calls.name(name, attempt);
  const flags = O_PATH | O_NOFOLLOW | O_CLOEXEC;
  return calls.must(
    attempt,
    () => calls.libc.openat(folder, bytes, flags, 0),
  );
}

function attemptTo(doing: string): Attempt {
  return { doing, side: "replica" };
}
