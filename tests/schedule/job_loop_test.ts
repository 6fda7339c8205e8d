import { assertEquals } from "../support/assert.ts";
import {
  at,
  Course,
  every,
  job,
  MINUTE,
  ONCE,
  START,
} from "../support/course.ts";
import { fakeTimers } from "../support/fake_timers.ts";

Deno.test("JobLoop runs each job on its own timetable, one at a time", async () => {
  using timers = fakeTimers();
  const jobs = [job("a", every(100)), job("b", every(250))];
  const course = new Course({ jobs, parallel: 1 }, timers);
  await course.until(10);
  await course.end();
  assertEquals(course.noted.slice(0, 10), [
    "0 a starts",
    "10 a ends",
    "10 b starts",
    "20 b ends",
    "110 a starts",
    "120 a ends",
    "220 a starts",
    "230 a ends",
    "270 b starts",
    "280 b ends",
  ]);
});

Deno.test("JobLoop runs as many at the same time as it may", async () => {
  using timers = fakeTimers();
  const jobs = ["a", "b", "c"].map((name) => job(name, ONCE));
  const course = new Course({ jobs, parallel: 2 }, timers);
  await course.until(6);
  await course.ended;
  assertEquals(course.noted, [
    "0 a starts",
    "0 b starts",
    "10 a ends",
    "10 c starts",
    "10 b ends",
    "20 c ends",
  ]);
});

Deno.test("JobLoop never runs two at once that are in each other's way, and lets others pass", async () => {
  using timers = fakeTimers();
  const jobs = [
    job("a", ONCE, { replica: "R" }),
    job("b", ONCE, { replica: "R" }),
    job("c", ONCE),
  ];
  const course = new Course({ jobs, parallel: 3 }, timers);
  await course.until(6);
  await course.ended;
  assertEquals(course.noted, [
    "0 a starts",
    "0 c starts",
    "10 a ends",
    "10 b starts",
    "10 c ends",
    "20 b ends",
  ]);
});

Deno.test("JobLoop has a job that is always due keep no other from running", async () => {
  using timers = fakeTimers();
  const jobs = [job("a", every(1)), job("b", every(1)), job("c", ONCE)];
  const course = new Course({ jobs, parallel: 1 }, timers);
  await course.until(6);
  await course.end();
  assertEquals(
    course.noted.filter((line) => line.endsWith("starts")).slice(0, 3),
    ["0 a starts", "10 b starts", "20 c starts"],
  );
});

Deno.test("JobLoop waits for the times of cron, and tells them", async () => {
  using timers = fakeTimers();
  const jobs = [job("a", at("0 * * * *"))];
  const course = new Course({ jobs, parallel: 1 }, timers);
  await course.until(4);
  await course.end();
  assertEquals(course.noted, [
    `${30 * MINUTE} a starts`,
    `${30 * MINUTE + 10} a ends`,
    `${90 * MINUTE} a starts`,
    `${90 * MINUTE + 10} a ends`,
  ]);
  assertEquals(course.planned, [
    `a ${30 * MINUTE}`,
    `a ${90 * MINUTE}`,
    `a ${150 * MINUTE}`,
  ]);
});

Deno.test("JobLoop makes up once for starts that were missed before it was there", async () => {
  using timers = fakeTimers();
  const yesterday = START - 24 * 60 * MINUTE;
  const last = { started: yesterday, ended: yesterday };
  const jobs = [job("a", at("0 * * * *")), job("b", every(MINUTE))];
  const course = new Course({ jobs, parallel: 2 }, timers, () => last);
  await course.until(4);
  await course.end();
  assertEquals(course.noted.slice(0, 2), ["0 b starts", "0 a starts"]);
  const planned = course.planned.filter((line) => line !== `b ${MINUTE + 10}`);
  assertEquals(planned.slice(0, 3), [
    `a ${new Date(2026, 10, 20, 11).getTime() - START}`,
    `b ${yesterday + MINUTE - START}`,
    `a ${30 * MINUTE}`,
  ]);
});

Deno.test("JobLoop counts an interval on from the pass before it was there, and a single pass from nothing", async () => {
  using timers = fakeTimers();
  const last = { started: START - 9 * MINUTE, ended: START - 8 * MINUTE };
  const jobs = [job("a", every(30 * MINUTE)), job("b", ONCE)];
  const course = new Course({ jobs, parallel: 1 }, timers, () => last);
  await course.until(4);
  await course.end();
  const starts = course.noted.filter((line) => line.endsWith("starts"));
  assertEquals(starts.slice(0, 2), ["0 b starts", `${22 * MINUTE} a starts`]);
});

Deno.test("JobLoop makes up once for starts that a long pass and a sleep of the machine took", async () => {
  using timers = fakeTimers();
  const jobs = [job("a", at("0 * * * *"), { takes: 3 * 60 * MINUTE })];
  const course = new Course({ jobs, parallel: 1 }, timers);
  await course.until(2);
  const ended = 30 * MINUTE + 3 * 60 * MINUTE;
  assertEquals(course.noted.slice(0, 2), [
    `${30 * MINUTE} a starts`,
    `${ended} a ends`,
  ]);
  await course.until(4);
  course.setBy = 10 * 60 * MINUTE;
  await course.until(6);
  await course.end();
  const second = ended + 3 * 60 * MINUTE;
  assertEquals(course.noted.slice(2, 6), [
    `${ended} a starts`,
    `${second} a ends`,
    `${second} a starts`,
    `${second + 3 * 60 * MINUTE} a ends`,
  ]);
});

Deno.test("JobLoop notices within half a minute that the clock has gone on while the machine slept", async () => {
  using timers = fakeTimers();
  const jobs = [job("a", at("0 12 * * *"))];
  const course = new Course({ jobs, parallel: 1 }, timers);
  await timers.tick();
  course.setBy = 5 * 60 * MINUTE;
  await course.until(1);
  await course.end();
  assertEquals(course.noted[0], "60000 a starts");
});
