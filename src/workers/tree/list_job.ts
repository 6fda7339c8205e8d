import type { Folder } from "../../disk/disk.ts";
import type { Entry } from "../../model/entry/entry.ts";
import { childPath, type RelativePath } from "../../model/paths/path.ts";
import type { WorkerMeans } from "../context.ts";
import { withoutNames } from "../names/without_names.ts";
import { toOutcome, unusable } from "../problems.ts";
import type { Exclusion } from "../rules/exclusion.ts";
import type { ListedFolder, ListJob, ListReply } from "./tree_job.ts";

/**
 * Lists folders of one tree.
 * @throws {DiskError} if its root cannot be opened
 */
export function doList(
  { root: { path, side, identity }, folders }: ListJob,
  { disk, signals, exclusion }: Pick<WorkerMeans, "disk" | "signals"> & {
    /** What is left out. */
    readonly exclusion?: Exclusion | undefined;
  },
): ListReply {
  using root = disk.openRoot(path, { side, identity });
  const listed: ListedFolder[] = [];
  for (const folder of folders) {
    if (signals.stop.isSet()) break;
    listed.push(listFolder(folder, { root, side, exclusion }));
  }
  return { kind: "listed", folders: listed };
}

function listFolder(
  folder: RelativePath,
  { root, side, exclusion }: {
    readonly root: Folder;
    readonly side: "source" | "replica";
    readonly exclusion: Exclusion | undefined;
  },
): ListedFolder {
  try {
    using opened = root.openFolder(folder);
    const listing = opened.list();
    if (side === "source") exclusion?.readIfThere(folder, opened, listing);
    const filter = exclusion?.in(folder);
    const { names, kinds, unusable: bad } = withoutNames(
      listing,
      (name, kind) => {
        const look = (): Entry | undefined => opened.stat(name);
        return side === "source"
          ? filter?.hides(name, kind, look) ?? false
          : filter?.protects(name, kind, look) ?? false;
      },
    );
    const outcomes = bad.map((name) => unusable(childPath(folder, name)));
    return { folder, names, kinds, outcomes };
  } catch (error) {
    const outcomes = [toOutcome(error, folder)];
    return { folder, names: [], kinds: [], outcomes };
  }
}
