import { howOften } from "../support/slow.ts";

/** How often, and from which seed, a property is tried. */
export interface PropertyRuns {
  readonly numRuns: number;
  readonly seed?: number;
}

/**
 * Returns how often a property is tried: 150 times, 10,000 in a long run, unless
 * it takes longer than others, or as `LOCKSTEP_PROPERTY_RUNS` says; from a new seed each time, which a failure
 * names, or from `LOCKSTEP_PROPERTY_SEED`.
 */
export function propertyRuns(usual = 150, slow = 10_000): PropertyRuns {
  const [runs, seed] = ["RUNS", "SEED"].map((name) =>
    Deno.env.get(`LOCKSTEP_PROPERTY_${name}`)
  );
  return {
    numRuns: runs === undefined ? howOften({ usual, slow }) : Number(runs),
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  };
}
