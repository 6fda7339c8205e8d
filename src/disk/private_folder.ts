import type { RelativePath } from "../model/paths/path.ts";
import { DiskError, type Folder } from "./disk.ts";

/** Makes a folder for its owner only. Returns false if another thread has made it. */
export function makePrivateFolder(
  root: Folder,
  { in: path, name }: { readonly in: RelativePath; readonly name: string },
): boolean {
  try {
    using folder = root.openFolder(path);
    folder.createFolder(name, 0o700);
    return true;
  } catch (error) {
    if (error instanceof DiskError && error.code === "EEXIST") return false;
    throw error;
  }
}
