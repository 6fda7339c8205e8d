import { DiskError, type Folder } from "./disk.ts";

/**
 * Returns an error that says how much was to be written and how much is free,
 * where there is no room for it; other errors as they are.
 */
export function withShortage(
  error: unknown,
  { to, needed }: {
    readonly to: Folder;
    /** Returns how many bytes were to be written, if that is known. */
    readonly needed: () => number | undefined;
  },
): unknown {
  if (!(error instanceof DiskError) || error.code !== "ENOSPC") return error;
  const bytes = needed();
  const room = to.room?.();
  if (bytes === undefined || room === undefined) return error;
  // Something else has run out then: inodes, or places in a folder.
  if (bytes <= room.free) return error;
  const { message, doing, code, side } = error;
  const shortage = { needed: bytes, free: room.free };
  return new DiskError(message, { doing, code, side, shortage });
}
