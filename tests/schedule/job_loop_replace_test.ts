import { assertEquals } from "../support/assert.ts";
import { at, Course, every, job, MINUTE, START } from "../support/course.ts";
import { fakeTimers } from "../support/fake_timers.ts";

Deno.test("JobLoop leaves running what it has when its jobs are replaced, and goes on with the new ones", async () => {
  using timers = fakeTimers();
  const jobs = [job("a", every(100)), job("b", every(100))];
  const course = new Course({ jobs, parallel: 1 }, timers);
  await course.until(1);
  course.loop.replace({
    jobs: [job("b", every(100)), job("c", every(500))],
    parallel: 1,
  });
  await course.until(8);
  await course.end();
  assertEquals(course.noted.slice(0, 8), [
    "0 a starts",
    "10 a ends",
    "10 b starts",
    "20 b ends",
    "20 c starts",
    "30 c ends",
    "120 b starts",
    "130 b ends",
  ]);
});

Deno.test("JobLoop counts a new interval from the last pass of the job", async () => {
  using timers = fakeTimers();
  const course = new Course(
    { jobs: [job("a", every(MINUTE))], parallel: 1 },
    timers,
  );
  await course.until(2);
  course.loop.replace({ jobs: [job("a", every(50))], parallel: 1 });
  await course.until(3);
  await course.end();
  assertEquals(course.noted[2], "60 a starts");
});

Deno.test("JobLoop makes up for no start that a new cron expression would have had", async () => {
  using timers = fakeTimers();
  const jobs = [job("a", every(60 * MINUTE))];
  const course = new Course({ jobs, parallel: 1 }, timers);
  await course.until(2);
  course.loop.replace({ jobs: [job("a", at("0 9 * * *"))], parallel: 1 });
  course.stop.abort();
  await course.end();
  const tomorrow = new Date(2026, 10, 22, 9).getTime() - START;
  assertEquals(course.planned.at(-1), `a ${tomorrow}`);
});

Deno.test("JobLoop starts nothing more after a stop, and waits for what runs", async () => {
  using timers = fakeTimers();
  const jobs = [job("a", every(5)), job("b", every(5))];
  const course = new Course({ jobs, parallel: 1 }, timers);
  await course.until(1);
  await course.end();
  assertEquals(course.noted, ["0 a starts", "10 a ends"]);
});
