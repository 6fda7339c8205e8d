import type { SurveyCounts } from "./survey.ts";

/** Largest number of removals that one pass may make before it is refused. */
export type DeleteLimit =
  | { readonly kind: "count"; readonly count: number }
  | { readonly kind: "percent"; readonly percent: number };

/** What the user has said about how much a pass may remove. */
export interface SafetyRules {
  /** `undefined`: the default limit, at least 10 entries and more than half. */
  readonly maxDelete: DeleteLimit | undefined;
  readonly allowEmptySource: boolean;
  /** Removals are made at all. */
  readonly removals: boolean;
}

/** Why a plan is not carried out, and how to have it carried out after all. */
export interface Refusal {
  readonly reason: string;
  readonly remedy: string;
}

/** Fewer removals than this are never taken for an accident; FreeFileSync warns from the same number. */
const FEW_REMOVALS = 10;

/** Returns why the plan looks like an accident, or `undefined` where it does not. */
export function checkSafety(
  counts: SurveyCounts,
  rules: SafetyRules,
): Refusal | undefined {
  if (!rules.removals || counts.extra === 0) return undefined;
  const removals = `it would remove ${counts.extra} of the replica's ${
    entries(counts.replica)
  }`;
  if (counts.source === 0 && !rules.allowEmptySource) {
    return {
      reason: `the source is empty: ${removals}`,
      remedy:
        "Check that the source is the right folder and is mounted, or add --allow-empty-source",
    };
  }
  if (isWithinLimit(counts, rules)) return undefined;
  return {
    reason: `${removals}, more than ${describeLimit(rules.maxDelete)}`,
    remedy:
      `Look at what would go with "--dry-run --yes", then add --max-delete ${counts.extra} or --yes`,
  };
}

function isWithinLimit(counts: SurveyCounts, rules: SafetyRules): boolean {
  const limit = rules.maxDelete;
  if (limit === undefined) {
    const allowed = counts.source === 0 && rules.allowEmptySource;
    return allowed || counts.extra < FEW_REMOVALS ||
      counts.extra * 2 <= counts.replica;
  }
  switch (limit.kind) {
    case "count":
      return counts.extra <= limit.count;
    case "percent":
      return counts.extra * 100 <= limit.percent * counts.replica;
  }
}

function describeLimit(limit: DeleteLimit | undefined): string {
  if (limit === undefined) return "half";
  return limit.kind === "count"
    ? `the limit of ${limit.count}`
    : `the limit of ${limit.percent}%`;
}

function entries(count: number): string {
  return count === 1 ? "1 entry" : `${count} entries`;
}
