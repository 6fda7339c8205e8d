import { DiskError, type Folder } from "./disk.ts";

/** What became of room that was missing. */
export interface Shortage {
  /** What to throw: says how much was to be written and how much is free, where that explains it. */
  readonly error: unknown;
  /** There is room by now: copies of other threads, half made, had taken it. */
  readonly isOver: boolean;
}

/** Looks into an error for want of room, once nothing is left of what was half made; others stay as they are. */
export function explainShortage(
  error: unknown,
  { to, needed }: {
    readonly to: Folder;
    /** Returns how many bytes were to be written, if that is known. */
    readonly needed: () => number | undefined;
  },
): Shortage {
  const asItIs = { error, isOver: false };
  if (!(error instanceof DiskError) || error.code !== "ENOSPC") return asItIs;
  const bytes = needed();
  const room = to.room?.();
  if (bytes === undefined || room === undefined) return asItIs;
  // Unless something else has run out: inodes, or places in a folder.
  if (bytes <= room.free) return { error, isOver: true };
  const { message, doing, code, side } = error;
  const shortage = { needed: bytes, free: room.free };
  return {
    error: new DiskError(message, { doing, code, side, shortage }),
    isOver: false,
  };
}
