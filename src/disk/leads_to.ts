import { isSameEntry } from "../model/entry/entry.ts";
import { identityOf, type Placed } from "../model/roots/place.ts";
import { asListed } from "./any_case.ts";
import type { Way } from "./foreign_link.ts";
import { isSystemError } from "./portable/errors.ts";

/**
 * Tells whether a way leads to what the system has found by itself. Where the
 * names differ, as on a disk that ignores case, the folder tells.
 */
export function leadsTo(
  way: Exclude<Way, { readonly kind: "foreign" }>,
  state: Placed,
): boolean {
  if (way.kind === "unknown") return false;
  const { path: real } = state.place;
  if (way.path === real || asListed(way.path) === real) return true;
  const [path, found] = way.kind === "clear"
    ? [way.path, identityOf(state)]
    : [way.parent, state.place.above[0]?.identity];
  if (found === undefined) return false;
  try {
    // A link that has just been put there is not what it leads to.
    const { dev, ino } = Deno.lstatSync(path);
    return isSameEntry({ dev, ino: ino ?? 0 }, found);
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}
