import type { Copied } from "../../disk/copy.ts";
import type { Stamped } from "../../disk/metadata.ts";
import { timeOf } from "../../model/entry/drift.ts";
import type { Outcome } from "../../model/outcome/outcome.ts";
import type { RelativePath } from "../../model/paths/path.ts";
import { toOutcome } from "../problems.ts";

/**
 * Files of more than this size, in bytes, are copied and compared as jobs of
 * their own, so that a folder of large files keeps more than one thread busy. A
 * message to a thread costs some 30 us, copying 1 MiB some 450, reading it twice
 * some 800.
 */
export const LARGE_BYTES = 1024 * 1024;

/** Returns the outcome of a file that was copied: it has failed if the copy lacks some of its attributes. */
export function copiedOutcome(
  path: RelativePath,
  copied: Extract<Copied, { readonly kind: "copied" }>,
  deed: {
    readonly action: "created" | "copied" | "updated";
    readonly reason?: string;
    readonly kept?: string | undefined;
    /** Also when its contents were last changed is told. */
    readonly isTimed?: boolean | undefined;
  },
): Outcome {
  if (copied.lost !== undefined) return toOutcome(copied.lost, path);
  const { bytes, digest, source } = copied;
  const changed = digest === undefined ? undefined : timeOf(source);
  const reason = withSetId(deed.reason, copied);
  const { action, kept } = deed;
  return {
    status: "done",
    action,
    path,
    bytes,
    reason,
    digest,
    changed,
    kept,
    ...(deed.isTimed === true && { modified: timeOf(source) }),
  };
}

/** Adds to a reason that setuid and setgid had to be dropped, where they were. */
export function withSetId(
  reason: string | undefined,
  { droppedSetId }: Pick<Stamped, "droppedSetId">,
): string | undefined {
  if (!droppedSetId) return reason;
  return reason === undefined ? SET_ID_DROPPED : `${reason}; ${SET_ID_DROPPED}`;
}

const SET_ID_DROPPED = "setuid and setgid dropped, its owner is not kept";
