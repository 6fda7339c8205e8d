import type { Room } from "../model/plan/room.ts";
import { type Disk, DiskError } from "./disk.ts";
import { parentOf } from "./path_text.ts";

/**
 * Returns the room that a folder will have which is not there yet: that of the
 * nearest one above it that is. `undefined` where that cannot be looked at.
 */
export function roomAbove(disk: Disk, path: string): Room | undefined {
  const options = { side: "replica", identity: undefined } as const;
  for (let at = parentOf(path);; at = parentOf(at)) {
    try {
      using folder = disk.openRoot(at, options);
      return folder.room?.();
    } catch (error) {
      if (!(error instanceof DiskError)) throw error;
      if (error.code !== "ENOENT" || parentOf(at) === at) return undefined;
    }
  }
}
