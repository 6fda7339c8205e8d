import { timeOfPass } from "./trash.ts";

/** How long old versions are kept. What is not given does not limit it. */
export interface KeepRule {
  /** Those of passes younger than this are kept, in milliseconds. */
  readonly ageMs?: number | undefined;
  /** Those of so many passes, the latest that kept something, are kept. */
  readonly passes?: number | undefined;
}

/** A pass of which a trash knows something. */
export interface KnownPass {
  readonly name: string;
  /** It kept old versions; others have only made something. */
  readonly hasVersions: boolean;
}

/**
 * Returns the names of the passes whose versions may go, oldest first: those
 * that no condition keeps. They are always the oldest ones, so that what the
 * replica held at any time after the last of them stays known.
 */
export function passesToThin(
  passes: readonly KnownPass[],
  rule: KeepRule,
  now: number,
): readonly string[] {
  const { ageMs, passes: most = 0 } = rule;
  const gone: string[] = [];
  let newer = 0;
  for (const { name, hasVersions } of passes.toSorted(latestFirst)) {
    const age = now - (timeOfPass(name) ?? now);
    const isOld = ageMs === undefined || age > ageMs;
    if (isOld && newer >= most) gone.unshift(name);
    if (hasVersions) newer++;
  }
  return gone;
}

function latestFirst(a: KnownPass, b: KnownPass): number {
  return a.name < b.name ? 1 : a.name > b.name ? -1 : 0;
}
