import type { Listing } from "../../disk/disk.ts";
import type { EntryKind } from "../../model/entry/entry.ts";

/** Returns a listing without some of its names. */
export function withoutNames(
  { names, kinds, unusable }: Listing,
  isLeftOut: (name: string, kind: EntryKind) => boolean,
): Listing {
  const kindOf = (at: number): EntryKind => kinds[at] ?? "other";
  const seen = names.map((name, at) => isLeftOut(name, kindOf(at)) ? -1 : at)
    .filter((at) => at >= 0);
  return {
    names: seen.map((at) => names[at] ?? ""),
    kinds: seen.map(kindOf),
    unusable,
  };
}
