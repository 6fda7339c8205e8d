import type { DirectoryEntry, Entry } from "../../model/entry.ts";
import { DiskError } from "../disk.ts";
import { toEntry } from "./entries.ts";
import { type Attempt, toDiskError } from "./errors.ts";

/** Looks whether a path is a folder and no link. */
export function enterFolder(path: string, attempt: Attempt): DirectoryEntry {
  let entry: Entry;
  try {
    entry = toEntry(Deno.lstatSync(path), () => "");
  } catch (error) {
    throw toDiskError(error, attempt);
  }
  if (entry.kind === "directory") return entry;
  const code = entry.kind === "symlink" ? "ELOOP" : "ENOTDIR";
  const reason = entry.kind === "symlink"
    ? "there is a symbolic link where a folder is expected"
    : "it is not a folder";
  throw new DiskError(reason, { ...attempt, code });
}

/** How long a folder that was looked at is taken to be one still, in milliseconds. */
const TRAIL_MS = 20;

/**
 * The folders on the way to the one that was opened last.
 *
 * Perf: folders are worked through in the order of the tree, so that most of
 * the way to the next one was looked at a moment ago. Without it a folder six
 * levels down costs six calls of 2.7 us on either side.
 */
export class Trail {
  readonly #folders = new Set<string>();
  #since = 0;

  has(path: string): boolean {
    if (performance.now() - this.#since > TRAIL_MS) this.#folders.clear();
    return this.#folders.has(path);
  }

  add(path: string): void {
    if (this.#folders.size === 0) this.#since = performance.now();
    this.#folders.add(path);
  }
}
