/** Longest path that one call takes, with its end (PATH_MAX, include/uapi/linux/limits.h). */
export const PATH_BYTES = 4096;

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
