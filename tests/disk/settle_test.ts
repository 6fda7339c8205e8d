import { settle, settleMs } from "../../src/disk/settle.ts";
import { assert, assertEquals } from "../support/assert.ts";

const NOW = 1_600_000_000_500;

/** The age of a file in milliseconds, or its time's distance from now. */
const CASES: Readonly<Record<string, [number, number]>> = {
  "nothing for a file changed long ago": [3_600_000, 0],
  "nothing for a file changed just over a tick ago": [21, 0],
  "nothing for a file changed a whole tick ago": [20, 0],
  "the rest of a tick for a file changed within it": [5, 15],
  "a whole tick for a file changed now": [0, 20],
  "up to two ticks where the clocks differ a little": [-20, 40],
  "nothing for a time in the future, which proves nothing": [-21, 0],
  "nothing for a time far in the future": [-86_400_000, 0],
};

for (const [name, [age, expected]] of Object.entries(CASES)) {
  Deno.test(`settleMs() asks to wait ${name}`, () => {
    assertEquals(settleMs(timeOf(NOW - age), NOW), expected);
  });
}

const WHOLE = 1_600_000_000_000;

/** A time of whole seconds may be one of FAT's, which come every 2 s. */
const COARSE: Readonly<Record<string, [number, number]>> = {
  "nothing for a whole second 2 s ago": [2000, 0],
  "the rest of 2 s for a whole second within them": [500, 1500],
  "2 s for a whole second that is now": [0, 2000],
  "nothing for a whole second in the future": [-1000, 0],
};

for (const [name, [age, expected]] of Object.entries(COARSE)) {
  Deno.test(`settleMs() asks to wait ${name}`, () => {
    assertEquals(settleMs(timeOf(WHOLE), WHOLE + age), expected);
  });
}

Deno.test("settleMs() looks at less than milliseconds", () => {
  const time = { mtimeSeconds: 1_600_000_000, mtimeNanos: 500_500_000 };
  assertEquals(settleMs(time, NOW), 20.5);
});

Deno.test("settle() does not wait, and says so, where there is no need to", () => {
  assertEquals(settle(timeOf(NOW - 100), NOW), false);
});

Deno.test("settle() waits at least as long as needed, and says so", () => {
  const before = performance.now();
  assertEquals(settle(timeOf(NOW - 5), NOW), true);
  assert(performance.now() - before >= 14);
});

function timeOf(
  milliseconds: number,
): { mtimeSeconds: number; mtimeNanos: number } {
  const mtimeSeconds = Math.floor(milliseconds / 1000);
  return {
    mtimeSeconds,
    mtimeNanos: (milliseconds - mtimeSeconds * 1000) * 1e6,
  };
}
