import fc from "fast-check";
import {
  NO_COUNTS,
  type SurveyCounts,
} from "../../../src/model/plan/survey.ts";
import type { Refusal } from "../../../src/model/safety/refusal.ts";
import {
  checkSafety,
  type Limit,
  type SafetyRules,
} from "../../../src/model/safety/safety.ts";
import { propertyRuns } from "../../property/runs.ts";
import { assert, assertEquals, assertMatch } from "../../support/assert.ts";
import { RULES } from "../../support/safety_rules.ts";

const count = (count: number): Limit => ({ kind: "count", count });
const percent = (percent: number): Limit => ({
  kind: "percent",
  percent,
});

interface Case {
  /** Entries of the replica, and how many of them only it has. */
  readonly of: number;
  readonly extra: number;
  /** @default {1} */
  readonly source?: number;
  readonly rules?: Partial<SafetyRules>;
}

const ALLOWED: Readonly<Record<string, Case>> = {
  "no removals": { of: 0, extra: 0 },
  "9 removals of 9": { of: 9, extra: 9 },
  "10 removals of 20, exactly half": { of: 20, extra: 10 },
  "an empty source and an empty replica": { of: 0, extra: 0, source: 0 },
  "everything if nothing is removed": {
    of: 100,
    extra: 100,
    source: 0,
    rules: { removals: false },
  },
  "an empty source if that is allowed": {
    of: 100,
    extra: 100,
    source: 0,
    rules: { allowEmptySource: true },
  },
  "as many removals as the limit": {
    of: 3,
    extra: 3,
    rules: { maxDelete: count(3) },
  },
  "a share as large as the limit": {
    of: 8,
    extra: 1,
    rules: { maxDelete: percent(12.5) },
  },
  "everything with a limit of 100%": {
    of: 100,
    extra: 100,
    rules: { maxDelete: percent(100) },
  },
};

for (const [name, facts] of Object.entries(ALLOWED)) {
  Deno.test(`checkSafety() allows ${name}`, () => {
    assertEquals(check(facts), undefined);
  });
}

const REFUSED: Readonly<Record<string, [Case, RegExp]>> = {
  "10 removals of 19, more than half": [
    { of: 19, extra: 10 },
    /^it would remove 10 of the replica's 19 entries, more than half$/,
  ],
  "an empty source, even for a single removal": [
    { of: 1, extra: 1, source: 0 },
    /^the source is empty: it would remove 1 of the replica's 1 entry$/,
  ],
  "an empty source, though any share may be removed": [
    { of: 1, extra: 1, source: 0, rules: { maxDelete: percent(100) } },
    /^the source is empty/,
  ],
  "one removal more than the limit": [
    { of: 100, extra: 4, rules: { maxDelete: count(3) } },
    /more than the limit of 3$/,
  ],
  "any removal with a limit of 0": [
    { of: 100, extra: 1, rules: { maxDelete: count(0) } },
    /more than the limit of 0$/,
  ],
  "a larger share than the limit": [
    { of: 1000, extra: 126, rules: { maxDelete: percent(12.5) } },
    /more than the limit of 12.5%$/,
  ],
  "more than the limit of a source that may be empty": [
    {
      of: 4,
      extra: 4,
      source: 0,
      rules: { maxDelete: count(3), allowEmptySource: true },
    },
    /more than the limit of 3$/,
  ],
};

for (const [name, [facts, reason]] of Object.entries(REFUSED)) {
  Deno.test(`checkSafety() refuses ${name}`, () => {
    assertMatch(check(facts)?.reason ?? "nothing", reason);
  });
}

Deno.test("checkSafety() names a limit that would allow the plan", () => {
  const counts = { ...NO_COUNTS, source: 1, replica: 30, extra: 20 };
  const refusal = judge(counts, RULES);
  const named = /--max-delete (\d+)/.exec(refusal?.remedy ?? "")?.[1];
  assertEquals(named, "20");
  assertEquals(
    judge(counts, { ...RULES, maxDelete: count(Number(named)) }),
    undefined,
  );
});

Deno.test("checkSafety() tells how to allow an empty source", () => {
  const refusal = check({ of: 5, extra: 5, source: 0 });
  assertMatch(refusal?.remedy ?? "", /--allow-empty-source/);
});

const counts: fc.Arbitrary<SurveyCounts> = fc
  .record({
    source: fc.nat({ max: 3 }),
    replica: fc.nat({ max: 60 }),
    extra: fc.nat({ max: 60 }),
  })
  .filter(({ replica, extra }) => extra <= replica)
  .map((some) => ({ ...NO_COUNTS, ...some }));

const limit = fc.oneof(
  fc.constant(undefined),
  fc.nat({ max: 60 }).map(count),
  fc.nat({ max: 1000 }).map((tenths) => percent(tenths / 10)),
);

Deno.test("checkSafety() refuses if and only if more would go than is allowed", () => {
  fc.assert(
    fc.property(counts, limit, fc.boolean(), (counts, maxDelete, allow) => {
      const rules = { ...RULES, maxDelete, allowEmptySource: allow };
      const isEmptied = counts.source === 0 && counts.extra > 0;
      const isOver = isOverLimit(counts, maxDelete) &&
        !(isEmptied && maxDelete === undefined);
      assertEquals(
        judge(counts, rules) !== undefined,
        (isEmptied && !allow) || isOver,
      );
    }),
    propertyRuns(),
  );
});

Deno.test("checkSafety() refuses no fewer removals than one it refuses", () => {
  fc.assert(
    fc.property(counts, limit, (counts, maxDelete) => {
      const rules = { ...RULES, maxDelete };
      if (counts.extra === 0 || judge(counts, rules) !== undefined) {
        return;
      }
      const fewer = { ...counts, extra: counts.extra - 1 };
      assert(judge(fewer, rules) === undefined);
    }),
    propertyRuns(),
  );
});

function isOverLimit(
  { extra, replica }: SurveyCounts,
  limit: Limit | undefined,
): boolean {
  if (limit === undefined) return extra >= 10 && extra / replica > 0.5;
  return limit.kind === "count"
    ? extra > limit.count
    : extra * 1000 > Math.round(limit.percent * 10) * replica;
}

function check(
  { of, extra, source = 1, rules }: Case,
): Refusal | undefined {
  return judge(
    { ...NO_COUNTS, source, replica: of, extra },
    { ...RULES, ...rules },
  );
}

/** Judges a plan of which only the removals matter. */
function judge(counts: SurveyCounts, rules: SafetyRules): Refusal | undefined {
  const plan = { write: [], hardLinks: [] };
  const facts = { counts, plan, memory: undefined, found: [], drifted: 0 };
  const refusals = checkSafety(facts, rules);
  assert(refusals.length <= 1);
  return refusals[0];
}
