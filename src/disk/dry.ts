import type { Moment } from "../model/drift.ts";
import type { DirectoryEntry, Entry, FileEntry } from "../model/entry.ts";
import type { RelativePath } from "../model/path.ts";
import type { Room } from "../model/room.ts";
import { DiskError, type Folder, type Held, type Listing } from "./disk.ts";
import type { ReadableFile, WritableFile } from "./open_file.ts";
import type {
  ReadableAttributes,
  WritableAttributes,
} from "./entry_attributes.ts";

/** An entry of something that a dry run only pretends to make. */
const PRETENDED = {
  mode: 0,
  uid: 0,
  gid: 0,
  mtimeSeconds: 0,
  mtimeNanos: 0,
  dev: 0,
  ino: 0,
};

const PRETENDED_FILE: FileEntry = {
  kind: "file",
  size: 0,
  links: 1,
  ...PRETENDED,
};
const PRETENDED_FOLDER: DirectoryEntry = { kind: "directory", ...PRETENDED };

/** Nothing is there, or a file, or a link. */
const NO_FOLDER = new Set(["ENOENT", "ENOTDIR", "ELOOP"]);

/**
 * A folder of the replica as a dry run sees it: all that is there can be read,
 * and nothing can be changed, whoever asks for it. Without `real` it is one
 * that the real run would have made: empty.
 */
export class DryFolder implements Folder {
  readonly writable = false;
  /** What is there. */
  readonly real: Folder | undefined;

  constructor(real: Folder | undefined) {
    this.real = real;
  }

  list(): Listing {
    return this.real?.list() ?? { names: [], kinds: [], unusable: [] };
  }

  own(): DirectoryEntry {
    return this.real?.own() ?? PRETENDED_FOLDER;
  }

  stat(name: string): Entry | undefined {
    return this.real?.stat(name);
  }

  /** Where the real run would have made a folder, in place of whatever is there, it is empty. */
  openFolder(path: RelativePath): Folder {
    try {
      return new DryFolder(this.real?.openFolder(path));
    } catch (error) {
      if (error instanceof DiskError && NO_FOLDER.has(error.code)) {
        return new DryFolder(undefined);
      }
      throw error;
    }
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
    return new DryFile();
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

  #attributesOf(name: string): WritableAttributes {
    const real = this.real?.attributesOf?.(name);
    return {
      read: (isWanted) => real?.read(isWanted) ?? new Map(),
      set: () => {},
      remove: () => {},
    };
  }

  room(): Room | undefined {
    return this.real?.room?.();
  }

  changeTime(name: string): Moment | undefined {
    return this.real?.changeTime?.(name);
  }

  [Symbol.dispose](): void {
    this.real?.[Symbol.dispose]();
  }
}

class DryFile implements WritableFile {
  readonly made = PRETENDED;

  stat(): FileEntry {
    return PRETENDED_FILE;
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
