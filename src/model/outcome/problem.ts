import type { RelativePath } from "../paths/path.ts";
import type { Shortage } from "../plan/room.ts";

/** Why one path could not be dealt with. Plain data: it travels between threads. */
export interface Problem {
  readonly path: RelativePath;
  /** What was being done, to follow "cannot": "read the source file". */
  readonly doing: string;
  /** The system's code, such as "EACCES", or "" where it gave none. */
  readonly code: string;
  /** Why it failed, in words. */
  readonly reason: string;
  /** A flush failed: what was written before may never get to the device. */
  readonly unflushed?: true;
  /** There is no room for what was to be written. */
  readonly shortage?: Shortage;
}

/** Returns what went wrong in one clause: `cannot read the source file: permission denied (EACCES)`. */
export function describeProblem(
  { doing, code, reason }: Pick<Problem, "doing" | "code" | "reason">,
): string {
  return `cannot ${doing}: ${reason}${code === "" ? "" : ` (${code})`}`;
}
