import type { Moment } from "../entry/drift.ts";
import type { RelativePath } from "../paths/path.ts";
import type { Problem } from "./problem.ts";

/** What was done to a path, in the words of the log and of the summary. */
export type Action =
  | "created"
  | "copied"
  | "updated"
  | "metadata"
  | "removed"
  | "unchanged";

/** What became of one path. Plain data: it travels between threads. */
export type Outcome = DoneOutcome | SkippedOutcome | FailedOutcome;

export interface DoneOutcome {
  readonly status: "done";
  readonly action: Action;
  readonly path: RelativePath;
  /** Bytes written, of a file that was copied or updated. */
  readonly bytes?: number | undefined;
  /** Size in bytes of a file that was removed, where that was asked for. */
  readonly freed?: number | undefined;
  /** When the contents of what is made or removed were last changed, where that was asked for; never of folders. */
  readonly modified?: Moment | undefined;
  /** The name of which only the spelling was changed. */
  readonly was?: string | undefined;
  /** Why, where it is not plain from the action. */
  readonly reason?: string | undefined;
  /** The contents' digest, `sha256:...`, where one was asked for. */
  readonly digest?: string | undefined;
  /** When what was copied was last changed, where there is a digest of it. */
  readonly changed?: Moment | undefined;
  /** Where in the trash the old version is. */
  readonly kept?: string | undefined;
}

/**
 * Why a path was left as it is:
 * - "kind": a FIFO, socket or device, which was not asked for;
 * - "newer": the replica's file is newer and `--update` protects it;
 * - "protected": the log file, or a folder that still holds it or what is excluded;
 * - "decayed": the source's contents changed though its size and time did not;
 * - "meanwhile": it changed or vanished between the survey and the change.
 */
export type SkipCause =
  | "kind"
  | "newer"
  | "protected"
  | "decayed"
  | "meanwhile";

export interface SkippedOutcome {
  readonly status: "skipped";
  readonly path: RelativePath;
  readonly cause: SkipCause;
  readonly reason: string;
}

export interface FailedOutcome {
  readonly status: "failed";
  readonly path: RelativePath;
  readonly problem: Problem;
}

/** Tells whether it says that what was written may never get to the device. */
export function isUnflushed(outcome: Outcome): boolean {
  return outcome.status === "failed" && outcome.problem.unflushed === true;
}

/** Returns the outcome of a path that failed. */
export function failed(problem: Problem): FailedOutcome {
  return { status: "failed", path: problem.path, problem };
}
