import fc from "fast-check";
import { parseDuration } from "../../src/schedule/duration.ts";
import { propertyRuns } from "../property/runs.ts";
import { assertEquals } from "../support/assert.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const DURATIONS: Readonly<Record<string, number>> = {
  "600": 600 * SECOND,
  "0": 0,
  "0s": 0,
  "007": 7 * SECOND,
  "0.5": 500,
  "1.0": SECOND,
  "0.0004": 0,
  "0.0005": 1,
  "30s": 30 * SECOND,
  "10m": 10 * MINUTE,
  "2h": 2 * HOUR,
  "1d": DAY,
  "1h30m": HOUR + 30 * MINUTE,
  "1d2h3m4s": DAY + 2 * HOUR + 3 * MINUTE + 4 * SECOND,
  "1.5h": 90 * MINUTE,
  "0.1s": 100,
  "0.5m0.5s": 30_500,
  "30m1h": HOUR + 30 * MINUTE,
  "1m1m": 2 * MINUTE,
  "90m": 90 * MINUTE,
  "365d": 365 * DAY,
};

for (const [text, milliseconds] of Object.entries(DURATIONS)) {
  Deno.test(`parseDuration() reads "${text}" as ${milliseconds} ms`, () => {
    assertEquals(parseDuration(text), milliseconds);
  });
}

const OTHERS = [
  "",
  " ",
  "abc",
  "-5",
  "+5",
  "5 ",
  " 5",
  "1 h",
  ".5",
  "5.",
  "1,5",
  "1e3",
  "366001d",
  "99999999999999",
  "0x10",
  "5x",
  "5ms",
  "5S",
  "5M",
  "h",
  "1h30",
  "1h-5m",
  "NaN",
  "Infinity",
  "10m.txt",
  "10m\n",
  "\uff11\uff10",
];

for (const text of OTHERS) {
  Deno.test(`parseDuration() takes ${JSON.stringify(text)} for no duration`, () => {
    assertEquals(parseDuration(text), undefined);
  });
}

Deno.test("parseDuration() adds up any parts of whole numbers", () => {
  const part = fc.record({
    count: fc.nat({ max: 100_000 }),
    unit: fc.constantFrom(...Object.entries({ s: SECOND, m: MINUTE, h: HOUR })),
  });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
      const text = parts.map(({ count, unit: [letter] }) => count + letter);
      const sum = parts.map(({ count, unit: [, factor] }) => count * factor)
        .reduce((a, b) => a + b);
      assertEquals(parseDuration(text.join("")), sum);
    }),
    propertyRuns(),
  );
});

Deno.test("parseDuration() never answers anything but whole milliseconds from 0 on", () => {
  const text = fc.string({
    unit: fc.constantFrom(..."0123456789.smhd -"),
    maxLength: 12,
  });
  fc.assert(
    fc.property(text, (text) => {
      const milliseconds = parseDuration(text);
      if (milliseconds === undefined) return;
      assertEquals(Number.isInteger(milliseconds), true);
      assertEquals(milliseconds >= 0, true);
    }),
    propertyRuns(),
  );
});
