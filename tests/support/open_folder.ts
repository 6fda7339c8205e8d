import {
  DiskError,
  type Folder,
  type Held,
  type Side,
} from "../../src/disk/disk.ts";
import { assert, assertThrows } from "./assert.ts";
import { fileEntry } from "./entries.ts";
import { testDisk } from "./test_disk.ts";

/** Opens a folder with the disk that is tested, as the root of a tree. */
export function openFolder(path: string, side: Side = "replica"): Folder {
  return testDisk.openRoot(path, { side, identity: undefined });
}

/** Takes hold of what is at a name, as it is there now. */
export function hold(folder: Folder, name: string): Held {
  const seen = name === "" ? folder.own() : folder.stat(name);
  return folder.hold(name, seen ?? fileEntry());
}

/** Returns the `DiskError` that an action throws. */
export function diskErrorOf(action: () => unknown): DiskError {
  const error = assertThrows(action, DiskError);
  assert(error instanceof DiskError);
  return error;
}

/** Returns the code of the `DiskError` that an action throws. */
export function codeOf(action: () => unknown): string {
  return diskErrorOf(action).code;
}
