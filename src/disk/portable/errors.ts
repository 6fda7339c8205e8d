import { firstClause, reasonForCode } from "../../model/outcome/reasons.ts";
import { type Attempt, DiskError, GONE } from "../disk.ts";
import { type SystemError, systemError } from "./system_errors.ts";

/**
 * Returns the `DiskError` for what one of Deno's calls threw on a system.
 * @throws {unknown} `error` itself if it is no error of the system: then it is a bug.
 */
export function toDiskError(
  error: unknown,
  attempt: Attempt,
  os: typeof Deno.build.os = Deno.build.os,
): DiskError {
  if (error instanceof DiskError) return error;
  if (!(error instanceof Error)) throw error;
  const known = errorOf(error, os);
  if (known === undefined) throw error;
  const { code } = known;
  const reason = known.reason ?? reasonForCode(code) ??
    firstClause(error.message);
  return new DiskError(reason, { ...attempt, code });
}

/** Returns what is thrown where something else is found than was seen a moment ago. */
export function replaced(attempt: Attempt): DiskError {
  const reason = "it was replaced after it was looked at";
  return new DiskError(reason, { ...attempt, code: GONE });
}

/** Tells whether one of Deno's calls failed by the system's doing, and not by a mistake of ours. */
export function isSystemError(error: unknown): error is Error {
  return error instanceof Error && errorOf(error, Deno.build.os) !== undefined;
}

/** Tells whether one of Deno's calls failed because nothing is there. */
export function isNotFound(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound;
}

/**
 * Deno gives most errors a code, some only a number in the message, and two a
 * class of their own (tried with Deno 2.6 to 2.9 on Linux). On Windows its codes
 * are fewer than the numbers, which are in every message (tried under Wine).
 */
function errorOf(
  error: Error,
  os: typeof Deno.build.os,
): SystemError | undefined {
  const code = codeOf(error);
  if (code !== undefined && os !== "windows") return { code };
  const digits = /\(os error (\d+)\)/.exec(error.message)?.[1];
  const number = digits === undefined ? undefined : Number(digits);
  const known = number === undefined ? undefined : systemError(number, os);
  if (known !== undefined) return known;
  if (code !== undefined) return { code };
  if (number !== undefined) return { code: `errno ${number}` };
  if (error instanceof Deno.errors.NotCapable) return { code: "EPERM" };
  if (error instanceof Deno.errors.InvalidData) return { code: "EILSEQ" };
  if (error instanceof Deno.errors.NotSupported) return { code: "EOPNOTSUPP" };
  return undefined;
}

/** macOS has two numbers for what is not supported, of which Deno names the one that Linux lacks. */
function codeOf(error: Error): string | undefined {
  if (!("code" in error) || typeof error.code !== "string") return undefined;
  return error.code === "ENOTSUP" ? "EOPNOTSUPP" : error.code;
}
