import { ROOT } from "../../../src/model/paths/path.ts";
import type { Step } from "../../../src/model/plan/step.ts";
import {
  NO_COUNTS,
  type SurveyCounts,
} from "../../../src/model/plan/survey.ts";
import type {
  PairMemory,
  RememberedRoot,
} from "../../../src/model/safety/memory.ts";
import {
  checkSafety,
  type Limit,
  type SafetyFacts,
  type SafetyRules,
} from "../../../src/model/safety/safety.ts";
import { assertEquals, assertMatch } from "../../support/assert.ts";
import { fileEntry } from "../../support/entries.ts";
import { RULES } from "../../support/safety_rules.ts";

function remembered(entries: number): RememberedRoot {
  return {
    identity: { dev: 1, ino: 2 },
    bornMs: undefined,
    volume: undefined,
    entries,
  };
}

/** What is remembered of a pair that had so many entries on both sides. */
function memoryOf(entries: number): PairMemory {
  const root = remembered(entries);
  return { ended: "yesterday", source: root, replica: root, marks: undefined };
}

function rewrite(count: number): readonly Step[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: "update",
    name: `${index}`,
    reason: "size",
    expected: fileEntry(),
  }));
}

/** Returns the reasons for which a plan is refused. */
function reasons(
  { counts = {}, rewritten = 0, drifted = 0, memory, rules = {} }: {
    readonly counts?: Partial<SurveyCounts>;
    readonly rewritten?: number;
    readonly drifted?: number;
    readonly memory?: PairMemory;
    readonly rules?: Partial<SafetyRules>;
  },
): readonly string[] {
  const write = [{ folder: ROOT, steps: rewrite(rewritten) }];
  return checkSafety({
    counts: { ...NO_COUNTS, ...counts },
    plan: { write, hardLinks: [] },
    memory,
    drifted,
    found: [],
  }, { ...RULES, ...rules }).map(({ reason }) => reason);
}

Deno.test("checkSafety() says what an empty source had", () => {
  const counts = { replica: 3, extra: 3 };
  assertEquals(reasons({ counts, memory: memoryOf(3) }), [
    "the source is empty, but had 3 entries at the end of the last pass, yesterday: " +
    "it would remove 3 of the replica's 3 entries",
  ]);
  assertEquals(reasons({ counts, memory: memoryOf(0) }), [
    "the source is empty: it would remove 3 of the replica's 3 entries",
  ]);
});

Deno.test("checkSafety() takes a source that was emptied for another root, and one that was empty for a plan", () => {
  const judge = (
    facts: Pick<SafetyFacts, "memory" | "mayBeEmptied">,
    rules: Partial<SafetyRules> = {},
  ) =>
    checkSafety({
      counts: { ...NO_COUNTS, replica: 12, extra: 12 },
      plan: { write: [], hardLinks: [] },
      drifted: 0,
      found: [],
      ...facts,
    }, { ...RULES, ...rules });
  const memory = memoryOf(3);
  const [emptied] = judge({ memory });
  assertEquals(emptied?.about, "roots");
  assertMatch(emptied?.remedy ?? "", /--accept-new-root once/);
  assertEquals(judge({ memory }, { allowEmptySource: true }), []);
  assertEquals(judge({ memory: undefined, mayBeEmptied: true }), []);
  for (const before of [memoryOf(0), undefined]) {
    const [empty] = judge({ memory: before });
    assertEquals(empty?.about, undefined);
    assertMatch(empty?.remedy ?? "", /or add --allow-empty-source$/);
  }
});

Deno.test("checkSafety() refuses a replica that was not empty and is", () => {
  const [refusal] = checkSafety({
    counts: { ...NO_COUNTS, source: 3 },
    plan: { write: [], hardLinks: [] },
    memory: memoryOf(1),
    drifted: 0,
    found: [],
  }, RULES);
  assertEquals(refusal, {
    about: "roots",
    reason:
      "the replica is empty, but had 1 entry at the end of the last pass, yesterday",
    remedy: "Check that its disk is mounted; " +
      "if it is to be filled anew, add --accept-new-root once",
  });
});

const FILLED: Readonly<Record<string, Parameters<typeof reasons>[0]>> = {
  "was empty before": { counts: { source: 3 }, memory: memoryOf(0) },
  "nothing is known of": { counts: { source: 3 } },
  "is not empty": { counts: { source: 3, replica: 1 }, memory: memoryOf(9) },
  "has only what is excluded": {
    counts: { source: 3, shielded: 1 },
    memory: memoryOf(9),
  },
  "is as empty as the source": { memory: memoryOf(9) },
};

for (const [name, facts] of Object.entries(FILLED)) {
  Deno.test(`checkSafety() lets a replica be filled that ${name}`, () => {
    assertEquals(reasons(facts), []);
  });
}

/** Limits, how many of 10 files are rewritten, and what is said of it. */
const CHANGES: readonly (readonly [Limit | undefined, number, string?])[] = [
  [undefined, 10],
  [{ kind: "count", count: 3 }, 3],
  [
    { kind: "count", count: 3 },
    4,
    "it would rewrite 4 of the replica's 10 files, more than the limit of 3",
  ],
  [{ kind: "percent", percent: 50 }, 5],
  [
    { kind: "percent", percent: 50 },
    6,
    "it would rewrite 6 of the replica's 10 files, more than the limit of 50%",
  ],
  [
    { kind: "count", count: 0 },
    1,
    "it would rewrite 1 of the replica's 10 files, more than the limit of 0",
  ],
];

for (const [maxChange, rewritten, reason] of CHANGES) {
  const verb = reason === undefined ? "allows" : "refuses";
  const limit = JSON.stringify(maxChange);
  Deno.test(`checkSafety() ${verb} ${rewritten} of 10 files to be rewritten with ${limit}`, () => {
    const counts = { source: 10, replica: 20, files: 10 };
    assertEquals(
      reasons({ counts, rewritten, rules: { maxChange } }),
      reason === undefined ? [] : [reason],
    );
  });
}

Deno.test("checkSafety() refuses what others have changed only if that is asked for", () => {
  assertEquals(reasons({ drifted: 2 }), []);
  const rules = { failOnDrift: true };
  assertEquals(reasons({ drifted: 0, rules }), []);
  assertEquals(reasons({ drifted: 1, rules }), [
    "somebody else has changed the replica, at 1 path",
  ]);
  assertEquals(reasons({ drifted: 2, rules }), [
    "somebody else has changed the replica, at 2 paths",
  ]);
});

Deno.test("checkSafety() gives every reason that a plan has against it", () => {
  const counts = { source: 10, replica: 30, extra: 20, files: 10 };
  const rules: Partial<SafetyRules> = {
    maxChange: { kind: "count", count: 0 },
  };
  assertEquals(reasons({ counts, rewritten: 10, rules }), [
    "it would remove 20 of the replica's 30 entries, more than half",
    "it would rewrite 10 of the replica's 10 files, more than the limit of 0",
  ]);
});
