import type { Moment } from "../../model/entry/drift.ts";
import type { DirectoryEntry, Entry } from "../../model/entry/entry.ts";
import { parentPath, type RelativePath } from "../../model/paths/path.ts";
import type { Room } from "../../model/plan/room.ts";
import type {
  Attempt,
  Folder,
  Held,
  Listing,
  NameInFolder,
  NewLink,
  NewName,
  PlaceForName,
  ReadableFolder,
  Side,
} from "../disk.ts";
import type { MadeFacts, ReadableFile, WritableFile } from "../open_file.ts";
import { pathBelow } from "../path_text.ts";
import { changeTimeAt } from "./change_time.ts";
import { enterFolder, type Trail } from "./enter.ts";
import { factsOf } from "./entries.ts";
import { toDiskError } from "./errors.ts";
import { openForReading, PortableWritableFile } from "./file.ts";
import { flushFolder } from "./flush.ts";
import { PortableHeld } from "./held.ts";
import { makeLink } from "./link.ts";
import { readListing } from "./listing.ts";
import { lookAt } from "./look.ts";
import { moveIfFree } from "./move.ts";
import { despiteReadOnly } from "./read_only.ts";
import { removeAt } from "./remove.ts";
import { roomAt } from "./room.ts";
import { areTwins, sizeOfEqualTwins } from "./twins.ts";

/**
 * A folder that is known by its path, because Deno has no calls that work from
 * an open folder.
 *
 * RACE: between a look at a name and the call that uses it, a hostile writer
 * inside the tree can put a link there. The way to the folder is looked at when
 * `TRAIL_MS` have passed since the last look, names right before they are used,
 * and files again once they are open. What this leaves open is measured in
 * docs/security.md. Deno's remove takes an empty folder for a file and the other
 * way round. The native disk has no such gaps.
 */
export class PortableFolder implements Folder {
  readonly writable = true;
  readonly #path: string;
  readonly #side: Side;
  readonly #own: DirectoryEntry;
  readonly #trail: Trail;
  readonly #madeByMode = new Map<number, MadeFacts>();

  constructor(
    place: { path: string; side: Side; own: DirectoryEntry; trail: Trail },
  ) {
    this.#path = place.path;
    this.#side = place.side;
    this.#own = place.own;
    this.#trail = place.trail;
  }

  own(): DirectoryEntry {
    return this.#own;
  }

  list(): Listing {
    const isThere = (name: string): boolean => this.stat(name) !== undefined;
    const { problemOf } = this.#trail;
    return this.#do(
      `list the ${this.#side} folder`,
      () => readListing(this.#path, { problemOf, isThere }),
    );
  }

  room(): Room | undefined {
    return roomAt(this.#path);
  }

  stat(name: string): Entry | undefined {
    const path = this.#pathOf(name);
    try {
      return lookAt(path);
    } catch (error) {
      throw toDiskError(
        error,
        this.#attempt(`look at the ${this.#side} entry`),
      );
    }
  }

  forgetWay(): void {
    this.#trail.forget();
  }

  hasTwin(name: string, other: ReadableFolder): boolean {
    return other instanceof PortableFolder &&
      areTwins(this.#pathOf(name), other.#pathOf(name));
  }

  sizeOfEqualTwin(
    name: string,
    other: ReadableFolder,
    now: number,
  ): number | undefined {
    if (!(other instanceof PortableFolder)) return undefined;
    const attempt = this.#attempt("compare its files");
    return sizeOfEqualTwins(this.#pathOf(name), other.#pathOf(name), {
      now,
      walk: () => {
        this.#walk(attempt);
        other.#walk(attempt);
      },
    });
  }

  changeTime(name: string): Moment | undefined {
    return changeTimeAt(this.#pathOf(name));
  }

  openFolder(path: RelativePath): PortableFolder {
    const attempt = this.#attempt(`open the ${this.#side} folder`);
    const at = this.#pathOf(path);
    this.#trail.walk(this.#pathOf(parentPath(path)), attempt);
    const own = enterFolder(at, attempt);
    const trail = this.#trail;
    trail.add(at);
    return new PortableFolder({ path: at, side: this.#side, own, trail });
  }

  openFile(name: string): ReadableFile {
    const path = this.#pathOf(name);
    const attempt = this.#attempt(`open the ${this.#side} file`);
    this.#walk(attempt);
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

  createLink(name: string, link: NewLink): void {
    this.#do("create the link", () => makeLink(this.#pathOf(name), link));
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
    const [old, path] = [this.#pathOf(from), this.#pathOf(to)];
    const rename = (): void => Deno.renameSync(old, path);
    this.#do(RENAMING, () => despiteReadOnly(path, rename));
  }

  renameNew(from: string, { to: name, kind }: NewName): boolean {
    return this.#do(
      RENAMING,
      () => moveIfFree(this.#pathOf(from), { to: this.#pathOf(name), kind }),
    );
  }

  moveNew(from: string, { folder, name, kind }: PlaceForName): boolean {
    if (!(folder instanceof PortableFolder)) throw new Error("Another disk");
    return this.#do(
      "move it",
      () => moveIfFree(this.#pathOf(from), { to: folder.#pathOf(name), kind }),
    );
  }

  removeFile(name: string): void {
    const attempt = this.#attempt("remove it");
    this.#walk(attempt);
    removeAt(this.#pathOf(name), { attempt, isFolder: false });
  }

  removeFolder(name: string): void {
    const attempt = this.#attempt("remove the folder");
    this.#walk(attempt);
    removeAt(this.#pathOf(name), { attempt, isFolder: true });
  }

  hold(name: string, expected: Entry): Held {
    return new PortableHeld(this.#pathOf(name), {
      side: this.#side,
      expected,
      walk: (attempt) => this.#walk(attempt),
    });
  }

  flush(): void {
    flushFolder(this.#path);
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
    this.#trail.refuseNames(name, this.#side);
    return pathBelow(this.#path, name);
  }

  #walk(attempt: Attempt): void {
    this.#trail.walk(this.#path, attempt);
  }

  #attempt(doing: string): Attempt {
    return { doing, side: this.#side };
  }

  #do<Result>(doing: string, call: () => Result): Result {
    const attempt = this.#attempt(doing);
    this.#walk(attempt);
    try {
      return call();
    } catch (error) {
      throw toDiskError(error, attempt);
    }
  }
}

const RENAMING = "rename the temporary file into place";
