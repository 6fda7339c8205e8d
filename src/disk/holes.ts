import type { WritableFile } from "./open_file.ts";

/** What most file systems allot at a time: ext4, XFS, btrfs, tmpfs. */
const BLOCK_BYTES = 4096;

/**
 * Writes a new file from its beginning and leaves out the blocks in which there
 * are only zeros, so that they take up no room where the file system has holes.
 */
export class HoleWriter {
  readonly #file: WritableFile;
  #at = 0;
  #endsInHole = false;

  constructor(file: WritableFile) {
    this.#file = file;
  }

  /** Writes what comes next. Blocks count from the beginning of the file. */
  write(bytes: Uint8Array<ArrayBuffer>): void {
    let data = 0;
    for (let begin = 0; begin < bytes.length;) {
      const past = (this.#at + begin) % BLOCK_BYTES;
      const end = Math.min(bytes.length, begin + BLOCK_BYTES - past);
      if (isZero(bytes, begin, end)) {
        this.#put(bytes.subarray(data, begin));
        this.#leaveOut(end - begin);
        data = end;
      }
      begin = end;
    }
    this.#put(bytes.subarray(data));
    this.#at += bytes.length;
  }

  /** Leaves out what the source has no data for, in bytes. */
  skip(length: number): void {
    this.#leaveOut(length);
    this.#at += length;
  }

  /** Gives the file its full size, which it does not have yet if it ends in a hole. */
  finish(): void {
    if (this.#endsInHole) this.#file.setSize(this.#at);
  }

  #put(bytes: Uint8Array<ArrayBuffer>): void {
    if (bytes.length === 0) return;
    this.#file.write(bytes);
    this.#endsInHole = false;
  }

  #leaveOut(length: number): void {
    this.#file.skip(length);
    this.#endsInHole = true;
  }
}

/**
 * Perf: four bytes at a time where they lie so; a block of data is known by the
 * first of them that is not zero.
 */
function isZero(bytes: Uint8Array, begin: number, end: number): boolean {
  const wordsBegin = Math.ceil(begin / 4);
  const wordsEnd = Math.floor(end / 4);
  if (bytes.byteOffset % 4 !== 0 || wordsBegin >= wordsEnd) {
    return hasOnlyZeros(bytes.subarray(begin, end));
  }
  const at = bytes.byteOffset + wordsBegin * 4;
  const words = new Uint32Array(bytes.buffer, at, wordsEnd - wordsBegin);
  return hasOnlyZeros(words) &&
    hasOnlyZeros(bytes.subarray(begin, wordsBegin * 4)) &&
    hasOnlyZeros(bytes.subarray(wordsEnd * 4, end));
}

function hasOnlyZeros(values: Uint8Array | Uint32Array): boolean {
  for (let index = 0; index < values.length; index++) {
    if (values[index] !== 0) return false;
  }
  return true;
}
