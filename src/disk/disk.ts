import type {
  DirectoryEntry,
  Entry,
  EntryKind,
  Identity,
  OtherEntry,
  SymlinkEntry,
} from "../model/entry/entry.ts";
import type { DiskFeature } from "../model/entry/feature.ts";
import type { RelativePath } from "../model/paths/path.ts";
import type { Room, Shortage } from "../model/plan/room.ts";
import type { ChangeTimes } from "./change_times.ts";
import type {
  ReadableAttributes,
  WritableAttributes,
} from "./entry_attributes.ts";
import type { Owner, ReadableFile, Time, WritableFile } from "./open_file.ts";

/**
 * One way to reach the file system. Two exist for the same promises: Deno's
 * own calls (portable) and the system's library (native). All calls are
 * synchronous and are made on worker threads.
 *
 * Work goes by open folders and single names, never by long paths, so that a
 * link planted in a path can lead nothing astray. No call follows a link at the
 * name it is given. What fails throws a `DiskError`.
 */
export interface Disk {
  readonly name: "portable" | "native";
  /** The finest step in which times are read and set. */
  readonly timeGrainNanos: number;
  /** Tells whether it cannot keep what can be asked for, whatever the file system. */
  lacks(feature: DiskFeature): boolean;
  /** Opens the root of a tree. @throws {DiskError} also if it is not the folder expected there. */
  openRoot(path: string, options: RootOptions): Folder;
}

export interface RootOptions {
  /** Which tree it is, for the words of errors. */
  readonly side: Side;
  /** The folder that was found there when the pass began. */
  readonly identity: Identity | undefined;
}

export type Side = "source" | "replica" | "trash";

/** What lies in a folder. */
export interface Listing {
  readonly names: readonly string[];
  /** What each name is, at the same index. */
  readonly kinds: readonly EntryKind[];
  /** Names that this disk cannot open, as it sees them: they are not valid UTF-8, or Windows would take them for others. */
  readonly unusable: readonly string[];
}

/** An open folder of the source: it can only be read. */
export interface ReadableFolder extends Disposable, ChangeTimes {
  /** Lists all names but `.` and `..`, in no order. */
  list(): Listing;
  /** Returns the room on its file system; `undefined` where that is not known. */
  room?(): Room | undefined;
  /** Returns the folder's own entry, as it was when the folder was opened. */
  own(): DirectoryEntry;
  /** Returns what is at `name`, or `undefined` where there is nothing. */
  stat(name: string): Entry | undefined;
  /**
   * Tells at the least cost that both folders have a file of that name with the
   * same size, time, mode and owner, and no other names. `false` tells nothing.
   */
  hasTwin?(name: string, other: ReadableFolder): boolean;
  /**
   * Tells the same of two small files, and that their bytes are the same, too,
   * where the first has been left alone long before `now`, in milliseconds since
   * 1970. Returns how many bytes they have; `undefined` tells nothing.
   */
  sizeOfEqualTwin?(
    name: string,
    other: ReadableFolder,
    now: number,
  ): number | undefined;
  /**
   * Opens a folder below this one, or this one once more for "". Every name on
   * the way must be a folder and no link. The caller disposes of it.
   */
  openFolder(path: RelativePath): ReadableFolder;
  /** Forgets what was seen of the way to its folders, where the disk goes by paths: time has passed. */
  forgetWay?(): void;
  /** Opens a file for reading; what is not a file is not opened. */
  openFile(name: string): ReadableFile;
  /** Returns the extended attributes of what is at `name`, "" for the folder itself, where the disk has such. */
  attributesOf?(name: string): ReadableAttributes;
}

/** An open folder of the replica. */
export interface Folder extends ReadableFolder {
  openFolder(path: RelativePath): Folder;
  /** False where nothing is really written, as in a dry run. */
  readonly writable: boolean;
  /**
   * Makes a file that did not exist, with that mode as far as the process's
   * umask lets it: 0o600 wherever others could look.
   */
  createFile(name: string, mode: number): WritableFile;
  /** Makes a folder that did not exist, with that mode as far as the umask lets it. */
  createFolder(name: string, mode: number): void;
  createLink(name: string, link: NewLink): void;
  /** Gives a file or link of the same disk a second name here, at which nothing is. */
  createHardLink(name: string, to: NameInFolder): void;
  /** Makes a FIFO, socket or device that did not exist, for its owner only. */
  createSpecial?(name: string, special: SpecialFile): void;
  /** Renames a file or link within this folder; a file or link at `to` is replaced at once. */
  rename(from: string, to: string): void;
  /** Renames within this folder. Returns false, and does nothing, if `to` is taken. */
  renameNew(from: string, to: NewName): boolean;
  /**
   * Moves what is at `from` into another folder of the same disk, a folder with
   * all that is in it. Returns false, and does nothing, if the name is taken.
   */
  moveNew(from: string, to: PlaceForName): boolean;
  /** Removes what the caller has just seen to be no folder. */
  removeFile(name: string): void;
  /** Removes an empty folder, which the caller has just seen to be a folder. */
  removeFolder(name: string): void;
  /**
   * Takes hold of what is at a name, "" for the folder itself, so that its
   * metadata can be set and that of nothing else.
   * @throws {DiskError} if it is not what was seen there, or a file with more names by now
   */
  hold(name: string, seen: Entry): Held;
  /** Waits until the names in it, and its own owner, mode and time, are on the device. */
  flush(): void;
  /** Waits until all that was written to its file system is on the device, whoever wrote it. */
  flushFileSystem?(): void;
}

/** What has been taken hold of. Links are not followed, and have no mode. */
export interface Held extends Disposable {
  setOwner(owner: Owner): void;
  setMode(mode: number): void;
  setTime(time: Time): void;
  attributes?(): WritableAttributes;
}

export interface NameInFolder {
  readonly folder: Folder;
  readonly name: string;
}

/** A name in a folder that nothing has yet, and the kind of what is to get it. */
export interface PlaceForName extends NameInFolder {
  readonly kind: EntryKind;
}

/** What a link leads to, in the fields of its entry. */
export type NewLink = Pick<SymlinkEntry, "target" | "toFolder">;

/** What kind of special file, and which device, in the fields of its entry. */
export type SpecialFile = Pick<OtherEntry, "what" | "device">;

/** A name that nothing has yet, and the kind of what is to get it. */
export interface NewName {
  readonly to: string;
  readonly kind: EntryKind;
}

/** The code, of our own, of a name that became another thing between two looks at it. */
export const GONE = "EGONE";

/** What was being done when a call failed. */
export interface Attempt {
  /** To follow "cannot": "read the source file". */
  readonly doing: string;
  readonly side: Side;
  /** It was a flush: what was written before may never get to the device. */
  readonly unflushed?: true;
}

/** Why a call failed. */
export class DiskError extends Error {
  /** See `Attempt`. */
  readonly doing: string;
  /** The system's code, such as "EACCES", or "" where it gave none. */
  readonly code: string;
  readonly side: Side;
  /** See `Attempt`. */
  readonly unflushed: boolean;
  /** There is no room for what was to be written. */
  readonly shortage: Shortage | undefined;

  constructor(
    reason: string,
    options: Attempt & {
      readonly code: string;
      readonly shortage?: Shortage;
    },
  ) {
    super(reason);
    this.name = "DiskError";
    this.doing = options.doing;
    this.code = options.code;
    this.side = options.side;
    this.unflushed = options.unflushed ?? false;
    this.shortage = options.shortage;
  }
}
