/**
 * What must not reach a terminal or a log line as it is: control characters
 * (C0, DEL, C1), line separators, marks that turn the direction of the text
 * (Unicode Bidirectional Algorithm, UAX #9), and half surrogates.
 */
const DISTURBING =
  "\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\p{Cs}";

const ANY_DISTURBING = new RegExp(`[${DISTURBING}]`, "u");
const EACH_DISTURBING = new RegExp(`[${DISTURBING}]`, "gu");
const ANY_UNSAFE = new RegExp(`["\\\\${DISTURBING}]`, "u");
const EACH_UNSAFE = new RegExp(`["\\\\${DISTURBING}]`, "gu");

/** Returns `text` in double quotes, with all that could disturb a line escaped: `"a\nb"`. */
export function quote(text: string): string {
  return ANY_UNSAFE.test(text)
    ? `"${text.replace(EACH_UNSAFE, escapeCharacter)}"`
    : `"${text}"`;
}

/** Returns a path below the roots in double quotes; the root itself is `"."`. */
export function quotePath(path: string): string {
  return quote(path === "" ? "." : path);
}

/** Returns `text` with all that could disturb a line escaped, but quotes and backslashes as they are. */
export function escapeControls(text: string): string {
  return ANY_DISTURBING.test(text)
    ? text.replace(EACH_DISTURBING, escapeCharacter)
    : text;
}

function escapeCharacter(character: string): string {
  switch (character) {
    case '"':
    case "\\":
      return `\\${character}`;
    case "\n":
      return "\\n";
    case "\r":
      return "\\r";
    case "\t":
      return "\\t";
    default:
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  }
}
