import type { Moment } from "../model/entry/drift.ts";
import type {
  DirectoryEntry,
  Entry,
  EntryFacts,
  FileEntry,
} from "../model/entry/entry.ts";
import type { RelativePath } from "../model/paths/path.ts";
import type { Room } from "../model/plan/room.ts";
import { DiskError, type Folder, type Held, type Listing } from "./disk.ts";
import type {
  ReadableAttributes,
  WritableAttributes,
} from "./entry_attributes.ts";
import type { Owner, ReadableFile, WritableFile } from "./open_file.ts";
import { openIfThere } from "./open_if_there.ts";
import { thisUser } from "./this_user.ts";

/** What a dry run only pretends to make, besides whom it would belong to. */
const PRETENDED = { mode: 0, mtimeSeconds: 0, mtimeNanos: 0, dev: 0, ino: 0 };

/** A folder with this gives its group to what is made in it; on macOS every folder does (mkdir(2)). */
const SETGID = 0o2000;
const ON_MACOS = Deno.build.os === "darwin";

/** What is known of a folder that is not there. */
export interface IfMissing {
  readonly room?: () => Room | undefined;
  readonly owner?: Owner;
}

/**
 * A folder of the replica as a dry run sees it: all that is there can be read,
 * and nothing can be changed, whoever asks for it. Without `real` it is one
 * that the real run would have made: empty.
 */
export class DryFolder implements Folder {
  readonly writable = false;
  /** What is there. */
  readonly real: Folder | undefined;
  readonly #room: () => Room | undefined;
  readonly #owner: Owner;

  /** Of a folder that is not there, `room` tells what it will have, and `owner` whom it will belong to. */
  constructor(real: Folder | undefined, { room, owner }: IfMissing = {}) {
    this.real = real;
    this.#room = room ?? (() => real?.room?.());
    this.#owner = owner ?? thisUser();
  }

  list(): Listing {
    return this.real?.list() ?? { names: [], kinds: [], unusable: [] };
  }

  own(): DirectoryEntry {
    return this.real?.own() ??
      { kind: "directory", ...PRETENDED, ...this.#owner };
  }

  stat(name: string): Entry | undefined {
    return this.real?.stat(name);
  }

  /** Where the real run would have made a folder, in place of whatever is there, it is empty. */
  openFolder(path: RelativePath): Folder {
    const real = this.real && openIfThere(this.real, path);
    return real === undefined ? this.#inside() : new DryFolder(real);
  }

  openFile(name: string): ReadableFile {
    if (this.real !== undefined) return this.real.openFile(name);
    throw new DiskError("no such file or folder", {
      doing: "open the replica file",
      code: "ENOENT",
      side: "replica",
    });
  }

  createFile(): WritableFile {
    return new DryFile({ ...PRETENDED, ...this.#ownerInside() });
  }

  createFolder(): void {}
  createLink(): void {}
  createHardLink(): void {}
  createSpecial(): void {}
  rename(): void {}

  /** Whatever has the name, the real run would have cleared it away by now. */
  renameNew(): boolean {
    return true;
  }

  moveNew(): boolean {
    return true;
  }

  removeFile(): void {}
  removeFolder(): void {}
  flush(): void {}

  /** Its attributes are those of what is really there, as far as the disk has such. */
  hold(name: string): Held {
    return {
      setOwner: () => {},
      setMode: () => {},
      setTime: () => {},
      attributes: () => this.#attributesOf(name),
      [Symbol.dispose]: () => {},
    };
  }

  attributesOf(name: string): ReadableAttributes {
    return this.#attributesOf(name);
  }

  forgetWay(): void {
    this.real?.forgetWay?.();
  }

  #inside(): DryFolder {
    return new DryFolder(undefined, {
      room: this.#room,
      owner: this.#ownerInside(),
    });
  }

  /** Whom the system would have what is made in it belong to. */
  #ownerInside(): Owner {
    const own = this.real?.own();
    if (own === undefined) return this.#owner;
    const { uid, gid } = thisUser();
    const passesOn = ON_MACOS || (own.mode & SETGID) !== 0;
    return { uid, gid: passesOn ? own.gid : gid };
  }

  #attributesOf(name: string): WritableAttributes {
    const real = this.real?.attributesOf?.(name);
    return {
      read: (isWanted) => real?.read(isWanted) ?? new Map(),
      set: () => {},
      remove: () => {},
    };
  }

  room(): Room | undefined {
    return this.#room();
  }

  changeTime(name: string): Moment | undefined {
    return this.real?.changeTime?.(name);
  }

  [Symbol.dispose](): void {
    this.real?.[Symbol.dispose]();
  }
}

class DryFile implements WritableFile {
  readonly made: EntryFacts;

  constructor(made: EntryFacts) {
    this.made = made;
  }

  stat(): FileEntry {
    return { kind: "file", size: 0, links: 1, ...this.made };
  }

  write(): void {}
  skip(): void {}
  setSize(): void {}
  setOwner(): void {}
  setMode(): void {}
  setTime(): void {}
  flush(): void {}
  close(): void {}
  [Symbol.dispose](): void {}
}
