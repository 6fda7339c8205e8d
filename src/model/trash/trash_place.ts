import type { Identity } from "../entry/entry.ts";
import { describeOverlap } from "../roots/overlap.ts";
import { identityOf, type Placed, type RootState } from "../roots/place.ts";
import { checkPlaced, type Unavailable } from "../roots/placed.ts";
import type { Refused } from "../safety/refusal.ts";

/** Where a trash lies, apart from both trees. */
export interface PlacedTrash {
  readonly path: string;
  /** `undefined` where there is none yet. */
  readonly identity: Identity | undefined;
}

/** Whether a folder may be the trash of a mirror. */
export type TrashVerdict =
  | { readonly kind: "ready"; readonly trash: PlacedTrash }
  | Refused
  | Unavailable;

/** Decides whether old versions may go to a folder: it is no part of what is mirrored, and holds none of it. */
export function checkTrash(
  found: RootState,
  { source, replica }: { readonly source: Placed; readonly replica: Placed },
): TrashVerdict {
  const trash = checkPlaced("trash", found);
  if ("kind" in trash) return trash;
  const overlap = describeOverlap(source, trash, ["source", "trash"]) ??
    describeOverlap(replica, trash, ["replica", "trash"]);
  if (overlap === undefined) {
    const { place: { path } } = trash;
    return { kind: "ready", trash: { path, identity: identityOf(trash) } };
  }
  return {
    kind: "refused",
    reason: overlap,
    remedy:
      "Name a folder apart from both, or give --keep-versions for one beside the replica",
  };
}
