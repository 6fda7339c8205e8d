import type { EntryKind } from "../model/entry/entry.ts";
import type { Outcome } from "../model/outcome/outcome.ts";
import { compareNames } from "../model/paths/name_bytes.ts";
import { childPath, type RelativePath } from "../model/paths/path.ts";
import type { LeftAlone } from "../model/roots/own_files.ts";
import type { Pool } from "../workers/threads/pool.ts";
import type { ListedFolder, TreeRoot } from "../workers/tree/tree_job.ts";
import { expectReply } from "./drain.ts";

/** What is gone through, and who is told. */
export interface Walk {
  readonly pool: Pool;
  readonly root: TreeRoot;
  /** Where to begin; it is not among what is found. */
  readonly folder: RelativePath;
  /** Paths that are left out. */
  readonly isLeftAlone: LeftAlone | undefined;
  /** What the pass leaves out is left out, too. */
  readonly filtered?: boolean;
  /** Hears of what cannot be listed. */
  readonly tell: (outcomes: readonly Outcome[]) => void;
  readonly isStopped: () => boolean;
}

/** Entries of one folder that follow each other. */
export interface Walked {
  readonly folder: RelativePath;
  readonly entries: readonly WalkedEntry[];
}

export interface WalkedEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

/** Folders that are listed by one job, ahead of their turn. */
const LISTED_AT_ONCE = 16;

/**
 * Goes through all that is below a folder: files in the order of the bytes of
 * their paths, folders right before what is in them. Memory grows with the
 * folders on the way down, not with the tree.
 */
export async function* walk(options: Walk): AsyncGenerator<Walked> {
  const [top] = await list([options.folder], options);
  if (top !== undefined) yield* walkFolder(top, options);
}

async function* walkFolder(
  { folder, names, kinds, outcomes }: ListedFolder,
  options: Walk,
): AsyncGenerator<Walked> {
  if (outcomes.length > 0) options.tell(outcomes);
  const entries = names
    .map((name, index): WalkedEntry => ({
      name,
      kind: kinds[index] ?? "other",
    }))
    .filter(({ name }) => !options.isLeftAlone?.(childPath(folder, name)))
    .sort((a, b) => compareNames(sortKey(a), sortKey(b)));
  const folders = entries.filter(({ kind }) => kind === "directory")
    .map(({ name }) => childPath(folder, name));
  const lister = new Lister(folders, options);
  let run: WalkedEntry[] = [];
  for (const entry of entries) {
    if (options.isStopped()) return;
    run.push(entry);
    if (entry.kind !== "directory") continue;
    yield { folder, entries: run };
    run = [];
    const below = await lister.next();
    if (below !== undefined) yield* walkFolder(below, options);
  }
  if (run.length > 0) yield { folder, entries: run };
}

/** What is in a folder has a slash after the folder's name. */
function sortKey({ name, kind }: WalkedEntry): string {
  return kind === "directory" ? `${name}/` : name;
}

/** Lists folders one after another, some of them ahead. */
class Lister {
  readonly #folders: readonly RelativePath[];
  readonly #options: Walk;
  #asked = 0;
  #ready: ListedFolder[] = [];

  constructor(folders: readonly RelativePath[], options: Walk) {
    this.#folders = folders;
    this.#options = options;
  }

  async next(): Promise<ListedFolder | undefined> {
    if (this.#ready.length === 0) {
      const end = this.#asked + LISTED_AT_ONCE;
      const folders = this.#folders.slice(this.#asked, end);
      this.#asked = end;
      this.#ready = [...await list(folders, this.#options)];
    }
    return this.#ready.shift();
  }
}

async function list(
  folders: readonly RelativePath[],
  { pool, root, filtered = false }: Walk,
): Promise<readonly ListedFolder[]> {
  const reply = await pool.run({ kind: "list", root, folders, filtered });
  return expectReply(reply, "listed").folders;
}
