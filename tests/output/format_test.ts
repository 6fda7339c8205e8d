import fc from "fast-check";
import {
  formatBytes,
  formatMilliseconds,
  formatRate,
  formatTime,
} from "../../src/output/format.ts";
import { propertyRuns } from "../property/runs.ts";
import { assertEquals, assertMatch } from "../support/assert.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

const SIZES: Readonly<Record<string, number>> = {
  "0 B": 0,
  "1 B": 1,
  "999 B": 999,
  "1 KiB": KIB,
  "1.5 KiB": 1.5 * KIB,
  "1.02 KiB": 1045,
  "10 MiB": 10 * MIB,
  "3.5 GiB": 3.5 * KIB * MIB,
  "1 TiB": MIB * MIB,
  "8 PiB": 2 ** 53,
};

for (const [text, bytes] of Object.entries(SIZES)) {
  Deno.test(`formatBytes() writes ${bytes} bytes as ${text}`, () => {
    assertEquals(formatBytes(bytes), text);
  });
}

Deno.test("formatBytes() writes sizes below 1 KiB exactly", () => {
  for (let bytes = 0; bytes < KIB; bytes++) {
    assertEquals(formatBytes(bytes), `${bytes} B`);
  }
});

Deno.test("formatBytes() is never further off than one in a hundred", () => {
  const factors = Object.fromEntries(
    ["B", "KiB", "MiB", "GiB", "TiB", "PiB"].map((
      unit,
      index,
    ) => [unit, KIB ** index]),
  );
  fc.assert(
    fc.property(fc.maxSafeNat(), (bytes) => {
      const [number, unit = ""] = formatBytes(bytes).split(" ");
      const shown = Number(number) * (factors[unit] ?? 0);
      assertEquals(Math.abs(shown - bytes) <= bytes / 100, true);
    }),
    propertyRuns(),
  );
});

const SPANS: readonly (readonly [number, string])[] = [
  [0, "0 ms"],
  [0.4, "0 ms"],
  [85.3, "85 ms"],
  [999, "999 ms"],
  [1000, "1.00 s"],
  [2345, "2.35 s"],
  [59_990, "59.99 s"],
  [60_000, "1 min 0 s"],
  [200_000, "3 min 20 s"],
  [3_599_994, "59 min 59 s"],
  [3_599_999, "1 h 00 min"],
  [3_600_000, "1 h 00 min"],
  [7_500_000, "2 h 05 min"],
  [360_000_000, "100 h 00 min"],
];

for (const [milliseconds, text] of SPANS) {
  Deno.test(`formatMilliseconds() writes ${milliseconds} ms as ${text}`, () => {
    assertEquals(formatMilliseconds(milliseconds), text);
  });
}

Deno.test("formatMilliseconds() goes over to the next unit when it rounds up to it", () => {
  assertEquals(formatMilliseconds(999.6), "1.00 s");
  assertEquals(formatMilliseconds(59_996), "1 min 0 s");
});

const RATES: readonly (readonly [number, number, string])[] = [
  [0, 1000, "0 B/s"],
  [5, 1000, "5 B/s"],
  [MIB, 500, "2 MiB/s"],
  [100 * MIB, 10_000, "10 MiB/s"],
];

for (const [bytes, milliseconds, text] of RATES) {
  Deno.test(`formatRate() writes ${bytes} bytes in ${milliseconds} ms as ${text}`, () => {
    assertEquals(formatRate(bytes, milliseconds), text);
  });
}

Deno.test("formatRate() takes no time at all for a millisecond", () => {
  assertEquals(formatRate(1000, 0), formatRate(1000, 1));
});

const ZONES: Readonly<Record<string, number>> = {
  "+00:00": 0,
  "+01:00": -60,
  "-05:00": 300,
  "+05:30": -330,
  "+05:45": -345,
  "-03:30": 210,
  "+14:00": -840,
  "-12:00": 720,
};

for (const [zone, minutesWest] of Object.entries(ZONES)) {
  Deno.test(`formatTime() ends with the zone ${zone}`, () => {
    const time = new Date(2026, 10, 21, 9, 56, 1, 123);
    Object.assign(time, { getTimezoneOffset: () => minutesWest });
    assertEquals(formatTime(time), `2026-11-21 09:56:01.123${zone}`);
  });
}

Deno.test("formatTime() writes every part with all its digits", () => {
  const time = new Date(2026, 0, 2, 3, 4, 5, 6);
  assertMatch(formatTime(time), /^2026-01-02 03:04:05\.006[+-]\d\d:\d\d$/);
});

Deno.test("formatTime() names the very millisecond", () => {
  const years = { min: new Date("1980-01-01"), max: new Date("2100-01-01") };
  const anyTime = fc.date({ ...years, noInvalidDate: true });
  fc.assert(
    fc.property(anyTime, (time) => {
      assertEquals(
        Date.parse(formatTime(time).replace(" ", "T")),
        time.getTime(),
      );
    }),
    propertyRuns(),
  );
});
