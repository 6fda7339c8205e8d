import { measureCopying } from "../../src/mirror/measuring.ts";
import type { ProgressEvent, Total } from "../../src/model/outcome/progress.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import type { Copying } from "../../src/model/plan/copying.ts";
import type { MissingNames } from "../../src/model/plan/room.ts";
import type { Job, Reply } from "../../src/workers/job.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { type FakeTimers, fakeTimers } from "../support/fake_timers.ts";
import { type ScriptedPool, scriptedPool } from "../support/scripted_pool.ts";

const all = (folder: string): MissingNames => ({
  folder: folder as RelativePath,
  names: undefined,
});

/** What the survey saw: one file of 7 bytes, and two folders that were not looked into. */
const COPYING: Copying = {
  total: { entries: 1, bytes: 7, isWhole: false },
  missing: [all("a"), all("b")],
};

/** Each folder holds three files of 10 bytes. */
function measured(job: Job, rest: readonly MissingNames[] = []): Reply {
  assert(job.kind === "measure");
  const files = job.missing.length * 3;
  return { kind: "measured", files, bytes: files * 10, rest };
}

interface Scene extends Disposable {
  readonly timers: FakeTimers;
  readonly pool: ScriptedPool;
  readonly totals: readonly Total[];
  readonly end: () => Promise<void>;
}

function measure(
  answer: (job: Job) => Reply | Promise<Reply>,
  { copying = COPYING, isStopped = () => false }: {
    readonly copying?: Copying;
    readonly isStopped?: () => boolean;
  } = {},
): Scene {
  const timers = fakeTimers();
  const pool = scriptedPool(answer);
  const totals: Total[] = [];
  const progress = (event: ProgressEvent): void => {
    if (event.kind === "measured") totals.push(event.total);
  };
  const end = measureCopying(copying, {
    pool,
    progress,
    isStopped,
    now: timers.now,
  });
  const dispose = (): void => timers[Symbol.dispose]();
  return { timers, pool, totals, end, [Symbol.dispose]: dispose };
}

Deno.test("what is to be copied is measured after two seconds, and then known as a whole", async () => {
  using test = measure((job) => measured(job));
  assertEquals(test.timers.waiting(), [2000]);
  await test.timers.tick();
  assertEquals(test.totals, [{ entries: 7, bytes: 67, isWhole: true }]);
  assertEquals(test.timers.waiting(), []);
});

Deno.test("measuring goes on until nothing is left, and says so only then", async () => {
  const rests = [[all("c"), all("d")], [all("e")], []];
  using test = measure((job) => measured(job, rests.shift()));
  for (let times = 0; times < 3; times++) await test.timers.tick();
  assertEquals(test.totals, [
    { entries: 7, bytes: 67, isWhole: false },
    { entries: 13, bytes: 127, isWhole: false },
    { entries: 16, bytes: 157, isWhole: true },
  ]);
});

Deno.test("measuring takes a tenth of the time", async () => {
  const rests = [[all("c")], []];
  using test = measure((job) => measured(job, rests.shift()));
  for (let times = 0; times < 2; times++) await test.timers.tick();
  const times = test.pool.jobs.map((job) =>
    job.kind === "measure" && job.milliseconds
  );
  assertEquals(times, [200, 20]);
});

Deno.test("nothing is measured where all is known", () => {
  const total = { entries: 1, bytes: 7, isWhole: true };
  using test = measure(() => ({ kind: "ready" }), {
    copying: { total, missing: [] },
  });
  assertEquals(test.timers.waiting(), []);
});

Deno.test("measuring ends with the copying, and waits for what is under way", async () => {
  const { promise, resolve } = Promise.withResolvers<Reply>();
  using test = measure(() => promise);
  await test.timers.tick();
  let hasEnded = false;
  const ended = test.end().then(() => hasEnded = true);
  await Promise.resolve();
  assertEquals(hasEnded, false);
  resolve({ kind: "measured", files: 1, bytes: 1, rest: [all("c")] });
  await ended;
  assertEquals(test.totals, []);
  assertEquals(test.timers.waiting(), []);
});

Deno.test("a copying that ends before is not measured", async () => {
  using test = measure((job) => measured(job));
  await test.end();
  assertEquals([test.timers.waiting(), test.pool.jobs], [[], []]);
});

const FAILURES: Readonly<Record<string, () => Reply>> = {
  "a root that is gone": () => ({ kind: "unavailable", reason: "gone" }),
  "a bug": () => {
    throw new Error("a bug");
  },
};

for (const [name, answer] of Object.entries(FAILURES)) {
  Deno.test(`measuring leaves ${name} to the pass`, async () => {
    using test = measure(answer);
    await test.timers.tick();
    await test.end();
    assertEquals([test.totals, test.timers.waiting()], [[], []]);
  });
}

Deno.test("nothing is measured any more when the pass is stopped", async () => {
  using test = measure((job) => measured(job), { isStopped: () => true });
  await test.timers.tick();
  assertEquals([test.pool.jobs, test.timers.waiting()], [[], []]);
});
