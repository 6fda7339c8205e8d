import { RootGone } from "../../src/mirror/drain.ts";
import { type Survey, surveyTrees } from "../../src/mirror/survey.ts";
import type { Outcome } from "../../src/model/outcome/outcome.ts";
import { type RelativePath, ROOT } from "../../src/model/paths/path.ts";
import { NO_COUNTS } from "../../src/model/plan/survey.ts";
import type { SurveyItem } from "../../src/workers/survey/pair_job.ts";
import type { Pool } from "../../src/workers/threads/pool.ts";
import { assert, assertEquals, assertRejects } from "../support/assert.ts";
import { scriptedPool, surveyed } from "../support/scripted_pool.ts";

Deno.test("surveyTrees() begins with the two roots", async () => {
  const pool = scriptedPool(() => surveyed());
  const { found, counts } = await survey(pool);
  assertEquals(pool.jobs, [
    { kind: "survey", items: [{ kind: "pair", folder: ROOT }] },
  ]);
  assertEquals([found, counts], [[], NO_COUNTS]);
});

Deno.test("surveyTrees() looks at everything that it is told of, and gathers what is found", async () => {
  const difference = { kind: "missing", name: "a", entry: "file" } as const;
  const outcome: Outcome = {
    status: "done",
    action: "unchanged",
    path: "u" as RelativePath,
  };
  const pool = scriptedPool((job) => {
    assert(job.kind === "survey");
    const isFirst = job.items.some(({ folder }) => folder === ROOT);
    return surveyed({
      found: job.items.map(({ folder }) => ({
        folder,
        differences: [difference],
        parts: [],
      })),
      counts: { ...NO_COUNTS, source: job.items.length, suspended: 1 },
      more: isFirst ? pairs(30) : [],
      outcomes: isFirst ? [outcome] : [],
    });
  }, 2);
  const heard: Outcome[] = [];
  const { found, counts } = await survey(pool, { heard });
  assertEquals(new Set(found.map(({ folder }) => folder)).size, 31);
  assertEquals(counts.source, 31);
  assertEquals(counts.suspended, pool.jobs.length);
  assertEquals(heard, [outcome]);
});

Deno.test("surveyTrees() takes the newest folders first, in pieces of at most 64", async () => {
  const pool = scriptedPool((job) => {
    assert(job.kind === "survey");
    const isFirst = job.items.some(({ folder }) => folder === ROOT);
    return surveyed({ more: isFirst ? pairs(1000) : [] });
  });
  await survey(pool);
  const sizes = pool.jobs.map((job) =>
    job.kind === "survey" ? job.items.length : 0
  );
  assertEquals(sizes[1], 64);
  assert(Math.max(...sizes) <= 64);
  const [, second] = pool.jobs;
  assert(second?.kind === "survey");
  assertEquals(second.items.at(-1)?.folder, "999" as RelativePath);
});

Deno.test("surveyTrees() hands out nothing more once it is stopped", async () => {
  let isStopped = false;
  const pool = scriptedPool(() => {
    isStopped = true;
    return surveyed({ more: pairs(10) });
  });
  await survey(pool, { isStopped: () => isStopped });
  assertEquals(pool.jobs.length, 1);
});

Deno.test("surveyTrees() ends where a root has gone", async () => {
  const pool = scriptedPool(() => ({ kind: "unavailable", reason: "gone" }));
  await assertRejects(() => survey(pool), RootGone, "gone");
});

function survey(
  pool: Pool,
  { heard = [], isStopped = () => false }: {
    readonly heard?: Outcome[];
    readonly isStopped?: () => boolean;
  } = {},
): Promise<Survey> {
  return surveyTrees(pool, {
    listen: (outcomes) => heard.push(...outcomes),
    isStopped,
  });
}

function pairs(count: number): readonly SurveyItem[] {
  return Array.from({ length: count }, (_, at): SurveyItem => ({
    kind: "pair",
    folder: `${at}` as RelativePath,
  }));
}
