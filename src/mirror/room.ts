import type { PassListener } from "../model/outcome/event.ts";
import type { ProgressListener } from "../model/outcome/progress.ts";
import {
  growthOf,
  mayBeShort,
  type MissingAmount,
  type MissingNames,
} from "../model/plan/room.ts";
import type { FolderDifferences } from "../model/plan/survey.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { drain, expectReply } from "./drain.ts";

/** What asking for room works with. */
export interface RoomMeans {
  readonly pool: Pool;
  readonly listen: PassListener;
  readonly isStopped: () => boolean;
  readonly progress?: ProgressListener | undefined;
}

/**
 * Says so if what is to be copied does not fit on the replica's file system. It
 * is an estimate: what the file system adds or saves (blocks, compression,
 * holes, shared blocks) is not known before.
 *
 * Perf: what the survey did not look at is looked at here only where it could
 * be too much, which is not so on a disk with more room than the source's has
 * in use. What was looked at is returned, so that nobody looks again.
 */
export async function tellShortage(
  found: readonly FolderDifferences[],
  { keepsOld }: { readonly keepsOld: boolean },
  means: RoomMeans,
): Promise<MissingAmount | undefined> {
  const { pool, listen, isStopped } = means;
  const growth = growthOf(found, { keepsOld });
  if (growth.bytes === 0 && growth.missing.length === 0) return undefined;
  const room = expectReply(await pool.run({ kind: "room" }), "room");
  const { free } = room;
  if (free === undefined || !mayBeShort(growth, room)) return undefined;
  const measured = await measure(growth.missing, means);
  const needed = growth.bytes + measured.bytes;
  if (needed > free && !isStopped()) {
    listen({ kind: "short of room", needed, free });
  }
  return measured;
}

/** Folders that one job begins with. */
const FOLDERS_AT_ONCE = 64;

async function measure(
  missing: readonly MissingNames[],
  { pool, isStopped, progress }: RoomMeans,
): Promise<MissingAmount> {
  progress?.({ kind: "entered", phase: "measuring" });
  const waiting = [...missing];
  let files = 0;
  let bytes = 0;
  await drain(pool, {
    next: () =>
      waiting.length === 0 || isStopped()
        ? undefined
        : { kind: "measure", missing: waiting.splice(-FOLDERS_AT_ONCE) },
    take(answer): void {
      const reply = expectReply(answer, "measured");
      files += reply.files;
      bytes += reply.bytes;
      progress?.({ kind: "reached", done: { entries: files, bytes } });
      for (const folder of reply.rest) waiting.push(folder);
    },
  });
  return { files, bytes };
}
