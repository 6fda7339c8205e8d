import type { Disk, Folder } from "../disk/disk.ts";
import { openIfThere } from "../disk/private_folder.ts";
import {
  childPath,
  nameOf,
  parentPath,
  type RelativePath,
  ROOT,
} from "../model/path.ts";
import type { Version } from "../model/version.ts";
import type { ListVersionsJob, Reply } from "./job.ts";
import { knownPasses } from "./known_passes.ts";
import { noTrash } from "./past_job.ts";
import { readMarker } from "./trash_job.ts";

/**
 * Lists the old versions of a path and of all below it, oldest first.
 * @throws {DiskError} if the trash cannot be read
 */
export function listVersions(
  { trash: { path: place, identity }, replica, path }: ListVersionsJob,
  disk: Disk,
): Reply {
  if (identity === undefined) return noTrash(place);
  using root = disk.openRoot(place, { side: "trash", identity });
  const found = readMarker(root, { trash: place, replica });
  if (found.kind === "refused") return found;
  if (found.kind === "none") return noTrash(place);
  const versions: Version[] = [];
  for (const { name: pass } of knownPasses(root)) {
    if (pass <= found.marker.since) continue;
    const above = path === ROOT ? pass : `${pass}/${parentPath(path)}`;
    using folder = openIfThere(root, trimmed(above));
    if (folder === undefined) continue;
    const take: Take = (path, entry) => {
      versions.push({ pass, path, entry });
    };
    if (path === ROOT) walk(folder, ROOT, take);
    else look(folder, path, take);
  }
  return { kind: "versions", versions };
}

type Take = (path: RelativePath, entry: Version["entry"]) => void;

function look(folder: Folder, path: RelativePath, take: Take): void {
  const entry = folder.stat(nameOf(path));
  if (entry === undefined) return;
  if (entry.kind !== "directory") return take(path, entry);
  using inside = folder.openFolder(nameOf(path) as RelativePath);
  if (!walk(inside, path, take)) take(path, entry);
}

/** Returns false for an empty folder. */
function walk(folder: Folder, path: RelativePath, take: Take): boolean {
  const names = folder.list().names.toSorted();
  for (const name of names) look(folder, childPath(path, name), take);
  return names.length > 0;
}

/** The root of a pass has no name below it. */
function trimmed(path: string): RelativePath {
  return path.replace(/\/$/, "") as RelativePath;
}
