import {
  addSample,
  type Pace,
  paceOf,
  type Sample,
  type TimeLeft,
  timeLeft,
} from "../../../src/model/outcome/pace.ts";
import type { Shown } from "../../../src/model/outcome/progress.ts";
import { assert, assertEquals } from "../../support/assert.ts";

/** So many bytes a millisecond, from 0 to `untilMs`, looked at every 100 ms. */
function steady(bytesPerMs: number, untilMs: number): readonly Sample[] {
  let samples: readonly Sample[] = [];
  for (let atMs = 0; atMs <= untilMs; atMs += 100) {
    samples = addSample(samples, at(atMs, bytesPerMs * atMs));
  }
  return samples;
}

function at(atMs: number, bytes: number): Sample {
  return { atMs, done: { entries: 0, bytes } };
}

Deno.test("addSample() keeps a few samples of the last seconds", () => {
  const samples = steady(1, 600_000);
  assert(samples.length <= 32, `${samples.length}`);
  assertEquals(samples.at(-1)?.atMs, 600_000);
  const first = samples[0]?.atMs ?? 0;
  assert(first >= 600_000 - 16_000 && first <= 600_000 - 15_000, `${first}`);
});

Deno.test("paceOf() says nothing of the first moments", () => {
  assertEquals(paceOf([], at(5000, 0)), undefined);
  assertEquals(paceOf(steady(1, 1000), at(1999, 0)), undefined);
});

Deno.test("paceOf() is what it was of late", () => {
  const slow = steady(10, 60_000);
  const now = at(68_000, 600_000 + 8000 * 200);
  const pace = paceOf(slow, now)?.bytesPerMs ?? 0;
  assert(pace > 60 && pace < 100, `${pace}`);
});

Deno.test("paceOf() counts files as work, too", () => {
  const none: Sample = { atMs: 0, done: { entries: 0, bytes: 0 } };
  const many: Sample = { atMs: 2000, done: { entries: 1000, bytes: 0 } };
  const pace = paceOf([none], many);
  assertEquals(pace?.bytesPerMs, 0);
  assert((pace?.workPerMs ?? 0) > 0);
});

const HALF: Shown = {
  phase: "copying",
  done: { entries: 0, bytes: 50_000 },
  total: { entries: 0, bytes: 100_000, isWhole: true },
};

/** So many bytes a millisecond. */
function pace(bytesPerMs: number): Pace {
  return { bytesPerMs, workPerMs: bytesPerMs };
}

Deno.test("timeLeft() divides what is left by the pace", () => {
  assertEquals(
    timeLeft(undefined, HALF, { pace: pace(10), atMs: 7 }),
    { milliseconds: 5000, atMs: 7 },
  );
});

Deno.test("timeLeft() is not known without a pace, or before all of the whole is", () => {
  assertEquals(
    timeLeft(undefined, HALF, { pace: undefined, atMs: 0 }),
    undefined,
  );
  const total = { entries: 0, bytes: 100_000, isWhole: false };
  const shown = { ...HALF, total };
  assertEquals(
    timeLeft(undefined, shown, { pace: pace(1), atMs: 0 }),
    undefined,
  );
});

const SAID: TimeLeft = { milliseconds: 5000, atMs: 0 };

Deno.test("timeLeft() runs down like a clock while the pace sways", () => {
  const left = timeLeft(SAID, HALF, { pace: pace(9), atMs: 1000 });
  assertEquals(left, { milliseconds: 4000, atMs: 1000 });
});

Deno.test("timeLeft() becomes less at once", () => {
  const left = timeLeft(SAID, HALF, { pace: pace(100), atMs: 1000 });
  assertEquals(left?.milliseconds, 500);
});

Deno.test("timeLeft() becomes more if what was said is plainly wrong", () => {
  const left = timeLeft(SAID, HALF, { pace: pace(1), atMs: 1000 });
  assertEquals(left?.milliseconds, 50_000);
});

Deno.test("timeLeft() stays what was said while nothing moves", () => {
  assertEquals(timeLeft(SAID, HALF, { pace: pace(0), atMs: 9000 }), SAID);
});

Deno.test("timeLeft() is nothing once all is done", () => {
  const shown = { ...HALF, done: { entries: 0, bytes: 100_000 } };
  const left = timeLeft(SAID, shown, { pace: pace(0), atMs: 1 });
  assertEquals(left?.milliseconds, 0);
});
