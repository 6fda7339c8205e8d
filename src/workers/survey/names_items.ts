import type { RelativePath } from "../../model/paths/path.ts";
import type { SurveyItem } from "./pair_job.ts";

/** Names of a large folder that are handed to another thread at a time. */
export const NAMES_AT_ONCE = 500;

/** A folder of so many names takes longer to list, some 2 ms, than to tell others of it. */
export const WORTH_TELLING = 4000;

/** Turns names of a folder into pieces of work. */
export function toItems(
  folder: RelativePath,
  names: readonly string[],
): readonly SurveyItem[] {
  const items: SurveyItem[] = [];
  for (let at = 0; at < names.length; at += NAMES_AT_ONCE) {
    const some = names.slice(at, at + NAMES_AT_ONCE).join("/");
    items.push({ kind: "names", folder, names: some });
  }
  return items;
}
