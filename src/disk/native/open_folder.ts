import type { Moment } from "../../model/entry/drift.ts";
import type { DirectoryEntry, Entry } from "../../model/entry/entry.ts";
import { decodeName } from "../../model/paths/name_bytes.ts";
import type { RelativePath } from "../../model/paths/path.ts";
import type { Room } from "../../model/plan/room.ts";
import {
  type Attempt,
  DiskError,
  GONE,
  type Listing,
  type ReadableFolder,
  type Side,
} from "../disk.ts";
import { errnoName } from "../errno.ts";
import { NativeAttributes } from "./attributes.ts";
import { attempts, type Calls } from "./calls.ts";
import { areTwins, changeTimeOf, kindOf, toEntry } from "./entries.ts";
import { NativeReadableFile } from "./file.ts";
import { AT_EMPTY_PATH, AT_SYMLINK_NOFOLLOW, TO_READ } from "./layout.ts";
import { openLeased } from "./leased.ts";
import { readListing, rewind } from "./listing.ts";
import { roomOf } from "./room.ts";
import { sizeOfEqualTwins } from "./twins.ts";

/** A folder that is open under a descriptor; names are looked up in it and nowhere else. */
export abstract class OpenFolder implements ReadableFolder {
  protected readonly calls: Calls;
  protected readonly fd: number;
  readonly #side: Side;
  readonly #own: DirectoryEntry;
  #isListed = false;

  /** Takes over the descriptor. @throws {DiskError} if it is no folder; then it is closed */
  constructor(fd: number, { calls, side }: { calls: Calls; side: Side }) {
    this.fd = fd;
    this.calls = calls;
    this.#side = side;
    try {
      this.#own = this.#statSelf();
    } catch (error) {
      calls.libc.close(fd);
      throw error;
    }
  }

  abstract openFolder(path: RelativePath): OpenFolder;

  own(): DirectoryEntry {
    return this.#own;
  }

  /** Perf: nearly every folder is listed once, which needs no call to begin with. */
  list(): Listing {
    const attempt = LISTING[this.#side];
    if (this.#isListed) rewind(this.calls, this.fd, attempt);
    this.#isListed = true;
    return readListing(this.calls, this.fd, attempt);
  }

  room(): Room | undefined {
    return roomOf(this.calls, this.fd);
  }

  stat(name: string): Entry | undefined {
    const attempt = LOOKING_AT_ENTRY[this.#side];
    const bytes = this.calls.name(name, attempt);
    for (;;) {
      if (this.calls.stat(this.fd, bytes, AT_SYMLINK_NOFOLLOW) < 0) {
        const errno = this.calls.libc.errno();
        if (errnoName(errno) === "ENOENT") return undefined;
        throw this.calls.error(errno, attempt);
      }
      const { statWords } = this.calls;
      if (kindOf(statWords) !== "symlink") return toEntry(statWords);
      const target = this.#readLink(bytes, attempt);
      if (target !== undefined) return toEntry(statWords, target);
    }
  }

  hasTwin(name: string, other: ReadableFolder): boolean {
    if (!(other instanceof OpenFolder)) return false;
    const { calls } = this;
    const bytes = calls.name(name, LOOKING_AT_ENTRY[this.#side]);
    const flags = AT_SYMLINK_NOFOLLOW;
    return calls.stat(this.fd, bytes, flags) === 0 &&
      calls.stat(other.fd, bytes, flags, calls.otherStatBytes) === 0 &&
      areTwins(calls.statWords, calls.otherStatWords);
  }

  sizeOfEqualTwin(
    name: string,
    other: ReadableFolder,
    now: number,
  ): number | undefined {
    if (!(other instanceof OpenFolder)) return undefined;
    const { calls, fd } = this;
    const bytes = calls.name(name, LOOKING_AT_ENTRY[this.#side]);
    return sizeOfEqualTwins(calls, { fd, other: other.fd, name: bytes }, now);
  }

  openFile(name: string): NativeReadableFile {
    const attempt = OPENING_FILE[this.#side];
    const bytes = this.calls.name(name, attempt);
    const fd = this.calls.untilDone(
      () => this.calls.libc.openat(this.fd, bytes, TO_READ, 0),
    );
    const means = { calls: this.calls, side: this.#side };
    if (fd >= 0) return new NativeReadableFile(fd, means);
    const code = errnoName(this.calls.libc.errno());
    if (code === "EAGAIN") {
      const leased = { folder: this.fd, name: bytes, attempt };
      return new NativeReadableFile(openLeased(this.calls, leased), means);
    }
    throw this.calls.errorOf(NO_FILE.has(code) ? GONE : code, attempt);
  }

  attributesOf(name: string): NativeAttributes {
    const { fd } = this;
    return new NativeAttributes(
      name === "" ? { kind: "open", fd } : { kind: "named", folder: fd, name },
      { calls: this.calls, side: this.#side },
    );
  }

  changeTime(name: string): Moment | undefined {
    const bytes = this.calls.name(name, LOOKING_AT_ENTRY[this.#side]);
    const flags = AT_SYMLINK_NOFOLLOW | (name === "" ? AT_EMPTY_PATH : 0);
    const { statWords } = this.calls;
    return this.calls.stat(this.fd, bytes, flags) === 0
      ? changeTimeOf(statWords)
      : undefined;
  }

  [Symbol.dispose](): void {
    this.calls.libc.close(this.fd);
  }

  protected get side(): Side {
    return this.#side;
  }

  protected attempt(doing: string): Attempt {
    return { doing, side: this.#side };
  }

  /** Returns where a link leads, or `undefined` if there is no link any more. */
  #readLink(
    name: Uint8Array<ArrayBuffer>,
    attempt: Attempt,
  ): string | undefined {
    const { libc, targetBytes } = this.calls;
    const size = BigInt(targetBytes.length);
    const length = this.calls.untilDone(
      () => libc.readlinkat(this.fd, name, targetBytes, size),
    );
    if (length >= 0) return decodeName(targetBytes.subarray(0, length));
    const errno = libc.errno();
    if (NO_LINK.has(errnoName(errno))) return undefined;
    throw this.calls.error(errno, attempt);
  }

  #statSelf(): DirectoryEntry {
    const attempt = LOOKING_AT_FOLDER[this.#side];
    this.calls.mustStatOpen(this.fd, attempt);
    const entry = toEntry(this.calls.statWords);
    if (entry.kind === "directory") return entry;
    throw new DiskError("it is no longer a folder", { ...attempt, code: GONE });
  }
}

const LISTING = attempts((side) => `list the ${side} folder`);
const LOOKING_AT_ENTRY = attempts((side) => `look at the ${side} entry`);
const LOOKING_AT_FOLDER = attempts((side) => `look at the ${side} folder`);
const OPENING_FILE = attempts((side) => `open the ${side} file`);

/** What opening gives where a file was seen and is a link or a socket now. */
const NO_FILE = new Set(["ELOOP", "ENXIO"]);

/** What reading gives where a link was seen and is nothing, or something else, now. */
const NO_LINK = new Set(["ENOENT", "EINVAL"]);
