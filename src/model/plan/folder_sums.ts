import type { Action } from "../outcome/outcome.ts";
import { compareNames } from "../paths/name_bytes.ts";
import { depthOf, parentPath, type RelativePath } from "../paths/path.ts";

/** What a plan tells of a path. */
export type Deed = Action | "renamed";

/** What is done in a folder. */
export type DeedSums = Readonly<
  Record<Deed, { readonly paths: number; readonly bytes: number }>
>;

/** What is done in a folder, or in it and in folders below it. */
export interface FolderSum {
  readonly folder: RelativePath;
  /** Folders below it are counted with it. */
  readonly isWithBelow: boolean;
  readonly sums: DeedSums;
}

/** Folders that are told apart while there is no knowing how many there will be. */
const MOST_FOLDERS = 4096;

/**
 * Adds up what is done in each folder. Where the folders are too many, the
 * deeper ones are counted with those above them, so that memory stays small.
 */
export class FolderSums {
  #folders = new Map<RelativePath, Sums>();
  #withBelow = new Set<RelativePath>();
  /** Names in the path of a folder that is told apart; deeper ones are counted with it. */
  #depth = Infinity;

  add(
    path: RelativePath,
    { action, bytes = 0 }: {
      readonly action: Deed;
      readonly bytes?: number | undefined;
    },
  ): void {
    const sum = this.#sumsFor(parentPath(path))[action];
    sum.paths++;
    sum.bytes += bytes;
    if (this.#folders.size > MOST_FOLDERS) this.#reduce(MOST_FOLDERS / 2);
  }

  /** Returns the sums in the order of the paths, as few as asked for unless the root itself has more folders. */
  sorted(most: number): readonly FolderSum[] {
    this.#reduce(most);
    return [...this.#folders]
      .toSorted(([a], [b]) => compareNames(a, b))
      .map(([folder, sums]) => {
        const isWithBelow = this.#withBelow.has(folder);
        return { folder, isWithBelow, sums };
      });
  }

  #reduce(most: number): void {
    if (this.#folders.size <= most || this.#depth === 1) return;
    const deepest = Math.max(...[...this.#folders.keys()].map(depthOf));
    const first = Math.max(1, Math.min(this.#depth, deepest) - 1);
    for (let to = first; to >= 1; to--) {
      this.#depth = to;
      const before = this.#folders;
      this.#folders = new Map();
      for (const [folder, sums] of before) {
        addSums(this.#sumsFor(folder), sums);
      }
      if (this.#folders.size <= most) return;
    }
  }

  /** Returns the sums that a folder belongs to. */
  #sumsFor(exactly: RelativePath): Sums {
    const folder = cut(exactly, this.#depth);
    if (folder !== exactly) this.#withBelow.add(folder);
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const sums = noSums();
    this.#folders.set(folder, sums);
    return sums;
  }
}

type Sums = Record<Deed, { paths: number; bytes: number }>;

function noSums(): Sums {
  const none = (): Sums[Action] => ({ paths: 0, bytes: 0 });
  return {
    created: none(),
    copied: none(),
    updated: none(),
    metadata: none(),
    removed: none(),
    unchanged: none(),
    renamed: none(),
  };
}

function addSums(to: Sums, more: Sums): void {
  for (const action of Object.keys(more) as Deed[]) {
    to[action].paths += more[action].paths;
    to[action].bytes += more[action].bytes;
  }
}

/** Returns the folder itself, or the one above it that is not too deep. */
function cut(folder: RelativePath, most: number): RelativePath {
  if (depthOf(folder) <= most) return folder;
  return folder.split("/").slice(0, most).join("/") as RelativePath;
}
