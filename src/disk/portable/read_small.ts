import { nodeBuiltin } from "../node_builtin.ts";
import { ON_WINDOWS } from "../path_text.ts";

/**
 * Reads what is at a path in one call; returns how many bytes came, or -1 where
 * it is known to be something else by now than what was seen there.
 * @throws {Error} as Deno's calls do
 */
export type SmallReader = (
  path: string,
  seen: Deno.FileInfo,
  buffer: Uint8Array<ArrayBuffer>,
) => number;

/**
 * How many files a thread reads before it loads node:fs for the others: that
 * takes 20 to 30 ms, and each file then some 3 us less.
 */
const WORTH_LOADING = 5000;

let reads = 0;
let reader: SmallReader = readIfSame;

/** Reads a small file that was looked at just now; links are not followed. */
export function readSmall(
  path: string,
  seen: Deno.FileInfo,
  buffer: Uint8Array<ArrayBuffer>,
): number {
  if (++reads === WORTH_LOADING && !ON_WINDOWS) reader = readerOfFiles();
  return reader(path, seen, buffer);
}

/** Looks at what it opened, as Deno's call follows links. */
export function readIfSame(
  path: string,
  seen: Deno.FileInfo,
  buffer: Uint8Array<ArrayBuffer>,
): number {
  using file = Deno.openSync(path);
  const { isFile, dev, ino } = file.statSync();
  if (!isFile || dev !== seen.dev || ino !== seen.ino) return -1;
  return file.readSync(buffer) ?? 0;
}

/**
 * Returns a reader that opens no link and waits for nobody at a FIFO, for
 * systems that have such flags.
 *
 * Perf: node:fs passes them on, which Deno.openSync does not. What was opened
 * need not be looked at then: if another file has taken the name since it was
 * looked at, its contents are compared, and its time shows in the next pass.
 * 3.2 us less for each file (open, read and close: 4.9 us; the system alone
 * takes 4.5) is a quarter of the CPU time of --checksum on small files.
 */
export function readerOfFiles(): SmallReader {
  const { closeSync, constants, openSync, readSync } = nodeBuiltin("node:fs");
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW |
    constants.O_NONBLOCK;
  return (path, _seen, buffer) => {
    const file = openSync(path, flags);
    try {
      return readSync(file, buffer, 0, buffer.length, null);
    } finally {
      closeSync(file);
    }
  };
}
