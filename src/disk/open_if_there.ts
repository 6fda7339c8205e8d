import type { RelativePath } from "../model/paths/path.ts";
import { DiskError, type Folder } from "./disk.ts";

/** Opens a folder below another, or returns `undefined` where there is none, or a file or link in its place or above it. */
export function openIfThere(
  root: Folder,
  path: RelativePath,
): Folder | undefined {
  try {
    return root.openFolder(path);
  } catch (error) {
    if (error instanceof DiskError && NO_FOLDER.has(error.code)) {
      return undefined;
    }
    throw error;
  }
}

const NO_FOLDER = new Set(["ENOENT", "ENOTDIR", "ELOOP"]);
