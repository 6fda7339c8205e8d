import type {
  Entry,
  EntryFacts,
  EntryKind,
  FileEntry,
} from "../../model/entry.ts";

/** Returns the entry for what `lstat` or `fstat` told; `target` is asked for only of a link. */
export function toEntry(info: Deno.FileInfo, target: () => string): Entry {
  if (info.isFile) return fileOf(info);
  const facts = factsOf(info);
  if (info.isDirectory) return { kind: "directory", ...facts };
  if (info.isSymlink) return { kind: "symlink", target: target(), ...facts };
  const device = info.isBlockDevice || info.isCharDevice ? info.rdev ?? 0 : 0;
  return { kind: "other", what: whatIs(info), device, ...facts };
}

/** Returns the entry of what is known to be a file. */
export function fileOf(info: Deno.FileInfo): FileEntry {
  const { size, nlink } = info;
  return { kind: "file", size, links: nlink ?? 1, ...factsOf(info) };
}

/** Returns the kind of a name in a listing. */
export function kindOf(entry: Deno.DirEntry): EntryKind {
  if (entry.isFile) return "file";
  if (entry.isDirectory) return "directory";
  return entry.isSymlink ? "symlink" : "other";
}

/** Windows has no modes, owners or inode numbers; they read as 0 there. */
export function factsOf(info: Deno.FileInfo): EntryFacts {
  const milliseconds = info.mtime?.getTime() ?? 0;
  const mtimeSeconds = Math.floor(milliseconds / 1000);
  return {
    mode: (info.mode ?? 0) & 0o7777,
    uid: info.uid ?? 0,
    gid: info.gid ?? 0,
    mtimeSeconds,
    mtimeNanos: (milliseconds - mtimeSeconds * 1000) * 1e6,
    dev: info.dev,
    ino: info.ino ?? 0,
  };
}

function whatIs(info: Deno.FileInfo): string {
  if (info.isFifo) return "FIFO";
  if (info.isSocket) return "socket";
  if (info.isBlockDevice) return "block device";
  return info.isCharDevice ? "character device" : "special file";
}
