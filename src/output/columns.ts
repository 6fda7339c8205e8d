/**
 * Characters that take no column of a terminal: combining marks and format
 * characters (Unicode general categories Mn, Me, Cf, as wcwidth(3) has it), but
 * for what turns a sign into a picture, which may make it wide.
 */
const NO_COLUMN = /^(?!\ufe0f)[\p{Mn}\p{Me}\p{Cf}]$/u;

/**
 * Characters that take two: East Asian Wide and Fullwidth (UAX #11) and
 * pictures. In doubt a character counts as wide: a line that is a little short
 * does no harm, one that wraps does.
 */
const TWO_COLUMNS =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation})$/u;

/** Returns how many columns of a terminal a text takes at the most; it has no control characters. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOfOne(character);
  return columns;
}

/** Returns as much of the beginning of a text as fits into so many columns. */
export function cutEnd(text: string, columns: number): string {
  let left = columns;
  let end = 0;
  for (const character of text) {
    left -= columnsOfOne(character);
    if (left < 0) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** Returns as much of the end of a text as fits into so many columns, with dots for what is left out. */
export function cutBeginning(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let left = columns - DOTS.length;
  let begin = text.length;
  for (const character of [...text].reverse()) {
    left -= columnsOfOne(character);
    if (left < 0) break;
    begin -= character.length;
  }
  return cutEnd(DOTS, columns) + text.slice(begin);
}

const DOTS = "...";

function columnsOfOne(character: string): number {
  // Perf: most are ASCII.
  if (character < "\u007f") return 1;
  if (NO_COLUMN.test(character)) return 0;
  return TWO_COLUMNS.test(character) ? 2 : 1;
}
