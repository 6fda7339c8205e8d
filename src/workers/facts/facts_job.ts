import { probeFolder } from "../../disk/probe_folder.ts";
import type { WorkerMeans } from "../context.ts";
import type { FactsJob, FactsReply } from "../tree/tree_job.ts";

/**
 * Says what the file system of a folder is like. In a source nothing is tried.
 * @throws {DiskError} if the folder cannot be opened, or nothing be made in a replica
 */
export function doFacts(
  { root: { path, side, identity }, owner }: FactsJob,
  { disk }: Pick<WorkerMeans, "disk">,
): FactsReply {
  using root = disk.openRoot(path, { side, identity });
  const room = root.room?.();
  const probed = side === "replica"
    ? probeFolder(disk, root, { owner })
    : undefined;
  return { kind: "facts", facts: { room, probed } };
}
