import { levenshteinDistance } from "@std/text/levenshtein-distance";

/** Tells whether a word is worth a hint that has so many letters wrong, missing or too many. */
type IsNear = (word: string, wrong: number) => boolean;

/**
 * Returns the word that is most like what was written, in any case; `undefined`
 * where none is near. With half of its letters wrong it is another word, unless
 * it is the only one that begins so.
 */
export function nearestWord<Word extends string>(
  written: string,
  words: readonly Word[],
  isNear: IsNear = (word, wrong) =>
    wrong * 2 < Math.max(word.length, written.length) ||
    isOnlyOneBegun(written, word, words),
): Word | undefined {
  const [nearest] = words
    .map((word) => ({ word, wrong: wrongIn(written.toLowerCase(), word) }))
    .filter(({ word, wrong }) => isNear(word, wrong))
    .sort((a, b) => a.wrong - b.wrong);
  return nearest?.word;
}

function isOnlyOneBegun(
  written: string,
  word: string,
  words: readonly string[],
): boolean {
  const begins = (word: string): boolean => word.startsWith(written);
  return written.length > 2 && begins(word) &&
    words.filter(begins).length === 1;
}

/** How many letters are wrong, missing or too many; two neighbours that changed places are one. */
function wrongIn(written: string, word: string): number {
  return areSwapped(written, word) ? 1 : distance(written, word);
}

function areSwapped(written: string, word: string): boolean {
  const at = [...word].findIndex((letter, at) => letter !== written[at]);
  const [first = "", second = ""] = word.slice(at);
  return at >= 0 &&
    written === word.slice(0, at) + second + first + word.slice(at + 2);
}

/** The library comes without types. */
const distance: (a: string, b: string) => number = levenshteinDistance;
