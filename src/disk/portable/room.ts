import type { Room } from "../../model/plan/room.ts";
import { nodeBuiltin } from "../node_builtin.ts";

/** Returns the room on the file system of a path, or `undefined` where it does not tell. */
export function roomAt(path: string): Room | undefined {
  try {
    const { bsize, blocks, bfree, bavail } = nodeBuiltin("node:fs")
      .statfsSync(path);
    return { free: bavail * bsize, used: (blocks - bfree) * bsize };
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
