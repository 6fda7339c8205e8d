import type { DirectoryEntry, Entry } from "../../model/entry.ts";
import { namesOf, type RelativePath } from "../../model/path.ts";
import type {
  Folder,
  Listing,
  MadeFacts,
  NameInFolder,
  NewName,
  OwnerChange,
  ReadableFile,
  ReadableFolder,
  Side,
  TimeChange,
  WritableFile,
} from "../disk.ts";
import { enterFolder, Trail } from "./enter.ts";
import { areTwins, factsOf, toEntry } from "./entries.ts";
import { type Attempt, isNotFound, toDiskError } from "./errors.ts";
import {
  openForReading,
  PortableWritableFile,
  toDate,
  toLinkTime,
} from "./file.ts";
import { linkIfFree } from "./hard_link.ts";
import { readListing } from "./listing.ts";
import { nodeBuiltin } from "../node_builtin.ts";

/**
 * A folder that is known by its path, because Deno has no calls that work from
 * an open folder.
 *
 * RACE: between a look at a name and the call that uses it, a hostile writer
 * inside the tree can put a link there. Every name is looked at right before it
 * is entered or opened, and files are looked at again once open, which leaves
 * microseconds. Deno's remove takes an empty folder for a file and the other way
 * round. The native disk has no such gaps.
 */
export class PortableFolder implements Folder {
  readonly writable = true;
  readonly #path: string;
  readonly #side: Side;
  readonly #own: DirectoryEntry;
  readonly #trail: Trail;
  readonly #madeByMode = new Map<number, MadeFacts>();

  constructor(
    place: { path: string; side: Side; own: DirectoryEntry; trail?: Trail },
  ) {
    this.#path = place.path;
    this.#side = place.side;
    this.#own = place.own;
    this.#trail = place.trail ?? new Trail();
  }

  own(): DirectoryEntry {
    return this.#own;
  }

  list(): Listing {
    try {
      return readListing(this.#path, (name) => this.stat(name) !== undefined);
    } catch (error) {
      throw toDiskError(error, this.#attempt(`list the ${this.#side} folder`));
    }
  }

  stat(name: string): Entry | undefined {
    const path = this.#pathOf(name);
    try {
      return toEntry(Deno.lstatSync(path), () => Deno.readLinkSync(path));
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw toDiskError(
        error,
        this.#attempt(`look at the ${this.#side} entry`),
      );
    }
  }

  hasTwin(name: string, other: ReadableFolder): boolean {
    return other instanceof PortableFolder &&
      areTwins(this.#pathOf(name), other.#pathOf(name));
  }

  openFolder(path: RelativePath): PortableFolder {
    const attempt = this.#attempt(`open the ${this.#side} folder`);
    const names = namesOf(path);
    let at = this.#path;
    for (const name of names.slice(0, -1)) {
      at = `${at}/${name}`;
      if (!this.#trail.has(at)) enterFolder(at, attempt);
      this.#trail.add(at);
    }
    const last = names.at(-1);
    if (last !== undefined) at = `${at}/${last}`;
    const own = enterFolder(at, attempt);
    this.#trail.add(at);
    return new PortableFolder({
      path: at,
      side: this.#side,
      own,
      trail: this.#trail,
    });
  }

  openFile(name: string): ReadableFile {
    const path = this.#pathOf(name);
    const attempt = this.#attempt(`open the ${this.#side} file`);
    return openForReading(path, attempt);
  }

  createFile(name: string, mode: number): WritableFile {
    const path = this.#pathOf(name);
    return this.#do("create a temporary file", () => {
      const file = Deno.openSync(path, { write: true, createNew: true, mode });
      return new PortableWritableFile(file, {
        path,
        made: this.#factsOfMade(file, mode),
      });
    });
  }

  createFolder(name: string, mode: number): void {
    this.#do(
      "create the folder",
      () => Deno.mkdirSync(this.#pathOf(name), { mode }),
    );
  }

  createLink(name: string, target: string): void {
    this.#do(
      "create the link",
      () => Deno.symlinkSync(target, this.#pathOf(name)),
    );
  }

  createHardLink(name: string, { folder, name: of }: NameInFolder): void {
    if (!(folder instanceof PortableFolder)) throw new Error("Another disk");
    const existing = folder.#pathOf(of);
    this.#do(
      "create the hard link",
      () => Deno.linkSync(existing, this.#pathOf(name)),
    );
  }

  rename(from: string, to: string): void {
    this.#do(
      RENAMING,
      () => Deno.renameSync(this.#pathOf(from), this.#pathOf(to)),
    );
  }

  /**
   * A second name for a file is only given where there is none of that name,
   * which a rename would not heed. Folders, and file systems without hard
   * links, have no such call.
   *
   * RACE: there, what appears between the look and the rename is replaced, if
   * it is a file, a link or an empty folder.
   */
  renameNew(from: string, { to, kind }: NewName): boolean {
    if (kind !== "directory") {
      const linked = linkIfFree(this.#pathOf(from), this.#pathOf(to));
      if (linked === true) this.removeFile(from);
      if (linked !== undefined) return linked;
    }
    if (this.stat(to) !== undefined) return false;
    this.rename(from, to);
    return true;
  }

  removeFile(name: string): void {
    this.#do("remove it", () => Deno.removeSync(this.#pathOf(name)));
  }

  removeFolder(name: string): void {
    this.#do("remove the folder", () => Deno.removeSync(this.#pathOf(name)));
  }

  setOwner(name: string, { kind, owner }: OwnerChange): void {
    const path = this.#pathOf(name);
    this.#do("set the owner", () => {
      if (kind === "symlink") {
        nodeBuiltin("node:fs").lchownSync(path, owner.uid, owner.gid);
      } else Deno.chownSync(path, owner.uid, owner.gid);
    });
  }

  setMode(name: string, mode: number): void {
    this.#do("set the mode", () => Deno.chmodSync(this.#pathOf(name), mode));
  }

  setTime(name: string, { kind, time }: TimeChange): void {
    const path = this.#pathOf(name);
    this.#do("set the time", () => {
      if (kind === "symlink") {
        nodeBuiltin("node:fs").lutimesSync(path, new Date(), toLinkTime(time));
      } else Deno.utimeSync(path, new Date(), toDate(time));
    });
  }

  /** Nothing is held open between calls. */
  [Symbol.dispose](): void {}

  /** Perf: all files made in one folder with one mode get the same; the first is looked at. */
  #factsOfMade(file: Deno.FsFile, mode: number): MadeFacts {
    const known = this.#madeByMode.get(mode);
    if (known !== undefined) return known;
    const made = factsOf(file.statSync());
    this.#madeByMode.set(mode, made);
    return made;
  }

  #pathOf(name: string): string {
    return name === "" ? this.#path : `${this.#path}/${name}`;
  }

  #attempt(doing: string): Attempt {
    return { doing, side: this.#side };
  }

  #do<Result>(doing: string, call: () => Result): Result {
    try {
      return call();
    } catch (error) {
      throw toDiskError(error, this.#attempt(doing));
    }
  }
}

const RENAMING = "rename the temporary file into place";
