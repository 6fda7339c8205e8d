import type { Copied } from "../disk/copy.ts";
import type { DoneOutcome } from "../model/outcome.ts";
import type { RelativePath } from "../model/path.ts";

/**
 * Files over this size, in bytes, are jobs of their own, so that a folder of
 * large files keeps more than one thread busy. A message to a thread costs some
 * 30 us, copying 1 MiB some 450.
 */
export const LARGE_BYTES = 1024 * 1024;

/** Returns the outcome of a file that was copied. */
export function copiedOutcome(
  path: RelativePath,
  copied: Extract<Copied, { readonly kind: "copied" }>,
  deed: {
    readonly action: "created" | "copied" | "updated";
    readonly reason?: string;
  },
): DoneOutcome {
  const { bytes, digest } = copied;
  const reason = copied.droppedSetId
    ? [deed.reason, "setuid and setgid dropped, its owner is not kept"].filter(
      Boolean,
    ).join("; ")
    : deed.reason;
  return { status: "done", action: deed.action, path, bytes, reason, digest };
}
