import type { DoneOutcome } from "../outcome/outcome.ts";
import {
  childPath,
  nameOf,
  parentPath,
  type RelativePath,
} from "../paths/path.ts";

/** What is taken for an entry that got another name or another folder. */
export interface Rename {
  readonly from: RelativePath;
  readonly to: RelativePath;
  /** 1, or all that goes with a folder, itself too. */
  readonly entries: number;
  /** Sizes of its files together. */
  readonly bytes: number;
  /** Only the spelling changes, and the pass renames what is there; all else it makes anew, and removes what was. */
  readonly inPlace: boolean;
}

/** Changes, each told once. */
export interface FoundRenames {
  /** In the order of the names that they had. */
  readonly renames: readonly Rename[];
  /** Those that are part of no rename. */
  readonly rest: readonly DoneOutcome[];
}

/**
 * Finds what only moved among the changes of a plan. A file, or a link, that is
 * removed is taken for one that is made elsewhere if their sizes and times of
 * last change are the same, to the nanosecond, and nothing else that the plan
 * removes or makes has that time. A folder is taken for another if what
 * is in both has the same names, sizes and times, and one of these is such a
 * file. Contents are not compared: it is said for people to read, and no step is
 * chosen by it.
 */
export function findRenames(changes: readonly DoneOutcome[]): FoundRenames {
  const made = new Side(changes.filter(isMade));
  const gone = new Side(changes.filter(({ action }) => action === "removed"));
  const pairs = pairsOf(gone, made);
  const folders = foldersOf(pairs, { gone, made });
  const isTold = new Set(
    [...folders].flatMap(([from, to]) => [
      ...gone.within(from),
      ...made.within(to),
    ]),
  );
  const files = [...pairs].filter(([from]) =>
    !gone.at(from).some((change) => isTold.has(change))
  );
  for (const [from, to] of files) {
    for (const change of [...gone.at(from), ...made.at(to)]) isTold.add(change);
  }
  const respelled = changes.filter(({ was }) => was !== undefined);
  const renames = [
    ...[...folders].map(([from, to]) => renameOf(from, to, gone.within(from))),
    ...files.map(([from, to]) => renameOf(from, to, gone.at(from))),
    ...respelled.map(respelling),
  ];
  return {
    renames: renames.toSorted((a, b) => byText(a.from, b.from)),
    rest: changes.filter((change) =>
      change.was === undefined && !isTold.has(change)
    ),
  };
}

/** Tells whether a change may be part of a rename. */
export function mayBePart(change: DoneOutcome): boolean {
  return isMade(change) || change.action === "removed" ||
    change.was !== undefined;
}

function isMade({ action }: DoneOutcome): boolean {
  return action === "created" || action === "copied";
}

/** What is made, or what is removed, in the order of the paths. */
class Side {
  readonly all: readonly DoneOutcome[];

  constructor(changes: readonly DoneOutcome[]) {
    this.all = changes.toSorted((a, b) => byText(a.path, b.path));
  }

  at(path: RelativePath): readonly DoneOutcome[] {
    const found = this.all[this.#firstFrom(path)];
    return found?.path === path ? [found] : [];
  }

  /** Returns what is below a folder; all of it lies together, between "folder/" and "folder0". */
  below(folder: RelativePath): readonly DoneOutcome[] {
    const [from, to] = [`${folder}/`, `${folder}0`];
    return this.all.slice(this.#firstFrom(from), this.#firstFrom(to));
  }

  within(folder: RelativePath): readonly DoneOutcome[] {
    return [...this.at(folder), ...this.below(folder)];
  }

  #firstFrom(text: string): number {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.all[middle]?.path ?? "") < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Returns what has the same size and time on both sides, and that time alone. */
function pairsOf(gone: Side, made: Side): ReadonlyMap<
  RelativePath,
  RelativePath
> {
  const pairs = new Map<RelativePath, RelativePath>();
  const madeByTime = aloneByTime(made);
  for (const [time, before] of aloneByTime(gone)) {
    const after = madeByTime.get(time);
    if (before === undefined || after === undefined) continue;
    const isMoved = factsOf(before) === factsOf(after) &&
      before.path !== after.path;
    if (isMoved) pairs.set(before.path, after.path);
  }
  return pairs;
}

/** Returns changes by time; `undefined` where several have it: a time that an archive or a camera gives to many says nothing. */
function aloneByTime(
  { all }: Side,
): ReadonlyMap<string, DoneOutcome | undefined> {
  const changes = new Map<string, DoneOutcome | undefined>();
  for (const change of all) {
    const time = timeOf(change);
    if (time === undefined) continue;
    changes.set(time, changes.has(time) ? undefined : change);
  }
  return changes;
}

/** Returns by what it is known again; folders by nothing but what is in them. */
function factsOf(change: DoneOutcome): string | undefined {
  const time = timeOf(change);
  const { freed = "", bytes = freed } = change;
  return time === undefined ? undefined : `${bytes} ${time}`;
}

function timeOf({ modified }: DoneOutcome): string | undefined {
  return modified && `${modified.seconds}.${modified.nanos}`;
}

interface Sides {
  readonly gone: Side;
  readonly made: Side;
}

/** Returns the highest folders that moved with all that is in them. */
function foldersOf(
  pairs: ReadonlyMap<RelativePath, RelativePath>,
  sides: Sides,
): ReadonlyMap<RelativePath, RelativePath> {
  const moved = new Map<RelativePath, RelativePath>();
  const done = new Set<RelativePath>();
  const tried = new Set<string>();
  for (const pair of pairs) {
    if (done.has(pair[0])) continue;
    for (const [from, to] of foldersAbove(pair)) {
      const key = `${from}\0${to}`;
      if (tried.has(key)) continue;
      tried.add(key);
      if (!holdTheSame(from, to, sides)) continue;
      moved.set(from, to);
      for (const { path } of sides.gone.within(from)) done.add(path);
      break;
    }
  }
  return moved;
}

/** Returns the folders that may have taken a file with them, the highest first. */
function foldersAbove(
  [from, to]: readonly [RelativePath, RelativePath],
): readonly (readonly [RelativePath, RelativePath])[] {
  const folders: (readonly [RelativePath, RelativePath])[] = [];
  while (nameOf(from) === nameOf(to)) {
    from = parentPath(from);
    to = parentPath(to);
    if (from === to || from === "" || to === "") break;
    folders.unshift([from, to]);
  }
  return folders;
}

function holdTheSame(
  from: RelativePath,
  to: RelativePath,
  { gone, made }: Sides,
): boolean {
  if (gone.at(from).length + made.at(to).length < 2) return false;
  const [before, after] = [gone.below(from), made.below(to)];
  return before.length === after.length && before.every((change, at) => {
    const other = after[at];
    return other !== undefined &&
      change.path.slice(from.length) === other.path.slice(to.length) &&
      factsOf(change) === factsOf(other);
  });
}

function renameOf(
  from: RelativePath,
  to: RelativePath,
  changes: readonly DoneOutcome[],
): Rename {
  const bytes = changes.reduce((sum, { freed = 0 }) => sum + freed, 0);
  return { from, to, entries: changes.length, bytes, inPlace: false };
}

function respelling({ path, was = "" }: DoneOutcome): Rename {
  const from = childPath(parentPath(path), was);
  return { from, to: path, entries: 1, bytes: 0, inPlace: true };
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
