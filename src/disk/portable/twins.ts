import { CHUNK_BYTES, first, sameBytes, second } from "../buffers.ts";
import { HAS_MODES } from "../has_modes.ts";
import { isLongSettled } from "../settle.ts";
import { readSmall } from "./read_small.ts";

/** Tells whether both paths have files, each with one name, of the same size, time, mode and owner. */
export function areTwins(path: string, other: string): boolean {
  const areSame = unlessFailed(() =>
    areAlike(Deno.lstatSync(path), Deno.lstatSync(other))
  );
  return areSame ?? false;
}

/**
 * The same of small files, contents too, with their size; see that of the native
 * disk. `walk` makes sure of the ways to both.
 */
export function sizeOfEqualTwins(
  path: string,
  other: string,
  { now, walk }: { readonly now: number; readonly walk: () => void },
): number | undefined {
  return unlessFailed(() => {
    walk();
    const a = Deno.lstatSync(path);
    const b = Deno.lstatSync(other);
    const { size } = a;
    if (!areAlike(a, b) || !isSmallAndSettled(a, now)) return undefined;
    const isEqual = size === 0 ||
      readSmall(path, a, first) === size &&
        readSmall(other, b, second) === size &&
        sameBytes(size);
    return isEqual ? size : undefined;
  });
}

/** What cannot be looked at, or read, is for others to look at once more. */
function unlessFailed<Result>(compare: () => Result): Result | undefined {
  try {
    return compare();
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function areAlike(a: Deno.FileInfo, b: Deno.FileInfo): boolean {
  return a.isFile && b.isFile && a.nlink === 1 && b.nlink === 1 &&
    a.size === b.size && (a.mode === b.mode || !HAS_MODES) && a.uid === b.uid &&
    a.gid === b.gid && a.mtime?.getTime() === b.mtime?.getTime();
}

function isSmallAndSettled(
  { size, mtime }: Deno.FileInfo,
  now: number,
): boolean {
  if (size > CHUNK_BYTES || mtime === null) return false;
  return isLongSettled(Math.floor(mtime.getTime() / 1000), now);
}
