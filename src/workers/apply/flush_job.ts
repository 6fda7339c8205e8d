import { DiskError } from "../../disk/disk.ts";
import { type RelativePath, ROOT } from "../../model/paths/path.ts";
import type { PassContext } from "../context.ts";
import type { ApplyReply, FlushReply } from "../job.ts";
import { toOutcome } from "../problems.ts";
import { attemptEach } from "./work.ts";

/** Flushes all that the pass has written, if that can be done at once. */
export function doFlush({ flusher }: PassContext): FlushReply {
  try {
    return { kind: "flushed", isWhole: flusher.flushAll(), outcomes: [] };
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    const outcomes = [toOutcome(error, ROOT)];
    return { kind: "flushed", isWhole: true, outcomes };
  }
}

/** Flushes folders in which names were made, one by one. */
export function doFlushFolders(
  folders: readonly RelativePath[],
  context: PassContext,
): ApplyReply {
  return attemptEach(
    folders.map((folder) => ({ folder })),
    context,
    ({ folder }) => {
      using opened = context.openReplica(folder);
      opened.flush();
    },
  );
}
