/** Which names of two listings are the same. */
export interface MatchedNames {
  /** For each name of the first its place in the second, or -1 if it is not there. */
  readonly places: Int32Array;
  /** Places of the names that only the second has. */
  readonly extra: readonly number[];
}

/**
 * Finds the names that two listings share, in whatever order they are. No name
 * occurs twice in one listing.
 *
 * Perf: a folder and its copy mostly list their names in the same order, or in
 * the opposite one (tmpfs: the newest first). So both are gone through side by
 * side, and only what that does not find is looked up: 100,000 names in 8 ms
 * instead of 90.
 */
export function matchNames(
  names: readonly string[],
  others: readonly string[],
): MatchedNames {
  const places = new Int32Array(names.length).fill(-1);
  const isTaken = new Uint8Array(others.length);
  for (const step of [1, -1] as const) {
    const found = goAlong(names, { others, step, places, isTaken });
    // In the wrong order one or two may be found by chance.
    if (found * 2 >= names.length) break;
  }
  const extra = indexesOf(0, isTaken);
  if (extra.length === 0) return { places, extra };
  lookUp(names, { others, extra, places, isTaken });
  return { places, extra: indexesOf(0, isTaken) };
}

/**
 * Perf: mostly there are none, or few, and a function for each element is slow
 * until it is compiled. 500 folders of 100 names each were matched in 5 ms
 * instead of 7.
 */
function indexesOf(
  value: number,
  array: Int32Array | Uint8Array,
): readonly number[] {
  const found: number[] = [];
  let at = array.indexOf(value);
  while (at !== -1) {
    found.push(at);
    at = array.indexOf(value, at + 1);
  }
  return found;
}

interface Matching {
  readonly others: readonly string[];
  readonly places: Int32Array;
  readonly isTaken: Uint8Array;
}

/** Matches names that follow each other on both sides, passing over single ones that only one side has. */
function goAlong(
  names: readonly string[],
  { others, step, places, isTaken }: Matching & { readonly step: 1 | -1 },
): number {
  let found = 0;
  let place = step === 1 ? 0 : others.length - 1;
  for (let index = 0; index < names.length; index++) {
    const name = names[index];
    if (others[place] !== name) {
      if (others[place + step] !== name) continue;
      place += step;
    }
    places[index] = place;
    isTaken[place] = 1;
    place += step;
    found++;
  }
  return found;
}

/** Matches what is left. */
function lookUp(
  names: readonly string[],
  { others, extra, places, isTaken }: Matching & {
    /** Places of the others that have not been found. */
    readonly extra: readonly number[];
  },
): void {
  const left = indexesOf(-1, places);
  if (left.length === 0) return;
  const byName = new Map(extra.map((place) => [others[place], place]));
  for (const index of left) {
    const place = byName.get(names[index]);
    if (place === undefined) continue;
    places[index] = place;
    isTaken[place] = 1;
  }
}
