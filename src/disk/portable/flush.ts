import { FLUSHING_FOLDER } from "../flush.ts";
import { enterFolder } from "./enter.ts";
import { toDiskError } from "./errors.ts";

/** On which system this is. */
export interface FlushSystem {
  readonly os: typeof Deno.build.os;
}

/**
 * Waits until the names in a folder are on the device. Not on Windows, which
 * flushes only what is open for writing, as no folder is: there it is up to the
 * file system when names are written.
 */
export function flushFolder(
  path: string,
  { os }: FlushSystem = Deno.build,
): void {
  if (os === "windows") return;
  enterFolder(path, FLUSHING_FOLDER);
  try {
    using folder = Deno.openSync(path);
    folder.syncSync();
  } catch (error) {
    throw toDiskError(error, FLUSHING_FOLDER);
  }
}
