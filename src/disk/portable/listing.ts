import type { EntryKind } from "../../model/entry.ts";
import type { Listing } from "../disk.ts";
import { kindOf } from "./entries.ts";

/**
 * Lists a folder; `isThere` tells whether a name of it can be found.
 * @throws {Error} as Deno's call throws it
 */
export function readListing(
  path: string,
  isThere: (name: string) => boolean,
): Listing {
  const names: string[] = [];
  const kinds: EntryKind[] = [];
  const doubtful: string[] = [];
  for (const entry of Deno.readDirSync(path)) {
    if (entry.name.includes("\uFFFD")) doubtful.push(entry.name);
    names.push(entry.name);
    kinds.push(kindOf(entry));
  }
  const listing = { names, kinds, undecodable: doubtful };
  return doubtful.length === 0 ? listing : withoutUndecodable(listing, isThere);
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
  for (const name of listing.undecodable) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const undecodable = [...counts.keys()].filter((name) =>
    counts.get(name) !== 1 || !isThere(name)
  );
  const keep = listing.names.map((name) => !undecodable.includes(name));
  return {
    names: listing.names.filter((_, index) => keep[index]),
    kinds: listing.kinds.filter((_, index) => keep[index]),
    undecodable,
  };
}
