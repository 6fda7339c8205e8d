import { DiskError } from "./disk.ts";

/** Tries something out, and tells whether the disk let it be done. */
export function succeeds(action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (error instanceof DiskError) return false;
    throw error;
  }
}
