import type {
  DirectoryEntry,
  EntryFacts,
  FileEntry,
  OtherEntry,
  SymlinkEntry,
} from "../../src/model/entry/entry.ts";

/** Facts that a test does not care about. */
export const FACTS: EntryFacts = {
  mode: 0o644,
  uid: 1000,
  gid: 1000,
  mtimeSeconds: 1_600_000_000,
  mtimeNanos: 123_000_000,
  dev: 1,
  ino: 10,
};

/** Returns a file entry, different where the test says so. */
export function fileEntry(facts: Partial<FileEntry> = {}): FileEntry {
  return { kind: "file", size: 4, links: 1, ...FACTS, ...facts };
}

/** Returns a folder's entry, different where the test says so. */
export function folderEntry(
  facts: Partial<DirectoryEntry> = {},
): DirectoryEntry {
  return { kind: "directory", ...FACTS, mode: 0o755, ...facts };
}

/** Returns a link's entry, different where the test says so. */
export function linkEntry(facts: Partial<SymlinkEntry> = {}): SymlinkEntry {
  return { kind: "symlink", target: "there", ...FACTS, mode: 0o777, ...facts };
}

/** Returns the entry of a FIFO, different where the test says so. */
export function otherEntry(facts: Partial<OtherEntry> = {}): OtherEntry {
  return { kind: "other", what: "FIFO", device: 0, ...FACTS, ...facts };
}
