import type { Outcome } from "../../../src/model/outcome/outcome.ts";
import type { RelativePath } from "../../../src/model/paths/path.ts";
import { NO_COUNTS } from "../../../src/model/plan/survey.ts";
import type { Answer } from "../../../src/workers/job.ts";
import { isKeptWaiting } from "../../../src/workers/threads/kept_waiting.ts";
import { assertEquals } from "../../support/assert.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

interface Case {
  readonly title: string;
  readonly answer: Answer;
  /** Milliseconds that the job may take, and those that are too many. */
  readonly quick: number;
  readonly slow: number;
}

const CASES: readonly Case[] = [
  {
    title: "a survey by its entries",
    answer: surveyed({ source: 500, replica: 500 }),
    quick: 250,
    slow: 251,
  },
  {
    title: "a survey that reads files also by their bytes",
    answer: surveyed({ source: 100, replica: 100, bytes: 40 * MIB }),
    quick: 2600,
    slow: 2611,
  },
  {
    title: "changes by their number",
    answer: applied(40, 100),
    quick: 100,
    slow: 101,
  },
  {
    title: "changes also by the bytes that were copied",
    answer: applied(2, 64 * MIB),
    quick: 8190,
    slow: 8200,
  },
];

for (const { title, answer, quick, slow } of CASES) {
  Deno.test(`isKeptWaiting() judges ${title}`, () => {
    assertEquals(isKeptWaiting(answer, quick), false);
    assertEquals(isKeptWaiting(answer, slow), true);
  });
}

Deno.test("isKeptWaiting() says nothing of a few entries, nor of other jobs", () => {
  const few = surveyed({ source: 49, replica: 50 });
  for (const answer of [few, applied(9, 0), { kind: "ready" } as const]) {
    assertEquals(isKeptWaiting(answer, 60_000), false);
  }
});

function surveyed(counts: Partial<typeof NO_COUNTS>): Answer {
  return {
    kind: "surveyed",
    found: [],
    more: [],
    counts: { ...NO_COUNTS, ...counts },
    linked: [],
    outcomes: [],
    drifts: [],
  };
}

function applied(changes: number, bytes: number): Answer {
  const outcome: Outcome = {
    status: "done",
    action: "copied",
    path: "a" as RelativePath,
    bytes,
  };
  return {
    kind: "applied",
    outcomes: Array.from({ length: changes }, () => outcome),
    more: [],
    stamps: [],
    emptied: [],
    linked: [],
    kept: [],
  };
}
