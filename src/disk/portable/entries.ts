import type {
  Entry,
  EntryFacts,
  EntryKind,
  FileEntry,
  SymlinkEntry,
} from "../../model/entry/entry.ts";
import { HAS_MODES } from "../has_modes.ts";

/** What is read of a link besides what `lstat` tells. */
export type LinkFacts = Pick<SymlinkEntry, "target" | "toFolder">;

/** Returns the entry for what `lstat` or `fstat` told; `link` is asked for only of a link. */
export function toEntry(info: Deno.FileInfo, link: () => LinkFacts): Entry {
  const kind = kindOf(info);
  if (kind === "file") return fileOf(info);
  const facts = factsOf(info);
  if (kind === "directory") return { kind, ...facts };
  if (kind === "symlink") return { kind, ...link(), ...facts };
  const device = info.isBlockDevice || info.isCharDevice ? info.rdev ?? 0 : 0;
  return { kind, what: whatIs(info), device, ...facts };
}

/** Returns the entry of what is known to be a file. */
export function fileOf(info: Deno.FileInfo): FileEntry {
  const { size, nlink } = info;
  return { kind: "file", size, links: nlink ?? 1, ...factsOf(info) };
}

/** What Deno tells of a kind, in a listing or by `lstat`. */
export type KindFacts = Pick<
  Deno.FileInfo,
  "isFile" | "isDirectory" | "isSymlink"
>;

/**
 * Returns the kind of an entry. On Windows Deno says of all that has a reparse
 * point that it is a link, also of the files and folders that deduplication or a
 * cloud has put away; of these it says as well what they are.
 */
export function kindOf(entry: KindFacts): EntryKind {
  if (entry.isFile) return "file";
  if (entry.isDirectory) return "directory";
  return entry.isSymlink ? "symlink" : "other";
}

/**
 * Windows has no modes and owners; they read as 0 there. What Deno makes up for
 * a mode is the attribute "read-only", which says something else.
 */
export function factsOf(
  info: Deno.FileInfo,
  withMode: boolean = HAS_MODES,
): EntryFacts {
  const milliseconds = info.mtime?.getTime() ?? 0;
  const mtimeSeconds = Math.floor(milliseconds / 1000);
  return {
    mode: withMode ? (info.mode ?? 0) & 0o7777 : 0,
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
