/**
 * Names as strings. Linux names are bytes, most often UTF-8. A byte that is not
 * valid UTF-8 is carried as a half surrogate from U+DC80 to U+DCFF, as Python
 * does (PEP 383), so that every name has one string and every such string one
 * name, and nothing above the disk has to know.
 */

/** Longest path that one call takes, with its end (PATH_MAX, include/uapi/linux/limits.h). */
export const PATH_BYTES = 4096;

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

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

const encoder = new TextEncoder();

/**
 * Writes a name, or a path of names, and the zero that ends it into a buffer.
 * Returns the number of its bytes, or -1 if they do not fit.
 */
export function encodeInto(text: string, buffer: Uint8Array): number {
  const last = buffer.length - 1;
  let at = 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) return encodeWide(text, buffer);
    if (at >= last) return -1;
    buffer[at] = code;
  }
  buffer[at] = 0;
  return at;
}

/** The same for text that is not plain ASCII. */
function encodeWide(text: string, buffer: Uint8Array): number {
  let at = 0;
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (character.length === 1 && code >= 0xdc80 && code <= 0xdcff) {
      if (at >= buffer.length - 1) return -1;
      buffer[at++] = code - 0xdc00;
      continue;
    }
    const { read, written } = encoder.encodeInto(
      character,
      buffer.subarray(at, -1),
    );
    if (read === 0) return -1;
    at += written;
  }
  buffer[at] = 0;
  return at;
}
