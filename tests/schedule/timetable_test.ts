import { parseCron } from "../../src/schedule/cron.ts";
import { dueAt, type Timetable } from "../../src/schedule/timetable.ts";
import { assert, assertEquals } from "../support/assert.ts";

const HOUR = 3_600_000;
const TEN = new Date(2026, 10, 21, 10).getTime();

function hourly(): Timetable {
  const parsed = parseCron("0 * * * *");
  assert(parsed.kind === "cron");
  return { kind: "cron", cron: parsed.cron };
}

Deno.test("dueAt() has a single pass at once, and no other", () => {
  const once: Timetable = { kind: "once" };
  assertEquals(dueAt(once, { since: 5, last: undefined }, 7), 5);
  const last = { started: 7, ended: 9 };
  assertEquals(dueAt(once, { since: 5, last }, 10), undefined);
});

Deno.test("dueAt() counts an interval from the end of the last pass", () => {
  const interval: Timetable = { kind: "interval", everyMs: 100 };
  assertEquals(dueAt(interval, { since: 5, last: undefined }, 7), 5);
  const last = { started: 7, ended: 50 };
  assertEquals(dueAt(interval, { since: 5, last }, 60), 150);
});

Deno.test("dueAt() waits no longer than the interval when the clock was set back", () => {
  const interval: Timetable = { kind: "interval", everyMs: 100 };
  const last = { started: 1000, ended: 2000 };
  assertEquals(dueAt(interval, { since: 5, last }, 300), 400);
});

Deno.test("dueAt() waits for the time of a cron expression, also the first time", () => {
  const since = TEN + 5 * 60_000;
  assertEquals(
    dueAt(hourly(), { since, last: undefined }, since),
    TEN + HOUR,
  );
});

Deno.test("dueAt() makes up for all starts that were missed by one", () => {
  const last = { started: TEN, ended: TEN + 3.5 * HOUR };
  const due = dueAt(hourly(), { since: TEN, last }, last.ended);
  assert(due !== undefined && due < last.ended);
  const made = { started: last.ended, ended: last.ended + 1 };
  assertEquals(
    dueAt(hourly(), { since: TEN, last: made }, made.ended),
    TEN + 4 * HOUR,
  );
});

Deno.test("dueAt() does not start again when the clock is put back a little", () => {
  const last = { started: TEN + 20, ended: TEN + 30 };
  assertEquals(
    dueAt(hourly(), { since: TEN - HOUR, last }, TEN - 50),
    TEN + HOUR,
  );
});

Deno.test("dueAt() goes by a clock that was set back by days", () => {
  const last = { started: TEN + 72 * HOUR, ended: TEN + 72 * HOUR };
  assertEquals(dueAt(hourly(), { since: TEN, last }, TEN + 1), TEN + HOUR);
});
