import { CHUNK_BYTES, first, sameBytes, second } from "./buffers.ts";
import type { Digest, DigestStarter } from "./digest.ts";
import type { ReadableFile } from "./open_file.ts";
import { checkStop, type StopFlag } from "./stop.ts";

/** How contents are read. */
export interface ReadingOptions {
  readonly stop: StopFlag;
  /** Hears how many bytes more have been read, or copied. */
  readonly passed?: ((bytes: number) => void) | undefined;
  /** Compares by digest instead of by bytes, or digests what is copied. */
  readonly digest: DigestStarter | undefined;
}

/**
 * Tells whether two open files have the same contents, up to the size that they
 * had when they were opened.
 * @throws {DiskError} if one of them cannot be read
 * @throws {Stopped} if the stop flag is set meanwhile
 */
export function sameContents(
  a: ReadableFile,
  b: ReadableFile,
  options: ReadingOptions,
): boolean {
  if (options.digest !== undefined) {
    const half = halfOf(options);
    return digestOf(a, options.digest(), half) ===
      digestOf(b, options.digest(), half);
  }
  const { size } = a.opened;
  if (size !== b.opened.size) return false;
  for (let at = 0; at < size; at += CHUNK_BYTES) {
    checkStop(options.stop);
    const wanted = Math.min(CHUNK_BYTES, size - at);
    if (fill(a, first, wanted) < wanted) return false;
    if (fill(b, second, wanted) < wanted) return false;
    const equal = a.sameBytes?.(wanted) ??
      sameBytes(wanted);
    if (!equal) return false;
    options.passed?.(wanted);
  }
  return true;
}

/** Of two files that are read one after another each is half of what is to be read. */
export function halfOf(
  { stop, passed }: Pick<ReadingOptions, "stop" | "passed">,
): Pick<ReadingOptions, "stop" | "passed"> {
  return { stop, passed: passed && ((bytes) => passed(bytes >> 1)) };
}

/** What was poured from one file into another. */
export interface Poured {
  readonly bytes: number;
  readonly digest: string | undefined;
}

/** Where a file's bytes go, and how many there were when it was opened. */
export interface Pouring {
  readonly size: number;
  readonly write: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** Takes the lengths of holes, which then need not be read; a digest needs their zeros all the same. */
  readonly skip?: (length: number) => void;
}

/**
 * Reads a file to the size it had, or to its end where that is before, hands
 * each piece on, and returns what went through. That it has not grown is for
 * the caller to see.
 */
export function pour(
  from: ReadableFile,
  { size, write, skip }: Pouring,
  options: ReadingOptions,
): Poured {
  const digest = options.digest?.();
  let bytes = 0;
  while (bytes < size) {
    checkStop(options.stop);
    if (skip !== undefined && digest === undefined) {
      const data = from.skipHole?.(bytes, size) ?? bytes;
      if (data > bytes) {
        skip(data - bytes);
        options.passed?.(data - bytes);
      }
      bytes = data;
      if (bytes === size) break;
    }
    const length = from.read(first);
    if (length === 0) break;
    const piece = length === CHUNK_BYTES ? first : first.subarray(0, length);
    digest?.update(piece);
    write(piece);
    bytes += length;
    options.passed?.(length);
  }
  return { bytes, digest: digest?.text() };
}

/**
 * Reads an open file to its end and returns its digest.
 * @throws {DiskError} if it cannot be read
 * @throws {Stopped} if the stop flag is set meanwhile
 */
export function digestOf(
  file: ReadableFile,
  digest: Digest,
  { stop, passed }: Pick<ReadingOptions, "stop" | "passed">,
): string {
  for (;;) {
    checkStop(stop);
    const length = file.read(first);
    if (length === 0) return digest.text();
    digest.update(first.subarray(0, length));
    passed?.(length);
  }
}

/** Reads until it has what is wanted or the file ends; a single read may give less. */
function fill(
  file: ReadableFile,
  buffer: Uint8Array<ArrayBuffer>,
  wanted: number,
): number {
  let length = 0;
  while (length < wanted) {
    const read = file.read(length === 0 ? buffer : buffer.subarray(length));
    if (read === 0) break;
    length += read;
  }
  return length;
}
