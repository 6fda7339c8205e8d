import { someBytes } from "./files.ts";
import { DEFAULT_TIME } from "./tree.ts";

/** Where something is in a file: from which byte on, and how many. */
export type Part = readonly [begin: number, length: number];

/** Makes a file that holds something in these parts, and takes up room for nothing else. */
export function putHoles(
  path: string,
  size: number,
  parts: readonly Part[],
): void {
  {
    using file = Deno.openSync(path, { createNew: true, write: true });
    file.truncateSync(size);
    for (const [begin, length] of parts) {
      file.seekSync(begin, Deno.SeekMode.Start);
      const bytes = someBytes(length);
      for (let done = 0; done < length;) {
        done += file.writeSync(bytes.subarray(done));
      }
    }
    // Only then it is certain how much room it takes.
    file.syncDataSync();
  }
  Deno.utimeSync(path, new Date(DEFAULT_TIME), new Date(DEFAULT_TIME));
}

/** Returns the blocks of 512 bytes that a file takes up. */
export function roomOf(path: string): number {
  {
    using file = Deno.openSync(path);
    file.syncDataSync();
  }
  return Deno.lstatSync(path).blocks ?? 0;
}

/** Returns the size of a file, and a sum of what is in these parts and around them. */
export function readParts(path: string, parts: readonly Part[]): string {
  using file = Deno.openSync(path);
  const { size } = file.statSync();
  const sums = parts.map(([begin, length]) => {
    const from = Math.max(0, begin - 1000);
    file.seekSync(from, Deno.SeekMode.Start);
    const bytes = new Uint8Array(begin - from + length + 1000);
    let read = 0;
    for (;;) {
      const more = file.readSync(bytes.subarray(read));
      if (more === null || more === 0) break;
      read += more;
    }
    return bytes.reduce((sum, byte) => (sum * 31 + byte) >>> 0, read);
  });
  return [size, ...sums].join(" ");
}
