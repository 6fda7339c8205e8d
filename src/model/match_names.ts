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
  lookUp(names, { others, places, isTaken });
  const extra: number[] = [];
  isTaken.forEach((taken, place) => {
    if (taken === 0) extra.push(place);
  });
  return { places, extra };
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
  { others, places, isTaken }: Matching,
): void {
  const placesByName = new Map<string, number>();
  others.forEach((name, place) => {
    if (isTaken[place] === 0) placesByName.set(name, place);
  });
  if (placesByName.size === 0) return;
  names.forEach((name, index) => {
    if (places[index] !== -1) return;
    const place = placesByName.get(name);
    if (place === undefined) return;
    places[index] = place;
    isTaken[place] = 1;
  });
}
