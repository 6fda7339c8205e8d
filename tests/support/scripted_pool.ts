import { NO_COUNTS } from "../../src/model/plan/survey.ts";
import type { ApplyReply, Job, Reply } from "../../src/workers/job.ts";
import type { SurveyReply } from "../../src/workers/survey/pair_job.ts";
import type { PartListener, Pool } from "../../src/workers/threads/pool.ts";

/** A pool that does nothing, and of which a test says what it answers. */
export interface ScriptedPool extends Pool {
  /** The jobs that came, in this order. */
  readonly jobs: readonly Job[];
  /** How often it was said that threads are idle, or not. */
  readonly hungry: readonly boolean[];
  /** How many jobs were under way at the same time, at the most. */
  readonly mostAtOnce: () => number;
}

/** Returns a pool whose answers a test gives, each a moment after its job has come. */
export function scriptedPool(
  answer: (job: Job, hear?: PartListener) => Reply | Promise<Reply>,
  threads = 1,
): ScriptedPool {
  const jobs: Job[] = [];
  const hungry: boolean[] = [];
  let inHand = 0;
  let most = 0;
  return {
    jobs,
    hungry,
    threads,
    mostAtOnce: () => most,
    begin: () => {},
    run: async (job, hear) => {
      jobs.push(job);
      most = Math.max(most, ++inHand);
      await Promise.resolve();
      try {
        return await answer(job, hear);
      } finally {
        inHand--;
      }
    },
    end: () => Promise.resolve(),
    stop: () => {},
    setHungry: (isHungry) => hungry.push(isHungry),
    inHand: () => ({ jobs: [], done: { entries: 0, bytes: 0 } }),
    [Symbol.dispose]: () => {},
  };
}

/** Returns the answer to a survey that found nothing, different where the test says so. */
export function surveyed(found: Partial<SurveyReply> = {}): SurveyReply {
  return {
    kind: "surveyed",
    found: [],
    more: [],
    counts: NO_COUNTS,
    drifts: [],
    linked: [],
    outcomes: [],
    ...found,
  };
}

/** Returns the answer to work that led to nothing, different where the test says so. */
export function applied(done: Partial<ApplyReply> = {}): ApplyReply {
  return {
    kind: "applied",
    outcomes: [],
    more: [],
    stamps: [],
    emptied: [],
    linked: [],
    kept: [],
    ...done,
  };
}
