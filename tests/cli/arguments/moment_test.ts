import { parseMoment } from "../../../src/cli/arguments/moment.ts";
import { assertEquals } from "../../support/assert.ts";

const NOW = Date.UTC(2026, 10, 21, 12);

const TIMES: Readonly<Record<string, number>> = {
  "2026-11-20T10-00-00.123Z": Date.UTC(2026, 10, 20, 10, 0, 0, 123),
  "2026-11-20T10:00Z": Date.UTC(2026, 10, 20, 10),
  "2026-11-20 10:00:30.5+01:00": Date.UTC(2026, 10, 20, 9, 0, 30, 500),
  "2026-11-20 10:00:30.123-0230": Date.UTC(2026, 10, 20, 12, 30, 30, 123),
  "2026-11-20 10:00:30 +01:00": Date.UTC(2026, 10, 20, 9, 0, 30),
  "2026-11-20": new Date(2026, 10, 20).getTime(),
  "2026-11-20 14:03": new Date(2026, 10, 20, 14, 3).getTime(),
  "2026-11-20T14:03:05": new Date(2026, 10, 20, 14, 3, 5).getTime(),
  "3d": NOW - 3 * 86_400_000,
  "1h30m": NOW - 5_400_000,
};

for (const [text, time] of Object.entries(TIMES)) {
  Deno.test(`parseMoment() understands ${text}`, () => {
    assertEquals(parseMoment(text, NOW), time);
  });
}

for (
  const text of [
    "",
    "yesterday",
    "2026",
    "600",
    "2026-11",
    "2026-11-31",
    "2026-02-29",
    "2026-13-01",
    "2026-11-20 24:00",
    "2026-11-20 10:60",
    "2026-11-20 10",
    "20.11.2026",
    "-3d",
  ]
) {
  Deno.test(`parseMoment() takes ${JSON.stringify(text)} for no time`, () => {
    assertEquals(parseMoment(text, NOW), undefined);
  });
}
