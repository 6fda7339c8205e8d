import { DiskError, type Side } from "../disk.ts";
import { errnoName } from "../errno.ts";
import { reasonForCode } from "../reasons.ts";

/** What was being done when a call failed. */
export interface Attempt {
  readonly doing: string;
  readonly side: Side;
  readonly unflushed?: true;
}

/**
 * Returns the `DiskError` for what one of Deno's calls threw.
 * @throws {unknown} `error` itself if it is no error of the system: then it is a bug.
 */
export function toDiskError(error: unknown, attempt: Attempt): DiskError {
  if (error instanceof DiskError) return error;
  if (!(error instanceof Error)) throw error;
  const code = codeOf(error);
  if (code === undefined) throw error;
  const reason = reasonForCode(code) ?? firstClause(error.message);
  return new DiskError(reason, { ...attempt, code });
}

/** Tells whether one of Deno's calls failed because nothing is there. */
export function isNotFound(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound;
}

/**
 * Deno gives most errors a code, some only a number in the message, and two a
 * class of their own (tried with Deno 2.6 to 2.9 on Linux).
 */
function codeOf(error: Error): string | undefined {
  if ("code" in error && typeof error.code === "string") return error.code;
  const number = /\(os error (\d+)\)/.exec(error.message)?.[1];
  if (number !== undefined) return codeOfNumber(Number(number));
  if (error instanceof Deno.errors.NotCapable) return "EPERM";
  if (error instanceof Deno.errors.InvalidData) return "EILSEQ";
  if (error instanceof Deno.errors.NotSupported) return "EOPNOTSUPP";
  return undefined;
}

/** Other systems number them otherwise, and Deno knows those that matter by name. */
function codeOfNumber(errno: number): string {
  return Deno.build.os === "linux" ? errnoName(errno) : `errno ${errno}`;
}

/** Drops `(os error 5): read "..."` and the like: path and action are said elsewhere. */
function firstClause(message: string): string {
  const end = message.indexOf(" (os error");
  return (end < 0 ? message : message.slice(0, end)).toLowerCase();
}
