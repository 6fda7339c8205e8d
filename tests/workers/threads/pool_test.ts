import type { Reply } from "../../../src/workers/job.ts";
import { ThreadLost } from "../../../src/workers/threads/pool.ts";
import { SharedSignals } from "../../../src/workers/threads/signals.ts";
import {
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "../../support/assert.ts";
import { settingsFor } from "../../support/contexts.ts";
import { fakeTimers } from "../../support/fake_timers.ts";
import { testFolders } from "../../support/folders.ts";
import { job, nameOf, openPool, READY } from "../../support/test_pool.ts";

Deno.test("a pool starts nobody before there is work", () => {
  using test = openPool({ threads: 4 });
  assertEquals(test.course, []);
});

Deno.test("a pool starts one after another as work comes, and no more than it may", async () => {
  using test = openPool({ threads: 2 });
  await test.pool.run(job("a"));
  await test.pool.run(job("b"));
  assertEquals(test.course, ["0 starts", "0 a", "0 b"]);
  await Promise.all(["c", "d", "e"].map((name) => test.pool.run(job(name))));
  assertEquals(test.course.slice(3), ["1 starts", "0 c", "1 d", "0 e"]);
});

Deno.test("a pool starts all it may have as soon as a job takes long", async () => {
  using timers = fakeTimers();
  const answer = Promise.withResolvers<Reply>();
  using test = openPool({ threads: 3, answer: () => answer.promise });
  const reply = test.pool.run(job("a"));
  while (timers.waiting().length === 0) await Promise.resolve();
  assertEquals(test.course, ["0 starts", "0 a"]);
  await timers.tick();
  const started = test.course.filter((line) => line.endsWith("starts"));
  assertEquals(started, ["0 starts", "1 starts", "2 starts"]);
  answer.resolve(READY);
  assertEquals(await reply, READY);
  assertEquals(timers.waiting(), []);
});

Deno.test("a pool does not take the time that one takes to start for that of a job", async () => {
  using timers = fakeTimers();
  const [answer, started] = [
    Promise.withResolvers<Reply>(),
    Promise.withResolvers<void>(),
  ];
  using test = openPool({
    threads: 2,
    answer: () => answer.promise,
    started: started.promise,
  });
  const reply = test.pool.run(job("a"));
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  assertEquals(timers.waiting(), []);
  started.resolve();
  answer.resolve(READY);
  assertEquals(await reply, READY);
  assertEquals([timers.waiting(), test.course], [[], ["0 starts", "0 a"]]);
});

Deno.test("a pool starts more than it has at first once the file systems keep one waiting", async () => {
  const answer = (name: string): Reply =>
    name === "slow" ? { ...READY, isKeptWaiting: true } : READY;
  using test = openPool({ threads: 1, threadsIfSlow: 3, answer });
  const run = (names: string[]) =>
    Promise.all(names.map((name) => test.pool.run(job(name))));
  await run(["a", "b", "slow"]);
  assertEquals(test.pool.threads, 3);
  assertEquals(test.course, ["0 starts", "0 a", "0 b", "0 slow"]);
  await run(["c", "d", "e", "f"]);
  const started = test.course.filter((line) => line.endsWith("starts"));
  assertEquals(started, ["0 starts", "1 starts", "2 starts"]);
});

Deno.test("a pool gives each asker the answer to its own job", async () => {
  using test = openPool({
    threads: 2,
    answer: (name) => ({ kind: "unavailable", reason: name }),
  });
  const names = ["a", "b", "c", "d", "e"];
  const replies = await Promise.all(
    names.map((name) => test.pool.run(job(name))),
  );
  assertEquals(
    replies,
    names.map((reason): Reply => ({ kind: "unavailable", reason })),
  );
});

Deno.test("a pool has each performer open the roots once before its first job in a pass", async () => {
  using folders = testFolders({ source: {}, replica: {} });
  using test = openPool({ threads: 2 });
  await test.pool.run(job("before"));
  const settings = settingsFor(folders);
  test.pool.begin(settings);
  await Promise.all(["a", "b", "c"].map((name) => test.pool.run(job(name))));
  await test.pool.end();
  test.pool.begin({ ...settings });
  await test.pool.run(job("d"));
  const of = (who: number): readonly string[] =>
    test.course.filter((line) => line.startsWith(`${who} `));
  assertEquals(of(1).slice(0, 4), ["1 starts", "1 begin", "1 b", "1 end"]);
  assertEquals(of(0).slice(0, 6), [
    "0 starts",
    "0 before",
    "0 begin",
    "0 a",
    "0 c",
    "0 end",
  ]);
});

Deno.test("a pool answers that roots cannot be opened, and tries again with the next job", async () => {
  using folders = testFolders({ source: {}, replica: {} });
  let isThere = false;
  using test = openPool({
    threads: 1,
    answer: (name) =>
      name === "begin" && !isThere
        ? { kind: "unavailable", reason: "it has gone" }
        : READY,
  });
  test.pool.begin(settingsFor(folders));
  assertEquals(await test.pool.run(job("a")), {
    kind: "unavailable",
    reason: "it has gone",
  });
  isThere = true;
  assertEquals(await test.pool.run(job("b")), READY);
  assertEquals(test.course, ["0 starts", "0 begin", "0 begin", "0 b"]);
});

Deno.test("a pool throws a bug with its stack, and goes on with other jobs", async () => {
  using test = openPool({
    threads: 1,
    answer: (name) =>
      name === "bad" ? { kind: "broken", message: "TypeError\n at x" } : READY,
  });
  const bad = test.pool.run(job("bad"));
  const good = test.pool.run(job("good"));
  await assertRejects(() => bad, Error, "TypeError\n at x");
  assertEquals(await good, READY);
});

Deno.test("a pool says that somebody was lost in the middle of a job, and has another do the rest", async () => {
  using folders = testFolders({ source: {}, replica: {} });
  using test = openPool({
    threads: 1,
    answer: (name) => name === "bad" ? { kind: "lost", reason: "?" } : READY,
  });
  test.pool.begin(settingsFor(folders));
  const bad = test.pool.run(job("bad"));
  const good = test.pool.run(job("good"));
  await assertRejects(() => bad, ThreadLost, "a worker thread was lost (?)");
  assertEquals(await good, READY);
  assertEquals(await test.pool.run(job("more")), READY);
  assertEquals(test.course, [
    "0 starts",
    "0 begin",
    "0 bad",
    "0 ends",
    "1 starts",
    "1 begin",
    "1 good",
    "1 more",
  ]);
});

Deno.test("end() closes only what was opened in the pass", async () => {
  using folders = testFolders({ source: {}, replica: {} });
  using test = openPool({ threads: 2 });
  await test.pool.run(job("before"));
  await test.pool.end();
  test.pool.begin(settingsFor(folders));
  await test.pool.end();
  assertEquals(test.course, ["0 starts", "0 before"]);
});

Deno.test("a pool tells threads at work to stop, and whether others are idle", () => {
  const signals = new SharedSignals();
  using test = openPool({ threads: 1, signals });
  test.pool.setHungry(true);
  assertEquals([signals.stop.isSet(), signals.isHungry()], [false, true]);
  test.pool.setHungry(false);
  test.pool.stop();
  assertEquals([signals.stop.isSet(), signals.isHungry()], [true, false]);
});

Deno.test("a pool shows the jobs that are being done, in the order in which they began", async () => {
  const gates = new Map<string, () => void>();
  using test = openPool({
    threads: 2,
    answer: (name) =>
      new Promise((resolve) => gates.set(name, () => resolve(READY))),
  });
  const shown = (): readonly string[] => test.pool.inHand().jobs.map(nameOf);
  const running = ["a", "b", "c"].map((name) => test.pool.run(job(name)));
  await new Promise((resolve) => setTimeout(resolve, 0));
  assertEquals(shown(), ["a", "b"]);
  gates.get("a")?.();
  await running[0];
  await new Promise((resolve) => setTimeout(resolve, 0));
  assertEquals(shown(), ["b", "c"]);
  for (const open of gates.values()) open();
  await Promise.all(running);
  assertEquals(shown(), []);
});

Deno.test("a pool forgets at the end of a pass what lost threads had in hand", async () => {
  const signals = new SharedSignals();
  using test = openPool({ threads: 1, signals });
  signals.addInHand({ entries: 1, bytes: 5 });
  assertEquals(test.pool.inHand().done, { entries: 1, bytes: 5 });
  await test.pool.end();
  assertEquals(test.pool.inHand().done, { entries: 0, bytes: 0 });
});

Deno.test("a pool ends everybody it started", async () => {
  const course: string[] = [];
  {
    using test = openPool({ threads: 2, course });
    await Promise.all([test.pool.run(job("a")), test.pool.run(job("b"))]);
  }
  assertStringIncludes(course.join(", "), "0 ends, 1 ends");
});
