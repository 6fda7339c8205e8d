import type { FileEntry, Identity } from "../model/entry/entry.ts";
import { pour, type Poured, type ReadingOptions } from "./content.ts";
import { DiskError, type Folder, type ReadableFolder } from "./disk.ts";
import { HoleWriter } from "./holes.ts";
import { type MetadataRules, stampFile } from "./metadata.ts";
import type { ReadableFile, WritableFile } from "./open_file.ts";
import { explainShortage } from "./room.ts";
import { settle } from "./settle.ts";

/** Where a file is copied from and to. */
export interface FileCopy {
  readonly from: ReadableFolder;
  readonly name: string;
  readonly to: Folder;
  /** The name it gets there, which must not exist: most often a temporary one. */
  readonly as: string;
  /** Nobody else can look into the folder, so that the file may have its mode from the start. */
  readonly isPrivate?: boolean;
  /** Largest size in bytes that is copied here and now. @default {Infinity} */
  readonly maxBytes?: number;
  /** A file that has other names too is left to a later phase. @default {false} */
  readonly leaveLinked?: boolean;
}

/** What became of a file that was to be copied. */
export type Copied =
  | {
    readonly kind: "copied";
    /** What was copied, as it was then. */
    readonly source: FileEntry;
    readonly bytes: number;
    readonly digest: string | undefined;
    /** Setuid or setgid was dropped, because the owner could not be kept. */
    readonly droppedSetId: boolean;
    /** Why the copy lacks some of the source's attributes. */
    readonly lost: DiskError | undefined;
  }
  /** It is larger than was asked for; nothing was done. */
  | { readonly kind: "too large"; readonly bytes: number }
  /** It has other names, and was to be left then; nothing was done. */
  | { readonly kind: "linked"; readonly source: Identity };

export interface CopyOptions extends ReadingOptions, MetadataRules {
  /** Blocks of zeros are left out of copies. */
  readonly sparse: boolean;
  /** Each copy is on the device before it gets its name. */
  readonly flush: boolean;
  /** All copies are going to be flushed, so that the device may begin with them. */
  readonly writeEarly: boolean;
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
}

/** How often a file is read in all that changes while it is read, or that finds no room for a moment. */
const TRIES = 3;

/** A file that changed each time it was read. */
export class StillChanging extends Error {
  constructor() {
    super(`it changed while it was read, ${TRIES} times`);
    this.name = "StillChanging";
  }
}

/**
 * Copies one file with its owner, mode and time, so that what is at `as`
 * afterwards is the file as it was at one moment.
 *
 * @throws {DiskError} if it cannot be read or written
 * @throws {StillChanging} if it never held still
 * @throws {Stopped} if the stop flag is set meanwhile
 *
 * Whatever is thrown, nothing is left at `as`.
 */
export function copyFile(copy: FileCopy, options: CopyOptions): Copied {
  for (let tried = 1; tried <= TRIES; tried++) {
    const copied = tryOrExplain(copy, options, TRIES - tried);
    if (copied !== undefined) return copied;
  }
  throw new StillChanging();
}

/**
 * Returns `undefined` if another try may end otherwise. When this fails nothing
 * is left of the copy, so that what is free is what it had.
 */
function tryOrExplain(
  copy: FileCopy,
  options: CopyOptions,
  triesLeft: number,
): Copied | undefined {
  try {
    return tryCopy(copy, options);
  } catch (error) {
    const shortage = explainShortage(error, {
      to: copy.to,
      needed: () => {
        const entry = copy.from.stat(copy.name);
        return entry?.kind === "file" ? entry.size : undefined;
      },
    });
    const mayFit = shortage.isOver && triesLeft > 0;
    // What could not be removed would be in the way of another try.
    if (mayFit && copy.to.stat(copy.as) === undefined) return undefined;
    throw shortage.error;
  }
}

/** Returns `undefined` if the file changed while it was read; then nothing is left of the copy. */
function tryCopy(copy: FileCopy, options: CopyOptions): Copied | undefined {
  using input = copy.from.openFile(copy.name);
  let before = input.opened;
  if (copy.leaveLinked === true && before.links > 1) {
    const { dev, ino } = before;
    return { kind: "linked", source: { dev, ino } };
  }
  if (before.size > (copy.maxBytes ?? Infinity)) {
    return { kind: "too large", bytes: before.size };
  }
  if (!copy.to.writable && options.digest === undefined) {
    return {
      kind: "copied",
      source: before,
      bytes: before.size,
      digest: undefined,
      droppedSetId: false,
      lost: undefined,
    };
  }
  if (settle(before, options)) before = input.stat();
  using output = copy.to.createFile(
    copy.as,
    firstMode(before, copy, options),
  );
  let complete = false;
  if (options.writeEarly) output.writeEarly?.();
  try {
    const poured = moveContents(input, { output, size: before.size }, options);
    if (!isWhole(poured, before, input.stat())) return undefined;
    const attributes = options.attributes && input.attributes?.();
    const original = { source: before, attributes };
    const stamped = stampFile(output, original, options);
    if (options.flush) output.flush();
    output.close();
    complete = true;
    return { kind: "copied", source: before, ...poured, ...stamped };
  } finally {
    if (!complete) dropTemporary(copy.to, copy.as);
  }
}

/** Attributes can only be set while the owner may write; otherwise setting the mode again is saved. */
function firstMode(
  { mode }: FileEntry,
  { isPrivate }: FileCopy,
  { attributes }: CopyOptions,
): number {
  return isPrivate && attributes === undefined ? mode & 0o777 : 0o600;
}

/** Moves the first `size` bytes; without reading them where that can be done. */
function moveContents(
  input: ReadableFile,
  { output, size }: { readonly output: WritableFile; readonly size: number },
  options: CopyOptions,
): Poured {
  const { digest, sparse, stop, passed } = options;
  const moved = digest === undefined && !sparse
    ? output.transferFrom?.(input, { size, stop, passed })
    : undefined;
  if (moved !== undefined) return { bytes: moved, digest: undefined };
  if (sparse || input.hasHoles === true) {
    return pourSparsely(input, { output, size }, options);
  }
  const write = (bytes: Uint8Array<ArrayBuffer>): void => output.write(bytes);
  return pour(input, { size, write }, options);
}

function pourSparsely(
  input: ReadableFile,
  { output, size }: { readonly output: WritableFile; readonly size: number },
  options: CopyOptions,
): Poured {
  const writer = new HoleWriter(output);
  const poured = pour(input, {
    size,
    write: (bytes) => writer.write(bytes),
    skip: (length) => writer.skip(length),
  }, options);
  writer.finish();
  return poured;
}

/**
 * Tells whether what was read is the file as it was at one moment. Its time is
 * proof because it was left to settle before: a change since then shows.
 */
function isWhole(poured: Poured, before: FileEntry, after: FileEntry): boolean {
  return poured.bytes === before.size && after.size === before.size &&
    after.mtimeSeconds === before.mtimeSeconds &&
    after.mtimeNanos === before.mtimeNanos;
}

/**
 * Removes what was half made. If even that fails, the next pass knows the name
 * for a temporary one; the error that led here says more than this one.
 */
export function dropTemporary(folder: Folder, name: string): void {
  try {
    folder.removeFile(name);
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
  }
}
