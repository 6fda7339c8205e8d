import type { DirectoryEntry, Entry, EntryKind } from "../../model/entry.ts";
import { namesOf, type RelativePath } from "../../model/path.ts";
import {
  DiskError,
  type Folder,
  GONE,
  type Listing,
  type MadeFacts,
  type NameInFolder,
  type NewName,
  type OwnerChange,
  type ReadableFile,
  type Side,
  type Time,
  type TimeChange,
  type WritableFile,
} from "../disk.ts";
import { enterFolder, Trail } from "./enter.ts";
import { factsOf, kindOf, toEntry } from "./entries.ts";
import { type Attempt, isNotFound, toDiskError } from "./errors.ts";
import {
  entryOfOpen,
  PortableReadableFile,
  PortableWritableFile,
  toDate,
} from "./file.ts";
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
    const names: string[] = [];
    const kinds: EntryKind[] = [];
    const doubtful: string[] = [];
    try {
      for (const entry of Deno.readDirSync(this.#path)) {
        if (entry.name.includes("\uFFFD")) doubtful.push(entry.name);
        names.push(entry.name);
        kinds.push(kindOf(entry));
      }
    } catch (error) {
      throw toDiskError(error, this.#attempt(`list the ${this.#side} folder`));
    }
    if (doubtful.length === 0) return { names, kinds, undecodable: [] };
    return this.#withoutUndecodable({ names, kinds, undecodable: doubtful });
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
    let file: Deno.FsFile | undefined;
    try {
      const seen = Deno.lstatSync(path);
      if (!seen.isFile) throw replaced(attempt);
      file = Deno.openSync(path);
      const opened = entryOfOpen(file);
      const isSame = opened !== undefined && opened.dev === seen.dev &&
        opened.ino === (seen.ino ?? 0);
      if (!isSame) throw replaced(attempt);
      return new PortableReadableFile(file, { opened, side: this.#side });
    } catch (error) {
      file?.close();
      throw toDiskError(error, attempt);
    }
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
      const linked = this.#link(from, to);
      if (linked !== undefined) return linked;
    }
    if (this.stat(to) !== undefined) return false;
    this.rename(from, to);
    return true;
  }

  /** Returns `undefined` where the file system has no hard links. */
  #link(from: string, to: string): boolean | undefined {
    try {
      Deno.linkSync(this.#pathOf(from), this.#pathOf(to));
    } catch (error) {
      const { code } = toDiskError(error, this.#attempt(RENAMING));
      return code === "EEXIST" ? false : undefined;
    }
    this.removeFile(from);
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

  /**
   * Takes out the names that are not valid UTF-8: Deno shows their bad bytes as
   * U+FFFD and then cannot find them. A name that really has U+FFFD in it is
   * found, unless a bad one shows the same: then nobody can tell which is which.
   */
  #withoutUndecodable(listing: Listing): Listing {
    const counts = new Map<string, number>();
    for (const name of listing.undecodable) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const undecodable = [...counts.keys()].filter((name) =>
      counts.get(name) !== 1 || this.stat(name) === undefined
    );
    const keep = listing.names.map((name) => !undecodable.includes(name));
    return {
      names: listing.names.filter((_, index) => keep[index]),
      kinds: listing.kinds.filter((_, index) => keep[index]),
      undecodable,
    };
  }
}

const RENAMING = "rename the temporary file into place";

/**
 * Returns a time as Deno 2.6 to 2.9 take it for links: they cut a number of
 * seconds to milliseconds, which loses one to rounding unless a little is added,
 * and before 1970 they take whole seconds only.
 */
function toLinkTime({ mtimeSeconds, mtimeNanos }: Time): number | Date {
  if (mtimeSeconds < 0) return new Date(mtimeSeconds * 1000);
  return mtimeSeconds + Math.floor(mtimeNanos / 1e6) / 1e3 + 1e-4;
}

function replaced(attempt: Attempt): DiskError {
  return new DiskError("it was replaced after it was looked at", {
    ...attempt,
    code: GONE,
  });
}
