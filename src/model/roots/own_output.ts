import type { RelativePath } from "../paths/path.ts";

/** How a file is called while it is written: its name, `.`, a UUID and `.tmp`. */
const UNFINISHED = /^\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/**
 * Tells whether a path is a file that lockstep writes for others to read (a
 * list, a summary), or what that is called until it is whole.
 */
export function isOwnOutput(
  path: RelativePath,
  own: RelativePath | undefined,
): boolean {
  if (own === undefined || !path.startsWith(own)) return false;
  return path === own || UNFINISHED.test(path.slice(own.length));
}
