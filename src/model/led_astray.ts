import type { LedAstray } from "./place.ts";
import { quote } from "./quote.ts";
import type { Refused } from "./refusal.ts";

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
