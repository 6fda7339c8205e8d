import type { Entry } from "../../model/entry/entry.ts";
import type { RelativePath } from "../../model/paths/path.ts";
import type {
  Attempt,
  Folder,
  NameInFolder,
  NewLink,
  NewName,
  PlaceForName,
  SpecialFile,
} from "../disk.ts";
import { EINTR, errnoName } from "../errno.ts";
import { FLUSHING_FILE_SYSTEM, FLUSHING_FOLDER } from "../flush.ts";
import type { MadeFacts } from "../open_file.ts";
import { attempts } from "./calls.ts";
import { factsOfMade, NativeWritableFile } from "./file.ts";
import { NativeHeld } from "./held.ts";
import {
  AT_REMOVEDIR,
  O_CLOEXEC,
  O_CREAT,
  O_EXCL,
  O_NOFOLLOW,
  O_WRONLY,
  RENAME_NOREPLACE,
} from "./layout.ts";
import { openBelow } from "./open.ts";
import { OpenFolder } from "./open_folder.ts";
import { makeSpecial } from "./special.ts";

/** A folder in which names can also be made, changed and removed. */
export class NativeFolder extends OpenFolder implements Folder {
  readonly writable = true;
  readonly #madeByMode = new Map<number, MadeFacts>();

  override openFolder(path: RelativePath): NativeFolder {
    const fd = openBelow(this.calls, {
      folder: this.fd,
      path,
      attempt: OPENING[this.side],
    });
    return new NativeFolder(fd, { calls: this.calls, side: this.side });
  }

  createFile(name: string, mode: number): NativeWritableFile {
    const attempt = this.attempt("create a temporary file");
    const bytes = this.calls.name(name, attempt);
    const flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    const fd = this.calls.must(
      attempt,
      () => this.calls.libc.openat(this.fd, bytes, flags, mode),
    );
    try {
      const made = this.#factsOfMade(fd, mode);
      return new NativeWritableFile(fd, { calls: this.calls, made });
    } catch (error) {
      this.calls.libc.close(fd);
      this.removeFile(name);
      throw error;
    }
  }

  createFolder(name: string, mode: number): void {
    this.#withName(
      "create the folder",
      name,
      (bytes) => this.calls.libc.more.mkdirat(this.fd, bytes, mode),
    );
  }

  createLink(name: string, { target }: NewLink): void {
    const attempt = this.attempt("create the link");
    const bytes = this.calls.name(name, attempt);
    const text = this.calls.otherName(target, attempt);
    this.calls.must(
      attempt,
      () => this.calls.libc.more.symlinkat(text, this.fd, bytes),
    );
  }

  createHardLink(name: string, { folder, name: of }: NameInFolder): void {
    if (!(folder instanceof NativeFolder)) throw new Error("Another disk");
    const attempt = this.attempt("create the hard link");
    const existing = this.calls.name(of, attempt);
    const added = this.calls.otherName(name, attempt);
    this.calls.must(
      attempt,
      () => this.calls.libc.more.linkat(folder.fd, existing, this.fd, added, 0),
    );
  }

  createSpecial(name: string, special: SpecialFile): void {
    const attempt = this.attempt(`create the ${special.what}`);
    makeSpecial(this.calls, { folder: this.fd, name, special, attempt });
  }

  rename(from: string, to: string): void {
    this.#mustRename(from, { folder: this, name: to }, this.attempt(RENAMING));
  }

  renameNew(from: string, { to }: NewName): boolean {
    const place = { folder: this, name: to };
    return this.#renameIfFree(from, place, this.attempt(RENAMING));
  }

  moveNew(from: string, { folder, name }: PlaceForName): boolean {
    if (!(folder instanceof NativeFolder)) throw new Error("Another disk");
    return this.#renameIfFree(from, { folder, name }, this.attempt("move it"));
  }

  #mustRename(from: string, to: NativeName, attempt: Attempt): void {
    this.calls.must(
      attempt,
      () => this.#rename(from, { to, flags: 0, attempt }),
    );
  }

  #renameIfFree(from: string, to: NativeName, attempt: Attempt): boolean {
    const flags = RENAME_NOREPLACE;
    const done = this.calls.untilDone(() =>
      this.#rename(from, { to, flags, attempt })
    );
    if (done >= 0) return true;
    const errno = this.calls.libc.errno();
    switch (errnoName(errno)) {
      case "EEXIST":
        return false;
      case "EINVAL":
      case "ENOSYS":
        // RACE: a file system without this flag; what appears between the two calls is replaced.
        if (to.folder.stat(to.name) !== undefined) return false;
        try {
          this.#mustRename(from, to, attempt);
          return true;
        } catch (error) {
          if (to.folder.stat(to.name) !== undefined) return false;
          throw error;
        }
      default:
        throw this.calls.error(errno, attempt);
    }
  }

  /** Perf: no closure nor object, as a pass may remove files by the hundred thousand. */
  removeFile(name: string): void {
    const { calls } = this;
    const attempt = REMOVING[this.side];
    const bytes = calls.name(name, attempt);
    const { unlinkat } = calls.libc.more;
    while (unlinkat(this.fd, bytes, 0) < 0) {
      const errno = calls.libc.errno();
      if (errno !== EINTR) throw calls.error(errno, attempt);
    }
  }

  removeFolder(name: string): void {
    const { libc } = this.calls;
    this.#withName(
      "remove the folder",
      name,
      (bytes) => libc.more.unlinkat(this.fd, bytes, AT_REMOVEDIR),
    );
  }

  hold(name: string, seen: Entry): NativeHeld {
    return new NativeHeld(this.calls, { folder: this.fd, name, seen });
  }

  flush(): void {
    const { libc } = this.calls;
    this.calls.must(FLUSHING_FOLDER, () => libc.flushing.fsync(this.fd));
  }

  flushFileSystem(): void {
    const { libc } = this.calls;
    this.calls.must(FLUSHING_FILE_SYSTEM, () => libc.flushing.syncfs(this.fd));
  }

  #withName(
    doing: string,
    name: string,
    call: (bytes: Uint8Array<ArrayBuffer>) => number,
  ): void {
    const attempt = this.attempt(doing);
    const bytes = this.calls.name(name, attempt);
    this.calls.must(attempt, () => call(bytes));
  }

  #rename(
    from: string,
    { to, flags, attempt }: {
      to: NativeName;
      flags: number;
      attempt: Attempt;
    },
  ): number {
    const before = this.calls.name(from, attempt);
    const after = this.calls.otherName(to.name, attempt);
    return this.calls.libc.more.renameat2(
      this.fd,
      before,
      to.folder.fd,
      after,
      flags,
    );
  }

  /** Perf: all files made in one folder with one mode get the same; the first is looked at. */
  #factsOfMade(fd: number, mode: number): MadeFacts {
    const known = this.#madeByMode.get(mode);
    if (known !== undefined) return known;
    const made = factsOfMade(this.calls, fd);
    this.#madeByMode.set(mode, made);
    return made;
  }
}

/** A name in a folder of this disk. */
interface NativeName {
  readonly folder: NativeFolder;
  readonly name: string;
}

const REMOVING = attempts(() => "remove it");
const OPENING = attempts((side) => `open the ${side} folder`);
const RENAMING = "rename the temporary file into place";
