import {
  type DirectoryEntry,
  type Entry,
  type Identity,
  isSameEntry,
} from "../../model/entry/entry.ts";
import { type Attempt, DiskError, type Side } from "../disk.ts";
import { SEPARATOR } from "../path_text.ts";
import { toEntry } from "./entries.ts";
import { toDiskError } from "./errors.ts";

/** Where a link leads is of no matter where a folder is expected. */
const UNREAD = { target: "" };

/** Looks whether a path is a folder and no link. */
export function enterFolder(path: string, attempt: Attempt): DirectoryEntry {
  let entry: Entry;
  try {
    entry = toEntry(Deno.lstatSync(path), () => UNREAD);
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

/**
 * Looks whether the root of a tree is still the folder that it was.
 * @throws {DiskError} if another is there by now, as far as the system can tell
 */
export function enterRoot(
  path: string,
  identity: Identity | undefined,
  attempt: Attempt,
): DirectoryEntry {
  const own = enterFolder(path, attempt);
  if (
    identity === undefined || own.ino === 0 || isSameEntry(own, identity)
  ) return own;
  const reason = "another folder is there now";
  throw new DiskError(reason, { ...attempt, code: "ESTALE" });
}

/** Returns why the system would not take a name for itself, `undefined` for any that it does. */
export type NameProblem = (name: string) => string | undefined;

/** How long a folder that was looked at is taken to be one still, in milliseconds. */
export const TRAIL_MS = 2;

/** Where a tree begins, and which folder was found there. */
export interface TrailStart {
  readonly root: string;
  readonly identity: Identity;
  /** What the system would take for something else than it is. */
  readonly problemOf?: NameProblem | undefined;
}

/**
 * The ways from the root of a tree to its folders, as far as they were looked
 * at a moment ago. For want of calls that work from an open folder this is what
 * notices a link that somebody has put in the place of a folder.
 *
 * Perf: folders are worked through in the order of the tree, so that most of
 * the way to the next one was looked at a moment ago. Without it a folder six
 * levels down costs six calls of 2.7 us on either side.
 */
export class Trail {
  readonly problemOf: NameProblem | undefined;
  readonly #start: TrailStart;
  readonly #folders = new Set<string>();
  #since = 0;

  constructor(start: TrailStart) {
    this.#start = start;
    this.problemOf = start.problemOf;
  }

  /**
   * Makes sure that the system takes each name of a path for itself.
   * @throws {DiskError} if it does not
   */
  refuseNames(path: string, side: Side): void {
    const { problemOf } = this;
    if (problemOf === undefined || path === "") return;
    const problem = path.split("/").map(problemOf).find((it) => it);
    if (problem === undefined) return;
    throw new DiskError(problem, {
      doing: "use its name",
      side,
      code: "EINVAL",
    });
  }

  /**
   * Makes sure that on the way from the root to a folder there are only
   * folders, the last one included.
   * @throws {DiskError} if there is anything else by now, or another root
   */
  walk(path: string, attempt: Attempt): void {
    if (performance.now() - this.#since > TRAIL_MS) this.forget();
    if (this.#folders.has(path)) return;
    const { root, identity } = this.#start;
    if (!this.#folders.has(root)) enterRoot(root, identity, attempt);
    this.add(root);
    for (
      let end = path.indexOf(SEPARATOR, root.length + 1);
      path.length > root.length;
      end = path.indexOf(SEPARATOR, end + 1)
    ) {
      const folder = end < 0 ? path : path.slice(0, end);
      if (!this.#folders.has(folder)) enterFolder(folder, attempt);
      this.add(folder);
      if (end < 0) break;
    }
  }

  /** Adds a folder that was looked at just now, after the way to it. */
  add(path: string): void {
    if (this.#folders.size === 0) this.#since = performance.now();
    this.#folders.add(path);
  }

  /** Forgets all that was seen, because time has passed. */
  forget(): void {
    this.#folders.clear();
  }
}
