import {
  AT_FDCWD,
  DIRENT,
  O_DIRECTORY,
  O_RDONLY,
} from "../src/disk/native/layout.ts";

const DOT = 46;

/** Removes a folder of files by the C library's calls alone: not even their names are read. */
export type RemoveFolder = (path: string) => void;

/** @throws {Error} if a call failed */
export function openRemoveFolder(): RemoveFolder {
  const { symbols: c } = Deno.dlopen("libc.so.6", {
    openat: { parameters: ["i32", "buffer", "i32", "u32"], result: "i32" },
    getdents64: { parameters: ["i32", "buffer", "usize"], result: "i32" },
    unlinkat: { parameters: ["i32", "buffer", "i32"], result: "i32" },
    rmdir: { parameters: ["buffer"], result: "i32" },
    close: { parameters: ["i32"], result: "i32" },
  });
  const listing = new Uint8Array(64 * 1024);
  const lengths = new DataView(listing.buffer);
  const size = BigInt(listing.length);
  const encoder = new TextEncoder();
  return (path) => {
    const name = encoder.encode(`${path}\0`);
    const folder = c.openat(AT_FDCWD, name, O_RDONLY | O_DIRECTORY, 0);
    let length: number;
    while ((length = c.getdents64(folder, listing, size)) > 0) {
      for (
        let at = 0;
        at < length;
        at += lengths.getUint16(at + DIRENT.length, true)
      ) {
        const start = at + DIRENT.name;
        // No file of the benchmark has a name that begins with a dot.
        if (listing[start] === DOT) continue;
        if (c.unlinkat(folder, listing.subarray(start), 0) !== 0) {
          throw new Error(`Cannot remove what is in ${path}`);
        }
      }
    }
    c.close(folder);
    if (c.rmdir(name) !== 0) throw new Error(`Cannot remove ${path}`);
  };
}
