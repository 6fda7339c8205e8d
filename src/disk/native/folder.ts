import type { DirectoryEntry, Entry } from "../../model/entry.ts";
import type { RelativePath } from "../../model/path.ts";
import {
  DiskError,
  type Folder,
  GONE,
  type Listing,
  type MadeFacts,
  type NewName,
  type OwnerChange,
  type Side,
  type TimeChange,
} from "../disk.ts";
import { type Attempt, type Calls, EINTR } from "./calls.ts";
import { toEntry } from "./entries.ts";
import { errnoName } from "./errno.ts";
import { factsOfMade, NativeReadableFile, NativeWritableFile } from "./file.ts";
import {
  AT_EMPTY_PATH,
  AT_REMOVEDIR,
  AT_SYMLINK_NOFOLLOW,
  O_CLOEXEC,
  O_CREAT,
  O_EXCL,
  O_NOFOLLOW,
  O_NONBLOCK,
  O_RDONLY,
  O_WRONLY,
  RENAME_NOREPLACE,
} from "./layout.ts";
import { readListing } from "./listing.ts";
import { decodeName } from "./names.ts";
import { openBelow } from "./open.ts";

/** A folder that is open under a descriptor; names are looked up in it and nowhere else. */
export class NativeFolder implements Folder {
  readonly writable = true;
  readonly #calls: Calls;
  readonly #fd: number;
  readonly #side: Side;
  readonly #own: DirectoryEntry;
  readonly #madeByMode = new Map<number, MadeFacts>();

  /** Takes over the descriptor. @throws {DiskError} if it is no folder; then it is closed */
  constructor(fd: number, { calls, side }: { calls: Calls; side: Side }) {
    this.#fd = fd;
    this.#calls = calls;
    this.#side = side;
    try {
      this.#own = this.#statSelf();
    } catch (error) {
      calls.libc.close(fd);
      throw error;
    }
  }

  own(): DirectoryEntry {
    return this.#own;
  }

  list(): Listing {
    return readListing(
      this.#calls,
      this.#fd,
      this.#attempt(`list the ${this.#side} folder`),
    );
  }

  stat(name: string): Entry | undefined {
    const attempt = this.#attempt(`look at the ${this.#side} entry`);
    const bytes = this.#calls.name(name, attempt);
    if (this.#calls.stat(this.#fd, bytes, AT_SYMLINK_NOFOLLOW) < 0) {
      const errno = this.#calls.libc.errno();
      if (errnoName(errno) === "ENOENT") return undefined;
      throw this.#calls.error(errno, attempt);
    }
    return toEntry(this.#calls.statWords, () => this.#readLink(bytes, attempt));
  }

  openFolder(path: RelativePath): NativeFolder {
    const fd = openBelow(this.#calls, {
      folder: this.#fd,
      path,
      attempt: this.#attempt(`open the ${this.#side} folder`),
    });
    return new NativeFolder(fd, { calls: this.#calls, side: this.#side });
  }

  openFile(name: string): NativeReadableFile {
    const attempt = this.#attempt(`open the ${this.#side} file`);
    const bytes = this.#calls.name(name, attempt);
    // Not to block: what was a file may have become a FIFO that nobody writes to.
    const flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    for (;;) {
      const fd = this.#calls.libc.openat(this.#fd, bytes, flags, 0);
      if (fd >= 0) {
        const means = { calls: this.#calls, side: this.#side };
        return new NativeReadableFile(fd, means);
      }
      const errno = this.#calls.libc.errno();
      if (errno === EINTR) continue;
      throw NO_FILE.has(errnoName(errno))
        ? this.#calls.errorOf(GONE, attempt)
        : this.#calls.error(errno, attempt);
    }
  }

  createFile(name: string, mode: number): NativeWritableFile {
    const attempt = this.#attempt("create a temporary file");
    const bytes = this.#calls.name(name, attempt);
    const flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    const fd = this.#calls.must(
      attempt,
      () => this.#calls.libc.openat(this.#fd, bytes, flags, mode),
    );
    return new NativeWritableFile(fd, {
      calls: this.#calls,
      made: this.#factsOfMade(fd, mode),
    });
  }

  createFolder(name: string, mode: number): void {
    this.#withName(
      "create the folder",
      name,
      (bytes) => this.#calls.libc.more.mkdirat(this.#fd, bytes, mode),
    );
  }

  createLink(name: string, target: string): void {
    const attempt = this.#attempt("create the link");
    const bytes = this.#calls.name(name, attempt);
    const text = this.#calls.otherName(target, attempt);
    this.#calls.must(
      attempt,
      () => this.#calls.libc.more.symlinkat(text, this.#fd, bytes),
    );
  }

  rename(from: string, to: string): void {
    const attempt = this.#attempt(RENAMING);
    this.#calls.must(
      attempt,
      () => this.#rename(from, { to, flags: 0, attempt }),
    );
  }

  renameNew(from: string, { to }: NewName): boolean {
    const attempt = this.#attempt(RENAMING);
    const flags = RENAME_NOREPLACE;
    if (this.#rename(from, { to, flags, attempt }) >= 0) return true;
    const errno = this.#calls.libc.errno();
    switch (errnoName(errno)) {
      case "EEXIST":
        return false;
      case "EINVAL":
      case "ENOSYS":
        // RACE: a file system without this flag; what appears between the two calls is replaced.
        if (this.stat(to) !== undefined) return false;
        this.rename(from, to);
        return true;
      default:
        throw this.#calls.error(errno, attempt);
    }
  }

  removeFile(name: string): void {
    this.#withName(
      "remove it",
      name,
      (bytes) => this.#calls.libc.more.unlinkat(this.#fd, bytes, 0),
    );
  }

  removeFolder(name: string): void {
    const { libc } = this.#calls;
    this.#withName(
      "remove the folder",
      name,
      (bytes) => libc.more.unlinkat(this.#fd, bytes, AT_REMOVEDIR),
    );
  }

  setOwner(name: string, { owner: { uid, gid } }: OwnerChange): void {
    const { libc } = this.#calls;
    this.#withName(
      "set the owner",
      name,
      (bytes) =>
        name === ""
          ? libc.more.fchown(this.#fd, uid, gid)
          : libc.more.fchownat(this.#fd, bytes, uid, gid, AT_SYMLINK_NOFOLLOW),
    );
  }

  setMode(name: string, mode: number): void {
    const { libc } = this.#calls;
    this.#withName(
      "set the mode",
      name,
      (bytes) =>
        name === ""
          ? libc.more.fchmod(this.#fd, mode)
          : libc.more.fchmodat(this.#fd, bytes, mode, AT_SYMLINK_NOFOLLOW),
    );
  }

  setTime(name: string, { time }: TimeChange): void {
    const { libc } = this.#calls;
    const times = this.#calls.times(time);
    this.#withName(
      "set the time",
      name,
      (bytes) =>
        name === ""
          ? libc.more.futimens(this.#fd, times)
          : libc.more.utimensat(this.#fd, bytes, times, AT_SYMLINK_NOFOLLOW),
    );
  }

  [Symbol.dispose](): void {
    this.#calls.libc.close(this.#fd);
  }

  #attempt(doing: string): Attempt {
    return { doing, side: this.#side };
  }

  #withName(
    doing: string,
    name: string,
    call: (bytes: Uint8Array<ArrayBuffer>) => number,
  ): void {
    const attempt = this.#attempt(doing);
    const bytes = this.#calls.name(name, attempt);
    this.#calls.must(attempt, () => call(bytes));
  }

  #rename(
    from: string,
    { to, flags, attempt }: { to: string; flags: number; attempt: Attempt },
  ): number {
    const before = this.#calls.name(from, attempt);
    const after = this.#calls.otherName(to, attempt);
    return this.#calls.libc.more.renameat2(
      this.#fd,
      before,
      this.#fd,
      after,
      flags,
    );
  }

  #readLink(name: Uint8Array<ArrayBuffer>, attempt: Attempt): string {
    const { libc, targetBytes } = this.#calls;
    const size = BigInt(targetBytes.length);
    const length = this.#calls.must(
      attempt,
      () => libc.readlinkat(this.#fd, name, targetBytes, size),
    );
    return decodeName(targetBytes.subarray(0, length));
  }

  #statSelf(): DirectoryEntry {
    const attempt = this.#attempt(`look at the ${this.#side} folder`);
    const self = this.#calls.name("", attempt);
    this.#calls.must(
      attempt,
      () => this.#calls.stat(this.#fd, self, AT_EMPTY_PATH),
    );
    const entry = toEntry(this.#calls.statWords, () => "");
    if (entry.kind === "directory") return entry;
    throw new DiskError("it is no longer a folder", { ...attempt, code: GONE });
  }

  /** Perf: all files made in one folder with one mode get the same; the first is looked at. */
  #factsOfMade(fd: number, mode: number): MadeFacts {
    const known = this.#madeByMode.get(mode);
    if (known !== undefined) return known;
    const made = factsOfMade(this.#calls, fd);
    this.#madeByMode.set(mode, made);
    return made;
  }
}

/** What opening gives where a file was seen and is a link or a socket now. */
const NO_FILE = new Set(["ELOOP", "ENXIO"]);

const RENAMING = "rename the temporary file into place";
