import type { Identity } from "./entry.ts";
import { refuseLink } from "./led_astray.ts";
import { describeOverlap } from "./overlap.ts";
import { quote } from "./quote.ts";
import { identityOf, type Placed, type RootState } from "./place.ts";
import type { Refused } from "./refusal.ts";

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
  | { readonly kind: "unavailable"; readonly reason: string };

/** Decides whether old versions may go to a folder: it is no part of what is mirrored, and holds none of it. */
export function checkTrash(
  trash: RootState,
  { source, replica }: { readonly source: Placed; readonly replica: Placed },
): TrashVerdict {
  if (trash.status === "led astray") return refuseLink("trash", trash);
  if (trash.status === "unfit") {
    return {
      kind: "refused",
      reason: `the trash, ${
        quote(trash.named)
      }, is ${trash.what}, not a folder`,
      remedy: "Name a folder, or a new name",
    };
  }
  if (trash.status === "failed") {
    return {
      kind: "unavailable",
      reason: `cannot open the trash, ${quote(trash.named)}: ${trash.reason}`,
    };
  }
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
