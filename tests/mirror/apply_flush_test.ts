import { applyPlan } from "../../src/mirror/apply.ts";
import { failed, type Outcome } from "../../src/model/outcome/outcome.ts";
import { type RelativePath, ROOT } from "../../src/model/paths/path.ts";
import type { Plan } from "../../src/model/plan/plan.ts";
import type { FolderSteps } from "../../src/model/plan/step.ts";
import type { Durability } from "../../src/model/settings.ts";
import type { ApplyReply, FlushReply, Job } from "../../src/workers/job.ts";
import { assertEquals } from "../support/assert.ts";
import { EMPTY_PLAN } from "../support/plans.ts";
import { applied, scriptedPool } from "../support/scripted_pool.ts";

const path = (text: string): RelativePath => text as RelativePath;

/** A plan with something in each phase. */
const PLAN: Plan = {
  clean: [],
  write: [steps("w")],
  hardLinks: [{
    source: { dev: 1, ino: 1 },
    leader: { folder: path("h"), name: "a", expected: undefined },
    followers: [],
    deed: { kind: "copy" },
  }],
  remove: [steps("r")],
  stamp: [{ folder: path("s"), parts: [] }],
};

const LOST: Outcome = failed({
  path: ROOT,
  doing: "flush what was written to the disk",
  code: "EIO",
  reason: "the device reports an input or output error",
  unflushed: true,
});

Deno.test("applyPlan() flushes after the last copy and hard link, and before it looks at the roots and removes", async () => {
  const { jobs } = await apply(PLAN);
  assertEquals(jobs, [
    "apply w",
    "hard links",
    "flush",
    "check roots",
    "apply r",
    "stamp s",
  ]);
});

for (const durable of ["off", "file"] as const) {
  Deno.test(`applyPlan() has nothing to flush with --durable ${durable}`, async () => {
    const { jobs } = await apply(PLAN, { durable });
    assertEquals(jobs.filter((job) => job.startsWith("flush")), []);
  });
}

Deno.test("applyPlan() flushes nothing where nothing was written", async () => {
  const { jobs } = await apply({ ...EMPTY_PLAN, stamp: PLAN.stamp });
  assertEquals(jobs, ["stamp s"]);
});

Deno.test("applyPlan() flushes before it removes, though all copies are of an earlier pass", async () => {
  const { jobs } = await apply({ ...EMPTY_PLAN, remove: PLAN.remove });
  assertEquals(jobs, ["flush", "check roots", "apply r"]);
});

Deno.test("applyPlan() flushes folder by folder what cannot be flushed as a whole, with those it made", async () => {
  const { jobs } = await apply(PLAN, {
    flushed: { isWhole: false },
    written: { stamps: [{ folder: path("w/made"), parts: [] }] },
  });
  assertEquals(jobs.slice(2, 5), [
    "flush",
    "flush folders s w/made",
    "check roots",
  ]);
});

Deno.test("applyPlan() removes nothing if flushing failed, says so, and puts folders right", async () => {
  const { jobs, heard, warnings } = await apply(PLAN, {
    flushed: { outcomes: [LOST] },
  });
  assertEquals(jobs, ["apply w", "hard links", "flush", "stamp s"]);
  assertEquals(heard, [LOST]);
  assertEquals(warnings, [
    "nothing is removed in this pass: what was copied may not have got to the disk",
  ]);
});

Deno.test("applyPlan() removes nothing if flushing one file or folder failed", async () => {
  for (const durable of ["pass", "file"] as const) {
    const { jobs, warnings } = await apply(PLAN, {
      durable,
      written: { outcomes: [LOST] },
    });
    assertEquals(jobs.filter((job) => job === "apply r"), []);
    assertEquals(warnings.length, 1);
  }
});

Deno.test("applyPlan() removes all the same if something else failed", async () => {
  const { problem: { unflushed: _, ...problem } } = LOST as typeof LOST & {
    status: "failed";
  };
  const { jobs, warnings } = await apply(PLAN, {
    written: { outcomes: [failed(problem)] },
  });
  assertEquals(jobs.includes("apply r"), true);
  assertEquals(warnings, []);
});

Deno.test("applyPlan() says nothing of removals where there are none", async () => {
  const { warnings } = await apply({ ...PLAN, remove: [] }, {
    flushed: { outcomes: [LOST] },
  });
  assertEquals(warnings, []);
});

Deno.test("applyPlan() does not flush once it is stopped", async () => {
  let isStopped = false;
  const { jobs } = await apply(PLAN, {
    isStopped: () => isStopped,
    onJob: (job) => isStopped ||= job.kind === "hard links",
  });
  assertEquals(jobs.slice(0, 2), ["apply w", "hard links"]);
  assertEquals(jobs.filter((job) => job.startsWith("flush")), []);
});

interface Scene {
  readonly durable?: Durability;
  /** What the job "flush" comes to. */
  readonly flushed?: Partial<FlushReply>;
  /** What writing comes to. */
  readonly written?: Partial<ApplyReply>;
  readonly isStopped?: () => boolean;
  readonly onJob?: (job: Job) => void;
}

/** Carries out a plan with a pool that does nothing. */
async function apply(
  plan: Plan,
  {
    durable = "pass",
    flushed = {},
    written = {},
    isStopped = () => false,
    onJob = () => {},
  }: Scene = {},
): Promise<
  {
    readonly jobs: readonly string[];
    readonly heard: readonly Outcome[];
    readonly warnings: readonly string[];
  }
> {
  const heard: Outcome[] = [];
  const warnings: string[] = [];
  const pool = scriptedPool((job) => {
    onJob(job);
    switch (job.kind) {
      case "check roots":
        return { kind: "ready" };
      case "flush":
        return { kind: "flushed", isWhole: true, outcomes: [], ...flushed };
      default:
        return applied(wordOf(job) === "apply w" ? written : {});
    }
  });
  await applyPlan(plan, {
    pool,
    durable,
    isStopped,
    listen: (outcomes) => heard.push(...outcomes),
    warn: (text) => warnings.push(text),
  });
  return { jobs: pool.jobs.map(wordOf), heard, warnings };
}

function steps(folder: string): FolderSteps {
  return {
    folder: path(folder),
    steps: [{ kind: "create", name: "x", entry: "file" }],
  };
}

function wordOf(job: Job): string {
  switch (job.kind) {
    case "apply":
      return `apply ${job.work.map(({ folder }) => folder).join(" ")}`;
    case "flush folders":
      return `flush folders ${job.folders.join(" ")}`;
    case "stamp":
      return `stamp ${job.stamps.map(({ folder }) => folder).join(" ")}`;
    default:
      return job.kind;
  }
}
