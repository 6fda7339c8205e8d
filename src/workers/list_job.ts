import type { Folder } from "../disk/disk.ts";
import { childPath, type RelativePath } from "../model/path.ts";
import type { WorkerMeans } from "./context.ts";
import type { ListedFolder, ListJob, ListReply } from "./tree_job.ts";
import { toOutcome, undecodable } from "./problems.ts";

/**
 * Lists folders of one tree.
 * @throws {DiskError} if its root cannot be opened
 */
export function doList(
  { root: { path, side, identity }, folders }: ListJob,
  { disk, signals }: WorkerMeans,
): ListReply {
  using root = disk.openRoot(path, { side, identity });
  const listed: ListedFolder[] = [];
  for (const folder of folders) {
    if (signals.stop.isSet()) break;
    listed.push(listFolder(root, folder));
  }
  return { kind: "listed", folders: listed };
}

function listFolder(root: Folder, folder: RelativePath): ListedFolder {
  try {
    using opened = root.openFolder(folder);
    const { names, kinds, undecodable: bad } = opened.list();
    const outcomes = bad.map((name) => undecodable(childPath(folder, name)));
    return { folder, names, kinds, outcomes };
  } catch (error) {
    const outcomes = [toOutcome(error, folder)];
    return { folder, names: [], kinds: [], outcomes };
  }
}
