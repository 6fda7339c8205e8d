import type { FolderDifferences } from "../plan/survey.ts";
import { ALL_FOLDED, nameKey, type NameRules } from "./folded_names.ts";
import type { RelativePath } from "./path.ts";

/** A name that the replica lacks, and one that only it has, which some file systems take for one. */
export interface SpelledOtherwise {
  readonly folder: RelativePath;
  readonly name: string;
  readonly was: string;
}

/** Returns what may be there and only be spelled otherwise. */
export function spelledOtherwise(
  { folder, differences }: FolderDifferences,
): readonly SpelledOtherwise[] {
  const extras = new Map<string, string>();
  for (const { kind, name } of differences) {
    if (kind === "extra") extras.set(nameKey(name, ALL_FOLDED), name);
  }
  if (extras.size === 0) return [];
  return differences.flatMap(({ kind, name }) => {
    const was = kind === "missing"
      ? extras.get(nameKey(name, ALL_FOLDED))
      : undefined;
    return was === undefined ? [] : [{ folder, name, was }];
  });
}

/** Returns what a file system does that takes two spellings for one. */
export function rulesShownBy(
  { name, was }: Pick<SpelledOtherwise, "name" | "was">,
): NameRules {
  const isOneBy = (rules: NameRules): boolean =>
    nameKey(name, rules) === nameKey(was, rules);
  const foldsCase = isOneBy({ foldsCase: true, normalizes: false });
  const normalizes = isOneBy({ foldsCase: false, normalizes: true });
  return foldsCase || normalizes ? { foldsCase, normalizes } : ALL_FOLDED;
}
