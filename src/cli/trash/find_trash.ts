import type { RootState } from "../../model/roots/place.ts";
import type { TrashChoice } from "../../model/trash/trash.ts";
import { recallTrash } from "../../state/trashes.ts";

/**
 * Finds the trash of a replica: the one that is named, the one that the last
 * pass used, or the one beside the replica.
 */
export async function findTrash(
  named: string | undefined,
  { replica, state }: {
    readonly replica: RootState;
    readonly state: string | undefined;
  },
): Promise<TrashChoice> {
  if (named !== undefined) return { kind: "folder", path: named };
  const path = "place" in replica && state !== undefined
    ? await recallTrash(state, replica.place.path)
    : undefined;
  return path === undefined ? { kind: "beside" } : { kind: "folder", path };
}
