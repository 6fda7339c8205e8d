import { applyPlan } from "../../src/mirror/apply.ts";
import { RootGone } from "../../src/mirror/drain.ts";
import type { Outcome } from "../../src/model/outcome/outcome.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import type { Plan } from "../../src/model/plan/plan.ts";
import type { FolderStamp, FolderSteps } from "../../src/model/plan/step.ts";
import type { ApplyReply, Job, Reply } from "../../src/workers/job.ts";
import { assertEquals, assertRejects } from "../support/assert.ts";
import { EMPTY_PLAN } from "../support/plans.ts";
import {
  applied,
  type ScriptedPool,
  scriptedPool,
} from "../support/scripted_pool.ts";

const path = (text: string): RelativePath => text as RelativePath;

Deno.test("applyPlan() cleans, writes, looks at the roots again, removes, and puts folders right", async () => {
  const pool = await apply({
    clean: [create("c")],
    write: [create("w")],
    remove: [create("r")],
    stamp: [stamp("s")],
  });
  assertEquals(wordsOf(pool), [
    "apply c",
    "apply w",
    "check roots",
    "apply r",
    "stamp s",
  ]);
});

Deno.test("applyPlan() does not look at the roots again where nothing is removed", async () => {
  const pool = await apply({ write: [create("w")] });
  assertEquals(wordsOf(pool), ["apply w"]);
});

Deno.test("applyPlan() begins no phase before the one before is over, with what it led to", async () => {
  const pool = await apply(
    { write: [create("w1"), create("w2")], remove: [create("r")] },
    {
      threads: 4,
      answer: (word) =>
        word === "apply w1"
          ? { more: [create("w1/deep")] }
          : word === "apply w1/deep"
          ? { more: [create("w1/deep/er")] }
          : {},
    },
  );
  const words = wordsOf(pool);
  assertEquals(words.slice(-2), ["check roots", "apply r"]);
  assertEquals(words.slice(0, -2).sort(), [
    "apply w1",
    "apply w1/deep",
    "apply w1/deep/er",
    "apply w2",
  ]);
});

Deno.test("applyPlan() removes emptied folders from the deepest up, after their contents", async () => {
  const pool = await apply({ remove: [create("a")] }, {
    answer: (word) =>
      word === "apply a"
        ? { emptied: ["a", "a/b/c", "a/b", "a/d"].map(path) }
        : {},
  });
  assertEquals(wordsOf(pool), [
    "check roots",
    "apply a",
    "remove folders a/b/c",
    "remove folders a/b a/d",
    "remove folders a",
  ]);
});

Deno.test("applyPlan() puts folders right from the deepest up, those of the pass too, the root last", async () => {
  const pool = await apply(
    { write: [create("n")], stamp: [stamp(""), stamp("a/b"), stamp("a")] },
    {
      answer: (word) =>
        word === "apply n" ? { stamps: [stamp("n/x/y"), stamp("n")] } : {},
    },
  );
  assertEquals(wordsOf(pool), [
    "apply n",
    "stamp n/x/y",
    "stamp a/b",
    "stamp a n",
    "stamp ",
  ]);
});

Deno.test("applyPlan() removes nothing, and does nothing more, if a root has gone", async () => {
  const jobs: string[] = [];
  const work = (): Promise<unknown> =>
    apply(
      { write: [create("w")], remove: [create("r")], stamp: [stamp("s")] },
      {
        answer: (word) => {
          jobs.push(word);
          return word === "check roots"
            ? { kind: "unavailable", reason: "it has gone" }
            : {};
        },
      },
    );
  await assertRejects(work, RootGone, "it has gone");
  assertEquals(jobs, ["apply w", "check roots"]);
});

Deno.test("applyPlan() hands out nothing more once it is stopped", async () => {
  let isStopped = false;
  const pool = await apply(
    {
      write: [create("w1"), create("w2")],
      stamp: [stamp("s")],
    },
    {
      isStopped: () => isStopped,
      answer: () => {
        isStopped = true;
        return { more: [create("w3")], stamps: [stamp("w1")] };
      },
    },
  );
  assertEquals(pool.jobs.length, 1);
});

Deno.test("applyPlan() tells every outcome", async () => {
  const heard: Outcome[] = [];
  const outcome = (name: string): Outcome => ({
    status: "done",
    action: "copied",
    path: path(name),
  });
  await apply({ clean: [create("c")], write: [create("w")] }, {
    heard,
    answer: (word) => ({ outcomes: [outcome(word)] }),
  });
  assertEquals(heard, [outcome("apply c"), outcome("apply w")]);
});

/** What a test gives for an answer: a reply, or what applying led to. */
type Answer = Partial<ApplyReply> | Extract<Reply, { kind: "unavailable" }>;

interface Scene {
  readonly threads?: number;
  readonly heard?: Outcome[];
  readonly isStopped?: () => boolean;
  /** Is asked with the job in words. */
  readonly answer?: (word: string) => Answer;
}

/** Carries out a plan with a pool that does nothing. */
async function apply(
  plan: Partial<Plan>,
  { threads = 1, heard = [], isStopped = () => false, answer = () => ({}) }:
    Scene = {},
): Promise<ScriptedPool> {
  const pool = scriptedPool((job): Reply => {
    const given = answer(wordOf(job));
    if (given.kind === "unavailable") return given;
    return job.kind === "check roots" ? { kind: "ready" } : applied(given);
  }, threads);
  const all = { ...EMPTY_PLAN, ...plan };
  await applyPlan(all, {
    pool,
    durable: "off",
    isStopped,
    warn: () => {},
    listen: (outcomes) => heard.push(...outcomes),
  });
  return pool;
}

function create(folder: string): FolderSteps {
  return {
    folder: path(folder),
    steps: [{ kind: "create", name: "x", entry: "file" }],
  };
}

function stamp(folder: string): FolderStamp {
  return { folder: path(folder), parts: [] };
}

function wordsOf({ jobs }: ScriptedPool): readonly string[] {
  return jobs.map(wordOf);
}

function wordOf(job: Job): string {
  switch (job.kind) {
    case "apply":
      return `apply ${job.work.map(({ folder }) => folder).sort().join(" ")}`;
    case "remove folders":
      return `remove folders ${job.folders.toSorted().join(" ")}`;
    case "stamp":
      return `stamp ${job.stamps.map(({ folder }) => folder).sort().join(" ")}`;
    default:
      return job.kind;
  }
}
