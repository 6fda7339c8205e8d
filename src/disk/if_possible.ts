import { DiskError } from "./disk.ts";

/** Returns what an action returns, or `undefined` where the disk does not let it be done. */
export function ifPossible<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof DiskError) return undefined;
    throw error;
  }
}

/** Tries something out, and tells whether the disk let it be done. */
export function succeeds(action: () => void): boolean {
  return ifPossible(() => {
    action();
    return true;
  }) ?? false;
}
