import type { PastSettings } from "../model/trash/past.ts";
import { type Disk, DiskError, type ReadableFolder } from "./disk.ts";
import { PastReplica } from "./past.ts";
import { PastFolder } from "./past_folder.ts";

/**
 * Opens a folder of the replica as it was at some time, as the root of a tree.
 * @throws {DiskError} if it was no folder then
 */
export function openPast(settings: PastSettings, disk: Disk): ReadableFolder {
  const past = new PastReplica(settings, disk);
  const view = past.viewOf(settings.folder);
  if (view === undefined) {
    past[Symbol.dispose]();
    throw new DiskError("it was not there then", {
      doing: "open the folder in the trash",
      code: "ENOENT",
      side: "source",
    });
  }
  return new PastFolder(past, view, past);
}
