import { counted, countEntries } from "../outcome/counted.ts";
import type { Plan } from "../plan/plan.ts";
import { countRewritten } from "../plan/rewrites.ts";
import type { FolderDifferences, SurveyCounts } from "../plan/survey.ts";
import type { PairMemory } from "./memory.ts";
import type { Refusal } from "./refusal.ts";
import { checkSwapped } from "./swapped.ts";

/** Largest number of entries that one pass may remove or rewrite before it is refused. */
export type Limit =
  | { readonly kind: "count"; readonly count: number }
  | { readonly kind: "percent"; readonly percent: number };

/** What the user has said about how much a pass may do. */
export interface SafetyRules {
  /** `undefined`: the default limit, at least 10 entries and more than half. */
  readonly maxDelete: Limit | undefined;
  /** How many files of the replica may be rewritten; `undefined`: all of them. */
  readonly maxChange: Limit | undefined;
  readonly allowEmptySource: boolean;
  /** Roots that are not those of the last pass are taken all the same. */
  readonly acceptNewRoot: boolean;
  /** A replica that others have touched is refused. */
  readonly failOnDrift: boolean;
  /** What decayed in the source is copied over what the replica has, in the first pass of a run. */
  readonly acceptDecay: boolean;
  /** Folders that look swapped are refused. */
  readonly refuseSwapped: boolean;
  /** Removals are made at all. */
  readonly removals: boolean;
}

/** Any plan may be carried out. */
export const NO_LIMITS: SafetyRules = {
  maxDelete: { kind: "percent", percent: 100 },
  maxChange: undefined,
  allowEmptySource: true,
  acceptNewRoot: false,
  failOnDrift: false,
  acceptDecay: false,
  refuseSwapped: false,
  removals: true,
};

/** What a plan is judged by. */
export interface SafetyFacts {
  readonly counts: SurveyCounts;
  readonly found: readonly FolderDifferences[];
  readonly plan: Pick<Plan, "write" | "hardLinks">;
  /** What is remembered of the last pass; `undefined` where nothing is, or where it does not count. */
  readonly memory: PairMemory | undefined;
  /** The source had entries, and may have none now: the user has said so. @default {false} */
  readonly mayBeEmptied?: boolean | undefined;
  /** Paths of the replica that others have touched. */
  readonly drifted: number;
}

/** Fewer removals than this are never taken for an accident; FreeFileSync warns from the same number. */
const FEW_REMOVALS = 10;

/** Returns why a plan looks like an accident: each reason by itself, none where it does not. */
export function checkSafety(
  facts: SafetyFacts,
  rules: SafetyRules,
): readonly Refusal[] {
  return [
    rules.refuseSwapped ? checkSwapped(facts) : undefined,
    checkRemovals(facts, rules),
    checkEmptied(facts),
    checkChanges(facts, rules),
    checkDrift(facts, rules),
  ].filter((refusal) => refusal !== undefined);
}

function checkRemovals(
  { counts, memory, mayBeEmptied = false }: SafetyFacts,
  rules: SafetyRules,
): Refusal | undefined {
  if (!rules.removals || counts.extra === 0) return undefined;
  const removals = `it would remove ${counts.extra} of the replica's ${
    countEntries(counts.replica)
  }`;
  const mayBeEmpty = rules.allowEmptySource || mayBeEmptied;
  if (counts.source === 0 && !mayBeEmpty) {
    return refuseEmptySource(removals, memory);
  }
  if (isWithinDeleteLimit(counts, { ...rules, mayBeEmpty })) return undefined;
  return {
    reason: `${removals}, more than ${describeLimit(rules.maxDelete)}`,
    remedy:
      `If what --dry-run shows is meant, add --max-delete ${counts.extra} or --yes`,
  };
}

/**
 * A source that had something in it the last time may be the place where its
 * disk belongs: that is a question of where, which `--yes` does not answer.
 */
function refuseEmptySource(
  removals: string,
  memory: PairMemory | undefined,
): Refusal {
  const before = describeBefore("source", memory);
  const reason = `the source is empty${before}: ${removals}`;
  const check = "Check that the source is the right folder and is mounted";
  return before === ""
    ? { reason, remedy: `${check}, or add --allow-empty-source` }
    : {
      about: "roots",
      reason,
      remedy:
        `${check}; if it is meant to be empty, add --accept-new-root once, or --allow-empty-source if it may be so at any time`,
    };
}

/** A replica that has lost all that was in it may be the place where its disk belongs. */
function checkEmptied(
  { counts, memory }: SafetyFacts,
): Refusal | undefined {
  const had = memory?.replica.entries ?? 0;
  if (had === 0 || counts.source === 0) return undefined;
  if (counts.replica + counts.shielded > 0) return undefined;
  return {
    about: "roots",
    reason: `the replica is empty${describeBefore("replica", memory)}`,
    remedy:
      "Check that its disk is mounted; if it is to be filled anew, add --accept-new-root once",
  };
}

function checkChanges(
  { counts: { files }, plan }: SafetyFacts,
  { maxChange }: SafetyRules,
): Refusal | undefined {
  if (maxChange === undefined) return undefined;
  const rewritten = countRewritten(plan);
  if (isWithin(maxChange, rewritten, files)) return undefined;
  return {
    reason: `it would rewrite ${rewritten} of the replica's ${
      counted(files, "file")
    }, more than ${describeLimit(maxChange)}`,
    remedy:
      `If what --dry-run shows is meant, add --max-change ${rewritten} or --yes`,
  };
}

function checkDrift(
  { drifted }: SafetyFacts,
  { failOnDrift }: SafetyRules,
): Refusal | undefined {
  if (!failOnDrift || drifted === 0) return undefined;
  return {
    about: "roots",
    reason: `somebody else has changed the replica, at ${
      counted(drifted, "path")
    }`,
    remedy:
      "Look at the lines above; without --fail-on-drift the replica is made equal again",
  };
}

function describeBefore(
  side: "source" | "replica",
  memory: PairMemory | undefined,
): string {
  const had = memory?.[side].entries ?? 0;
  if (memory === undefined || had === 0) return "";
  return `, but had ${
    countEntries(had)
  } at the end of the last pass, ${memory.ended}`;
}

function isWithinDeleteLimit(
  counts: SurveyCounts,
  rules: Pick<SafetyRules, "maxDelete"> & { readonly mayBeEmpty: boolean },
): boolean {
  if (rules.maxDelete === undefined) {
    const allowed = counts.source === 0 && rules.mayBeEmpty;
    return allowed || counts.extra < FEW_REMOVALS ||
      counts.extra * 2 <= counts.replica;
  }
  return isWithin(rules.maxDelete, counts.extra, counts.replica);
}

function isWithin(limit: Limit, count: number, all: number): boolean {
  switch (limit.kind) {
    case "count":
      return count <= limit.count;
    case "percent":
      return count * 100 <= limit.percent * all;
  }
}

function describeLimit(limit: Limit | undefined): string {
  if (limit === undefined) return "half";
  return limit.kind === "count"
    ? `the limit of ${limit.count}`
    : `the limit of ${limit.percent}%`;
}
