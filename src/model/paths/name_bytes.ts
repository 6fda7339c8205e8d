/**
 * Names as strings. Linux names are bytes, most often UTF-8. A byte that is not
 * valid UTF-8 is carried as a half surrogate from U+DC80 to U+DCFF, as Python
 * does (PEP 383), so that every name has one string and every such string one
 * name, and nothing above the disk has to know.
 */

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** A byte that is not valid UTF-8, or half a character that stands alone. */
const HALVES = /\p{Cs}/u;

/** Returns the string for the bytes of a name. */
export function decodeName(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return decodeInParts(bytes);
    throw error;
  }
}

/** Decodes what is valid, character by character, and escapes each byte that is not. */
function decodeInParts(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length;) {
    const length = validLength(bytes, at);
    if (length === 0) text += String.fromCharCode(0xdc00 + (bytes[at++] ?? 0));
    else {
      text += strict.decode(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return text;
}

/** Returns how many bytes the valid character at a place has, 0 if there is none. */
function validLength(bytes: Uint8Array, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    if (isValid(bytes.subarray(at, at + length))) return length;
  }
  return 0;
}

function isValid(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Returns the bytes of a name, or of a path of names. */
export function encodeName(text: string): Uint8Array<ArrayBuffer> {
  if (!HALVES.test(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (character.length === 1 && code >= 0xdc80 && code <= 0xdcff) {
      bytes.push(code - 0xdc00);
    } else bytes.push(...encoder.encode(character));
  }
  return new Uint8Array(bytes);
}

/** Compares two names, or paths of names, by their bytes. */
export function compareNames(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [first, second] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (first === second) continue;
    // Below the surrogates, code units are in the order of their bytes.
    if (first < 0xd800 && second < 0xd800) return first - second;
    return compareBytes(encodeName(a), encodeName(b));
  }
  return a.length - b.length;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
