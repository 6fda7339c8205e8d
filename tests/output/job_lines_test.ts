import { formatTime } from "../../src/output/format.ts";
import {
  jobItem,
  type ListedJob,
  listJobs,
} from "../../src/output/job_lines.ts";
import { assertEquals } from "../support/assert.ts";

const NOW = new Date(2026, 10, 21, 9, 56, 1).getTime();
const LATER = NOW + 60_000;

const words = (milliseconds: number): string =>
  formatTime(new Date(milliseconds));

const PHOTOS: ListedJob = {
  name: "photos",
  source: "/s",
  replica: "/r",
  timetable: "10 min 0 s after each pass",
  last: {
    started: NOW - 2000,
    ended: NOW - 1000,
    status: 3,
    summary: "Refused: too much",
  },
  due: LATER,
};

/** Returns the line that begins so. */
function lineOf(
  job: ListedJob,
  start: string,
  runner: string | undefined,
): string | undefined {
  return listJobs([job], { runner, now: NOW }).split("\n")
    .find((line) => line.startsWith(start));
}

Deno.test("listJobs() tells of each job what it is, was and will be, and who is at work", () => {
  assertEquals(
    listJobs([PHOTOS], { runner: "process 7", now: NOW }).split("\n"),
    [
      'photos: "/s" -> "/r", 10 min 0 s after each pass',
      `  last: ${words(NOW - 1000)}, exit status 3: Refused: too much`,
      `  next: ${words(LATER)}`,
      "",
      '"lockstep run" is at work: process 7',
      "",
    ],
  );
});

for (
  const [what, due, runner, expected] of [
    [
      "now, of what waits for others",
      NOW - 5,
      "process 7",
      "now: it runs, or waits for other jobs",
    ],
    [
      "at once, of what was missed",
      NOW - 5,
      undefined,
      'at once, when "lockstep run" is started',
    ],
    ["never", undefined, "process 7", "never"],
  ] as const
) {
  Deno.test(`listJobs() says "${what}"`, () => {
    const line = lineOf({ ...PHOTOS, due }, "  next: ", runner);
    assertEquals(line, `  next: ${expected}`);
  });
}

Deno.test("listJobs() says that a job has never run", () => {
  const line = lineOf({ ...PHOTOS, last: undefined }, "  last: ", undefined);
  assertEquals(line, "  last: never");
});

Deno.test("jobItem() has times as JSON has them, and none before now for the next", () => {
  const time = (milliseconds: number): string =>
    words(milliseconds).replace(" ", "T");
  assertEquals(jobItem({ ...PHOTOS, due: NOW - 5 }, NOW), {
    name: "photos",
    source: "/s",
    replica: "/r",
    timetable: "10 min 0 s after each pass",
    inUse: undefined,
    last: {
      started: time(NOW - 2000),
      ended: time(NOW - 1000),
      exitStatus: 3,
      summary: "Refused: too much",
    },
    next: time(NOW),
  });
});
