import { FLUSHING_FOLDER } from "../flush.ts";
import { ON_WINDOWS } from "../path_text.ts";
import { enterFolder } from "./enter.ts";
import { toDiskError } from "./errors.ts";

/**
 * Waits until the names in a folder are on the device. Not on Windows, where
 * Deno opens no folders: there it is up to the file system when they are written.
 * @throws {DiskError}
 */
export function flushFolder(path: string): void {
  if (ON_WINDOWS) return;
  enterFolder(path, FLUSHING_FOLDER);
  try {
    using folder = Deno.openSync(path);
    folder.syncSync();
  } catch (error) {
    throw toDiskError(error, FLUSHING_FOLDER);
  }
}
