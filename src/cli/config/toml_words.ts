/** Where the library for TOML stopped, and why in its words. */
export interface TomlStop {
  readonly reason: string;
  /** The line in which it stopped. */
  readonly text: string;
  /** The place in the line, from 1. */
  readonly column: number;
}

/**
 * Says what is wrong with a line and what is expected. The library speaks of
 * grammar; who writes such a file for the first time has left out quotes.
 */
export function describeStop(stop: TomlStop): string {
  const key = /^\s*([A-Za-z][\w-]*)\s*[=:]/.exec(stop.text)?.[1];
  const reason = inWords(stop);
  return key === undefined ? reason : `${key}: ${reason}`;
}

const VALUE =
  'expected text in quotes ("10m"), a number, true, false, or a list of such (["a", "b"])';

function inWords({ reason, text, column }: TomlStop): string {
  const isHead = text.trimStart().startsWith("[");
  switch (reason) {
    case "invalid value":
    case "illegal character in numeric literal":
    case "illegal leading zero":
    case "unfinished numeric value":
      return `this is no value: ${VALUE}`;
    case "unfinished string":
      return NO_END;
    case "control characters are not allowed in strings":
      return column > text.trimEnd().length
        ? NO_END
        : "there is a control character in the text: expected none";
    case "unrecognised escape sequence":
      return `a backslash in double quotes begins an escape: expected "\\\\" for each backslash, or single quotes: 'C:\\photos'`;
    case "expected comma or end of structure":
      return 'a list is not closed, or a comma is missing: expected ["a", "b"]';
    case "each key-value declaration must be followed by an end-of-line":
      return isHead
        ? HEAD
        : "there is more than one value: expected one key with its value on each line";
    case "illegal character in key":
    case "unexpected end of key":
      return isHead ? HEAD : 'expected a key, "=" and a value: name = "photos"';
    case "expected end of table array declaration":
      return HEAD;
    case "trying to redefine an already defined table or value":
      return "it is there already: expected it once in a table, and two brackets at each of several tables: [[job]]";
    default:
      return reason;
  }
}

const NO_END =
  "the text has no end: expected the quote of its beginning at its end";

const HEAD = "the brackets do not fit: expected [[job]] or [defaults]";
