import { countEntries } from "../model/outcome/counted.ts";
import { quote } from "../model/paths/quote.ts";
import type { Rename } from "../model/plan/renames.ts";
import { formatBytes } from "./format.ts";
import type { Painter } from "./paint.ts";

/** Returns the line of a plan that stands for a rename, with all that goes with it. */
export function renameLine(
  { from, to, entries, bytes, inPlace }: Rename,
  paint: Painter,
): string {
  const others = countEntries(entries - 1);
  const below = entries === 1 ? "" : ` with ${others} in it,`;
  const size = inPlace ? " (in place)" : ` ${formatBytes(bytes)}`;
  const names = `${quote(from)} -> ${quote(to)}`;
  return `  ${paint("rename", "yellow")} ${names}${below}${size}`;
}

/** Returns what is to be known of the renames of a plan: what they are, and what a pass does. */
export function renameNotes(
  renames: readonly Rename[] | undefined,
): readonly string[] {
  if (renames === undefined) {
    return ["Renames: not looked for, there are too many changes"];
  }
  const moved = renames.filter(({ inPlace }) => !inPlace);
  const respelled = renames.length - moved.length;
  const bytes = moved.reduce((sum, rename) => sum + rename.bytes, 0);
  return [
    ...(moved.length === 0 ? [] : [
      `Renames: ${moved.length}, by size and time; a pass copies them anew (${
        formatBytes(bytes)
      }) and removes the old ones, as counted above`,
    ]),
    ...(respelled === 0 ? [] : [
      `Spellings: ${respelled}, changed in place; nothing is copied for them`,
    ]),
  ];
}
