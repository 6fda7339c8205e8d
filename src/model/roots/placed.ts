import { quote } from "../paths/quote.ts";
import type { Refused } from "../safety/refusal.ts";
import type { LedAstray, Placed, RootState } from "./place.ts";

/** Why a folder cannot be used now. */
export interface Unavailable {
  readonly kind: "unavailable";
  readonly reason: string;
}

/** Returns a folder that has a place, whether or not it exists, or why it is not used. */
export function checkPlaced(
  what: "source" | "replica" | "trash",
  found: RootState,
): Placed | Refused | Unavailable {
  switch (found.status) {
    case "led astray":
      return refuseLink(what, found);
    case "unfit":
      return {
        kind: "refused",
        reason: `the ${what}, ${
          quote(found.named)
        }, is ${found.what}, not a folder`,
        remedy: what === "source"
          ? "Name the folder that holds it"
          : "Name a folder, or a new name",
      };
    case "failed": {
      const root = `the ${what}, ${quote(found.named)}`;
      const reason = `cannot open ${root}: ${found.reason}`;
      return { kind: "unavailable", reason };
    }
    case "folder":
    case "missing":
      return found;
  }
}

/** Returns why a folder is not used that is reached through a link of somebody else's. */
export function refuseLink(
  what: "source" | "replica" | "trash" | "folder",
  { link, owner }: LedAstray,
): Refused {
  return {
    kind: "refused",
    reason: `the ${what} is reached through the link ${
      quote(link)
    }, which belongs to user ${owner} and may lead anywhere`,
    remedy: "Name the folder it leads to, if that is the one you mean",
  };
}
