import { childPath, type RelativePath } from "../model/paths/path.ts";
import type { DigestName } from "../model/settings.ts";
import type { Pool } from "../workers/threads/pool.ts";
import type {
  DigestedFile,
  FolderFiles,
  TreeRoot,
} from "../workers/tree/tree_job.ts";
import { expectReply } from "./drain.ts";
import { type Walk, walk, type WalkedEntry } from "./walk.ts";

/** Which files are read, and where their digests go. */
export interface DigestTree extends Walk {
  /** Returns what a file is to be read for, if it is. It is asked about every entry, in order. */
  readonly wants: (
    path: RelativePath,
    entry: WalkedEntry,
  ) => DigestName | undefined;
  /** Takes the files that were read, in order; the next are not waited for before it is done. */
  readonly take: (files: readonly DigestedFile[]) => void | Promise<void>;
}

/** Files in one job: a message costs some 60 us, as does opening and reading two small ones. */
const FILES_AT_ONCE = 64;

/** Jobs under way for each thread, so that none waits while the walk lists or the output writes. */
const JOBS_AHEAD = 4;

/**
 * Reads files of a tree on all threads and hands on their digests in the order
 * of the bytes of their paths.
 * @throws {RootGone} if the root has gone
 */
export async function digestTree(options: DigestTree): Promise<void> {
  const { pool, wants, isStopped } = options;
  const line = new Line(options);
  let batch = new Batch("sha256");
  const hand = async (digest: DigestName): Promise<void> => {
    if (batch.size > 0) line.add(batch);
    batch = new Batch(digest);
    if (line.length >= pool.threads * JOBS_AHEAD) await line.takeFirst();
  };
  for await (const { folder, entries } of walk(options)) {
    for (const entry of entries) {
      const digest = wants(childPath(folder, entry.name), entry);
      if (digest === undefined) continue;
      if (batch.digest !== digest || batch.size >= FILES_AT_ONCE) {
        await hand(digest);
      }
      batch.add(folder, entry.name);
    }
  }
  if (!isStopped()) await hand(batch.digest);
  while (line.length > 0) await line.takeFirst();
}

/** Files gathered for one job. */
class Batch {
  readonly digest: DigestName;
  readonly files: { folder: RelativePath; names: string[] }[] = [];
  size = 0;

  constructor(digest: DigestName) {
    this.digest = digest;
  }

  add(folder: RelativePath, name: string): void {
    const last = this.files.at(-1);
    if (last?.folder === folder) last.names.push(name);
    else this.files.push({ folder, names: [name] });
    this.size++;
  }
}

/** Jobs under way, whose replies are taken in the order in which they were added. */
class Line {
  readonly #options: DigestTree;
  readonly #under: Promise<Settled>[] = [];

  constructor(options: DigestTree) {
    this.#options = options;
  }

  get length(): number {
    return this.#under.length;
  }

  add({ files, digest }: Batch): void {
    // What fails is thrown when its turn comes, and not before somebody listens.
    this.#under.push(
      digestAll(files, { ...this.#options, digest }).then(
        (files) => ({ files }),
        (error) => ({ error }),
      ),
    );
  }

  async takeFirst(): Promise<void> {
    const settled = await this.#under.shift();
    if (settled === undefined) return;
    if ("error" in settled) {
      await Promise.all(this.#under);
      throw settled.error;
    }
    await this.#options.take(settled.files);
  }
}

type Settled =
  | { readonly files: readonly DigestedFile[] }
  | { readonly error: unknown };

/** By which digest files of a tree are read, and by whom. */
export interface Digesting {
  readonly pool: Pool;
  readonly root: TreeRoot;
  readonly digest: DigestName;
  readonly isStopped: () => boolean;
}

/**
 * Has files read; what turns out to be too much for one job is shared out file
 * by file.
 * @throws {RootGone} if the root has gone
 */
export async function digestAll(
  files: readonly FolderFiles[],
  options: Digesting,
): Promise<readonly DigestedFile[]> {
  const { pool, root, digest, isStopped } = options;
  const answer = await pool.run({ kind: "digest", root, digest, files });
  const reply = expectReply(answer, "digested");
  if (reply.rest.length === 0 || isStopped()) return reply.files;
  const singles = reply.rest.flatMap(({ folder, names }) =>
    names.map((name) => digestAll([{ folder, names: [name] }], options))
  );
  return [...reply.files, ...(await Promise.all(singles)).flat()];
}
