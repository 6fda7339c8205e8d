import type { EntryKind } from "../../model/entry/entry.ts";
import {
  nameOf,
  parentPath,
  type RelativePath,
} from "../../model/paths/path.ts";
import type { PassContext } from "../context.ts";
import type { Look } from "../rules/exclusion.ts";

/**
 * Tells whether what only the replica has stays: it is lockstep's own, or
 * excluded. None of the folders that it lies in may be excluded.
 */
export function stays(
  path: RelativePath,
  { kind, look }: { readonly kind: EntryKind; readonly look: Look },
  { isLeftAlone, exclusion }: PassContext,
): boolean {
  if (isLeftAlone?.(path)) return true;
  const rules = exclusion?.in(parentPath(path));
  return rules?.protects(nameOf(path), kind, look) ?? false;
}
