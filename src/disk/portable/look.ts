import type { Entry } from "../../model/entry/entry.ts";
import { toEntry } from "./entries.ts";
import { isNotFound } from "./errors.ts";
import { readLink } from "./link.ts";

/**
 * Returns what is at a path, not following a link, or `undefined` if nothing is.
 * What was a link a moment ago and cannot be read as one is looked at again: in a
 * tree that changes it has become something else.
 * @param lstat what tells of the path, for tests
 * @throws {Error} as Deno's calls do
 */
export function lookAt(
  path: string,
  lstat: typeof Deno.lstatSync = Deno.lstatSync,
): Entry | undefined {
  for (let looksLeft = MOST_LOOKS - 1;; looksLeft--) {
    try {
      const info = lstat(path);
      return toEntry(info, () => readLink(path, info));
    } catch (error) {
      if (isNotFound(error)) return undefined;
      if (looksLeft === 0 || !isNoLink(error)) throw error;
    }
  }
}

/** A file system may also refuse for good to read what it calls a link. */
const MOST_LOOKS = 10;

/** EINVAL of POSIX; ERROR_NOT_A_REPARSE_POINT of Windows. */
function isNoLink(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return "code" in error && error.code === "EINVAL" ||
    error.message.includes("(os error 4390)");
}
