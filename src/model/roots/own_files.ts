import { ALL_FOLDED, nameKey } from "../paths/folded_names.ts";
import { isInside, type RelativePath } from "../paths/path.ts";
import { isOwnOutput } from "./own_output.ts";

/** Where something lies in the two trees, if it lies in one: its path below the root. */
export interface PlaceInTrees {
  readonly source: RelativePath | undefined;
  readonly replica: RelativePath | undefined;
  /** Its file system finds it by any case of its name. */
  readonly anyCase?: boolean;
}

/** What lockstep itself writes besides the replica. */
export interface OwnFiles {
  readonly log: PlaceInTrees;
  /** The folder of what is remembered between runs. */
  readonly state: PlaceInTrees;
  /** The file that tells programs of the last pass. */
  readonly summary?: PlaceInTrees | undefined;
}

/** Tells whether a path is left alone on both sides. */
export type LeftAlone = (path: RelativePath) => boolean;

/**
 * Returns what keeps the mirror off lockstep's own files, in
 * whichever tree they lie: `sync_log.txt` and its older parts `sync_log.txt.1`,
 * `sync_log.txt.2` and so on, the state folder, and the summary file under its
 * final and its temporary name. `undefined` where there is nothing to leave
 * alone. Names that clash with others are left out, too.
 */
export function leftAloneOf(
  { log, state, summary }: OwnFiles,
  clashes: readonly RelativePath[] = [],
): LeftAlone | undefined {
  const own = [
    ...testsFor(log, (path, own) => path === own || isOlderPart(path, own)),
    ...testsFor(state, (path, own) => path === own),
    ...testsFor(summary, isOwnOutput),
  ];
  if (own.length + clashes.length === 0) return undefined;
  const left = new Set<RelativePath>(clashes);
  return (path) => left.has(path) || own.some((isOwn) => isOwn(path));
}

/** Returns what tells paths of the trees that are something of lockstep's own. */
function testsFor(
  place: PlaceInTrees | undefined,
  isOwn: (path: RelativePath, own: RelativePath) => boolean,
): readonly LeftAlone[] {
  const paths = [place?.source, place?.replica]
    .filter((path) => path !== undefined);
  if (place?.anyCase !== true) {
    return paths.map((own) => (path) => isOwn(path, own));
  }
  return paths.map(anyCase).map((own) => (path) => isOwn(anyCase(path), own));
}

/** A path in all its spellings. */
function anyCase(path: RelativePath): RelativePath {
  return nameKey(path, ALL_FOLDED) as RelativePath;
}

/** Leaves all alone but one path, what is below it, and what leads to it; `isLeftAlone` in there, too. */
export function allBut(
  path: RelativePath,
  isLeftAlone: LeftAlone | undefined,
): LeftAlone {
  return (other) =>
    (isLeftAlone?.(other) ?? false) ||
    !(other === path || isInside(other, path) || isInside(path, other));
}

function isOlderPart(path: RelativePath, log: RelativePath): boolean {
  return path.startsWith(`${log}.`) &&
    /^[0-9]+$/.test(path.slice(log.length + 1));
}
