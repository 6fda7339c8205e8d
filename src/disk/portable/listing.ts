import type { EntryKind } from "../../model/entry/entry.ts";
import type { Listing } from "../disk.ts";
import type { NameProblem } from "./enter.ts";
import { kindOf } from "./entries.ts";

/** What tells names that can be opened from others. */
export interface NameTests {
  /** Tells whether a name of the folder can be found. */
  readonly isThere: (name: string) => boolean;
  readonly problemOf: NameProblem | undefined;
}

/**
 * Lists a folder, and sets apart what cannot be opened.
 * @throws {Error} as Deno's call throws it
 */
export function readListing(
  path: string,
  { isThere, problemOf }: NameTests,
): Listing {
  const names: string[] = [];
  const kinds: EntryKind[] = [];
  const doubtful: string[] = [];
  const refused: string[] = [];
  for (const entry of Deno.readDirSync(path)) {
    const { name } = entry;
    if (problemOf?.(name) !== undefined) {
      refused.push(name);
      continue;
    }
    if (name.includes("\uFFFD")) doubtful.push(name);
    names.push(name);
    kinds.push(kindOf(entry));
  }
  const listing = { names, kinds, unusable: doubtful };
  const usable = doubtful.length === 0
    ? listing
    : withoutUndecodable(listing, isThere);
  return refused.length === 0
    ? usable
    : { ...usable, unusable: [...usable.unusable, ...refused] };
}

/**
 * Takes out the names that are not valid UTF-8: Deno shows their bad bytes as
 * U+FFFD and then cannot find them. A name that really has U+FFFD in it is
 * found, unless a bad one shows the same: then nobody can tell which is which.
 */
function withoutUndecodable(
  listing: Listing,
  isThere: (name: string) => boolean,
): Listing {
  const counts = new Map<string, number>();
  for (const name of listing.unusable) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const undecodable = [...counts.keys()].filter((name) =>
    counts.get(name) !== 1 || !isThere(name)
  );
  const keep = listing.names.map((name) => !undecodable.includes(name));
  return {
    names: listing.names.filter((_, index) => keep[index]),
    kinds: listing.kinds.filter((_, index) => keep[index]),
    unusable: undecodable,
  };
}
