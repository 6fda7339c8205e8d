import {
  REGULAR_TIMES,
  timetableOf,
} from "../../../src/cli/schedule/timetable.ts";
import { parseDuration } from "../../../src/schedule/duration.ts";
import { assertEquals } from "../../support/assert.ts";

Deno.test("timetableOf() knows the times that are told, and no others", () => {
  const known = REGULAR_TIMES.split(/, | and /).map(parseDuration);
  for (let minutes = 1; minutes <= 14 * 24 * 60; minutes++) {
    const everyMs = minutes * 60_000;
    assertEquals(
      timetableOf(everyMs) !== undefined,
      known.includes(everyMs),
      `${minutes} minutes`,
    );
  }
});

Deno.test("timetableOf() knows no parts of a minute", () => {
  for (const everyMs of [0, 500, 1000, 30_000, 90_000]) {
    assertEquals(timetableOf(everyMs), undefined);
  }
});
