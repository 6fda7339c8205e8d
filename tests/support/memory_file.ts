import type { ReadableFile } from "../../src/disk/open_file.ts";
import { fileEntry } from "./entries.ts";

/** A file in memory, read in pieces as small as a test wants. */
export function memoryFile(
  bytes: Uint8Array,
  mostAtOnce = Infinity,
): ReadableFile & { readonly position: () => number } {
  const opened = fileEntry({ size: bytes.length });
  let at = 0;
  return {
    opened,
    stat: () => opened,
    position: () => at,
    read: (buffer) => {
      const length = Math.min(buffer.length, mostAtOnce, bytes.length - at);
      buffer.set(bytes.subarray(at, at + length));
      at += length;
      return length;
    },
    [Symbol.dispose]: () => {},
  };
}
