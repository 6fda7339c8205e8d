import type { Disk, Folder } from "../../disk/disk.ts";
import { openIfThere } from "../../disk/open_if_there.ts";
import type { Entry } from "../../model/entry/entry.ts";
import {
  childPath,
  nameOf,
  parentPath,
  type RelativePath,
  ROOT,
} from "../../model/paths/path.ts";
import type { Version } from "../../model/trash/version.ts";
import type { ListVersionsJob, Reply } from "../job.ts";
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
    using kept = openIfThere(root, pass as RelativePath);
    if (kept === undefined) continue;
    takeBelow(kept, path, (path, entry) => {
      versions.push({ pass, path, entry });
    });
  }
  return { kind: "versions", versions };
}

type Take = (path: RelativePath, entry: Entry) => void;

/**
 * Finds what a pass has at a path and below it, by name; of folders only those
 * that are empty.
 *
 * Not by calling itself: who makes folders inside each other by the ten
 * thousand must not end the program. Nor is more than one of them open.
 */
function takeBelow(kept: Folder, top: RelativePath, take: Take): void {
  const found = statIfThere(kept, top);
  const stack = found === undefined ? [] : [{ path: top, entry: found }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { path, entry } = next;
    if (entry.kind !== "directory") {
      take(path, entry);
      continue;
    }
    using folder = kept.openFolder(path);
    const { names } = folder.list();
    if (names.length === 0 && path !== ROOT) take(path, entry);
    for (const name of names.toSorted().reverse()) {
      const entry = folder.stat(name);
      if (entry !== undefined) {
        stack.push({ path: childPath(path, name), entry });
      }
    }
  }
}

function statIfThere(kept: Folder, path: RelativePath): Entry | undefined {
  if (path === ROOT) return kept.own();
  using parent = openIfThere(kept, parentPath(path));
  return parent?.stat(nameOf(path));
}
