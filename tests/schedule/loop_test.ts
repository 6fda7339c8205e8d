import type { PassReport } from "../../src/model/outcome/report.ts";
import { type LoopParts, runLoop } from "../../src/schedule/loop.ts";
import { assertEquals, assertRejects } from "../support/assert.ts";
import { passReport } from "../support/reports.ts";

/** How the loop of a test goes. */
interface Course {
  readonly everyMs?: number | undefined;
  /** What happens in a pass, besides that it takes 7 ms. */
  readonly inPass?: (pass: number) => void;
  /** What happens while the loop waits after a pass. */
  readonly inSleep?: (afterPass: number) => void;
  readonly isStopped?: () => boolean;
  readonly mayGoOn?: (report: PassReport) => boolean;
}

/** Runs a loop by a clock of its own; returns what happened, with the times. */
async function follow(
  { everyMs, inPass, inSleep, isStopped = () => false, mayGoOn = () => true }:
    Course,
): Promise<{ readonly report: PassReport; readonly course: string[] }> {
  const course: string[] = [];
  let now = 0;
  let pass = 0;
  const note = (what: string): void => void course.push(`${now} ${what}`);
  const parts: LoopParts = {
    everyMs,
    mayGoOn,
    isStopped,
    runPass: async (number) => {
      pass = number;
      note(`pass ${pass} begins`);
      inPass?.(pass);
      await Promise.resolve();
      now += 7;
      note(`pass ${pass} ends`);
      return passReport({ pass });
    },
    sleep: async (milliseconds) => {
      note(`wait ${milliseconds}`);
      inSleep?.(pass);
      await Promise.resolve();
      now += milliseconds;
    },
  };
  return { report: await runLoop(parts), course };
}

Deno.test("runLoop() runs one pass where there is no interval", async () => {
  const { report, course } = await follow({ everyMs: undefined });
  assertEquals(course, ["0 pass 1 begins", "7 pass 1 ends"]);
  assertEquals(report.pass, 1);
});

Deno.test("runLoop() begins a pass the interval after the end of the last, never two at a time", async () => {
  const { report, course } = await follow({
    everyMs: 100,
    mayGoOn: ({ pass }) => pass < 3,
  });
  assertEquals(course, [
    "0 pass 1 begins",
    "7 pass 1 ends",
    "7 wait 100",
    "107 pass 2 begins",
    "114 pass 2 ends",
    "114 wait 100",
    "214 pass 3 begins",
    "221 pass 3 ends",
  ]);
  assertEquals(report.pass, 3);
});

Deno.test("runLoop() does not wait after a pass in which it was stopped", async () => {
  let isStopped = false;
  const { report, course } = await follow({
    everyMs: 100,
    inPass: (pass) => isStopped = pass === 2,
    isStopped: () => isStopped,
  });
  assertEquals(course.slice(-2), ["107 pass 2 begins", "114 pass 2 ends"]);
  assertEquals(report.pass, 2);
});

Deno.test("runLoop() runs no pass after it was stopped while it waited, and returns the last one's report", async () => {
  let isStopped = false;
  const { report, course } = await follow({
    everyMs: 100,
    inSleep: (pass) => isStopped = pass === 2,
    isStopped: () => isStopped,
  });
  assertEquals(course.at(-1), "114 wait 100");
  assertEquals(report.pass, 2);
});

Deno.test("runLoop() ends after a pass that it may not go on from", async () => {
  const { report, course } = await follow({
    everyMs: 100,
    mayGoOn: () => false,
  });
  assertEquals(course, ["0 pass 1 begins", "7 pass 1 ends"]);
  assertEquals(report.pass, 1);
});

Deno.test("runLoop() asks whether to go on with the report of the pass", async () => {
  const asked: number[] = [];
  await follow({
    everyMs: 100,
    mayGoOn: ({ pass }) => asked.push(pass) < 2,
  });
  assertEquals(asked, [1, 2]);
});

Deno.test("runLoop() lets a bug in a pass through", async () => {
  const inPass = (): void => {
    throw new TypeError("a bug");
  };
  await assertRejects(
    () => follow({ everyMs: 100, inPass }),
    TypeError,
    "a bug",
  );
});
