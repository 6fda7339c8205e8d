import type { FileEntry } from "../model/entry/entry.ts";
import type {
  ReadableAttributes,
  WritableAttributes,
} from "./entry_attributes.ts";
import type { StopFlag } from "./stop.ts";

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** What a system gives a new file besides its name. */
export interface MadeFacts extends Owner {
  readonly mode: number;
}

/** A time of last change, in the fields of an `Entry`. */
export interface Time {
  readonly mtimeSeconds: number;
  readonly mtimeNanos: number;
}

export interface ReadableFile extends Disposable {
  /** What was opened, as it was then. */
  readonly opened: FileEntry;
  /** It has parts without data; `undefined` where the disk cannot tell. */
  readonly hasHoles?: boolean;
  /** Returns the entry of what is open as it is now, whatever its name leads to. */
  stat(): FileEntry;
  /** Reads from the place reached into `buffer`; returns how many bytes, 0 at the end. */
  read(buffer: Uint8Array<ArrayBuffer>): number;
  /**
   * Goes on to the next data from `at` on, the place reached in bytes. Returns
   * that place: `at` itself if there is no hole or nobody can tell, and `size`
   * if all up to there is one.
   */
  skipHole?(at: number, size: number): number;
  /** Compares what both buffers begin with, where the disk can do it faster than a loop. */
  sameBytes?(length: number): boolean;
  attributes?(): ReadableAttributes;
}

export interface WritableFile extends Disposable {
  /** What the file got when it was made. */
  readonly made: MadeFacts;
  stat(): FileEntry;
  /** Writes all of `bytes`. */
  write(bytes: Uint8Array<ArrayBuffer>): void;
  /** Goes on by so many bytes, which read as zeros once something is written after them. */
  skip(length: number): void;
  /** Cuts the file, or makes it longer by zeros. */
  setSize(size: number): void;
  /**
   * Moves the first `size` bytes of `source` here without reading them into
   * memory, where the disk can and gains by it; its holes stay holes. Returns
   * how many went through, or `undefined`: then nothing has been done.
   */
  transferFrom?(
    source: ReadableFile,
    options: TransferOptions,
  ): number | undefined;
  setOwner(owner: Owner): void;
  setMode(mode: number): void;
  setTime(time: Time): void;
  attributes?(): WritableAttributes;
  /** Has the device begin with what is written from now on, where the disk can. */
  writeEarly?(): void;
  /** Waits until contents, owner, mode and time are on the device. */
  flush(): void;
  /** Closes it. @throws {DiskError} if only now it shows that something could not be written */
  close(): void;
}

export interface TransferOptions {
  readonly size: number;
  readonly stop: StopFlag;
  /** Hears how many bytes more have been moved. */
  readonly passed?: ((bytes: number) => void) | undefined;
}
