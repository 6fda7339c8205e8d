import { closestString } from "@std/text/closest-string";

/** Returns the word that is most like what was written; `undefined` if there are none. */
export function nearestWord(
  written: string,
  words: readonly string[],
): string | undefined {
  if (words.length === 0) return undefined;
  const nearest: unknown = closestString(written, words);
  return typeof nearest === "string" ? nearest : undefined;
}
