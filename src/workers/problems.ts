import { StillChanging } from "../disk/copy.ts";
import { DiskError, type Folder, GONE } from "../disk/disk.ts";
import type { OtherEntry } from "../model/entry/entry.ts";
import {
  failed,
  type Outcome,
  type SkippedOutcome,
} from "../model/outcome/outcome.ts";
import { nameOf, type RelativePath } from "../model/paths/path.ts";
import { windowsNameProblem } from "../model/paths/windows_names.ts";

/**
 * Returns the outcome of a path at which something was thrown: what vanished
 * from the source, became something else on either side or never held still is
 * skipped, the rest has failed.
 * @throws {unknown} `error` itself if it is a bug, or the wish to stop
 */
export function toOutcome(error: unknown, path: RelativePath): Outcome {
  if (error instanceof StillChanging || error instanceof ChangedMeanwhile) {
    return meanwhile(path, error.message);
  }
  if (!(error instanceof DiskError)) throw error;
  if (error.side === "source" && hasVanished(error)) {
    return meanwhile(path, VANISHED);
  }
  if (hasBecomeAnother(error)) return meanwhile(path, CHANGED);
  const { doing, code, message: reason, shortage } = error;
  return failed({
    path,
    doing,
    code,
    reason,
    ...(error.unflushed && { unflushed: true }),
    ...(shortage && { shortage }),
  });
}

/** Thrown where what the survey saw is no longer there, so that nothing may be done. */
export class ChangedMeanwhile extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "ChangedMeanwhile";
  }
}

/** Returns what is thrown where an entry of the replica is not as the survey saw it. */
export function changedInReplica(): ChangedMeanwhile {
  return new ChangedMeanwhile(CHANGED);
}

/**
 * Works with what was seen in the replica a moment ago; gives no name to
 * anything, as some file systems say "no such file" of names that they refuse.
 * @throws {DiskError} with the code `GONE` if nothing is there any more
 */
export function withSeen<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    const { code, side, doing } = error;
    if (code !== "ENOENT" || side !== "replica") throw error;
    throw new DiskError("it is no longer there", { doing, code: GONE, side });
  }
}

const CHANGED = "it was changed in the replica after it was compared";

/** Returns what is thrown, and told, where something of the source is not as the survey saw it. */
export function vanishedFromSource(): ChangedMeanwhile {
  return new ChangedMeanwhile(VANISHED);
}

const VANISHED = "it vanished from the source, or became something else";

/** Returns the outcome of a path that was left alone because somebody else is at work on it. */
export function meanwhile(path: RelativePath, reason: string): Outcome {
  return { status: "skipped", path, cause: "meanwhile", reason };
}

/** Returns the outcome of what stays in the replica though the source does not have it. */
export function leftAlone(path: RelativePath, reason: string): SkippedOutcome {
  return { status: "skipped", path, cause: "protected", reason };
}

/** Nothing there, no longer a folder, or a link where none was: all happened after the listing. */
function hasVanished(error: DiskError): boolean {
  return error.code === "ENOENT" || error.code === "ENOTDIR" ||
    error.code === "ELOOP" ||
    error.code === GONE;
}

/** Tells whether something failed because a name is in a folder of the replica no more. */
export function isGoneFrom(
  to: Folder,
  name: string,
  error: unknown,
): boolean {
  return error instanceof DiskError && error.code === "ENOENT" &&
    to.stat(name) === undefined;
}

/** Tells whether something else was found in the replica than was seen there. For nothing see `withSeen`. */
export function hasBecomeAnother(
  { side, code, unflushed }: DiskError,
): boolean {
  return side === "replica" && !unflushed && ANOTHER.has(code);
}

const ANOTHER = new Set([GONE, "ENOTDIR", "ELOOP", "EISDIR"]);

/** Returns the outcome of what is not copied: a FIFO, a socket or a device. */
export function notCopied(
  path: RelativePath,
  entry: OtherEntry,
): SkippedOutcome {
  return {
    status: "skipped",
    path,
    cause: "kind",
    reason: `${entry.what}: not copied`,
  };
}

/** Returns the outcome of a name that this disk can list but not open. */
export function unusable(path: RelativePath): Outcome {
  const name = nameOf(path);
  // What is not valid UTF-8 is shown with this character.
  const problem = name.includes("\uFFFD")
    ? undefined
    : windowsNameProblem(name);
  if (problem !== undefined) {
    const reason = `${problem}. Rename it, with another system if need be`;
    return failed({ path, doing: "open it", code: "EINVAL", reason });
  }
  return failed({
    path,
    doing: "open it",
    code: "EILSEQ",
    reason:
      "its name is not valid UTF-8, which only the native disk can handle",
  });
}
