import { settle, settleMs, type SettleOptions } from "../../src/disk/settle.ts";
import { Stopped } from "../../src/disk/stop.ts";
import type { Capabilities } from "../../src/model/entry/difference.ts";
import { assert, assertEquals, assertThrows } from "../support/assert.ts";
import { FULL } from "../support/rules.ts";

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
    assertEquals(settleMs(timeOf(NOW - age), at(NOW)), expected);
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
    assertEquals(settleMs(timeOf(WHOLE), at(WHOLE + age)), expected);
  });
}

/** Waits for a file of 5 ms ago, by the steps in which the replica keeps times, in milliseconds. */
const REPLICAS: Readonly<Record<string, [number, number]>> = {
  "to the end of the tick for a replica that keeps milliseconds": [1, 15],
  "a second and a tick for a replica that keeps seconds": [1000, 1015],
  "2 s and a tick for a replica on FAT": [2000, 2015],
};

for (const [name, [replicaGrainMs, expected]] of Object.entries(REPLICAS)) {
  Deno.test(`settleMs() asks to wait ${name}`, () => {
    const wait = settleMs(timeOf(NOW - 5), { now: NOW, replicaGrainMs });
    assertEquals(wait, expected);
  });
}

Deno.test("settleMs() looks at less than milliseconds", () => {
  const time = { mtimeSeconds: 1_600_000_000, mtimeNanos: 500_500_000 };
  assertEquals(settleMs(time, at(NOW)), 20.5);
});

Deno.test("settle() does not wait, and says so, where there is no need to", () => {
  assertEquals(settle(timeOf(NOW - 100), optionsAt(NOW)), false);
});

Deno.test("settle() waits at least as long as needed, and says so", () => {
  const before = performance.now();
  assertEquals(settle(timeOf(NOW - 5), optionsAt(NOW)), true);
  assert(performance.now() - before >= 14);
});

Deno.test("settle() hears a stop, also while it waits", () => {
  let asked = 0;
  const stop = { isSet: () => ++asked > 2 };
  const options = { ...optionsAt(WHOLE), stop };
  assertThrows(() => settle(timeOf(WHOLE), options), Stopped);
  assertEquals(asked, 3);
});

Deno.test("settle() asks what the replica keeps only for files of the last seconds", () => {
  const capabilities = (): Capabilities => {
    throw new Error("asked");
  };
  const options = { ...optionsAt(NOW), capabilities };
  assertEquals(settle(timeOf(NOW - 2020), options), false);
  assertThrows(() => settle(timeOf(NOW - 2019), options), Error, "asked");
});

function at(now: number): Parameters<typeof settleMs>[1] {
  return { now, replicaGrainMs: 1 };
}

function optionsAt(now: number): SettleOptions {
  return {
    now: () => now,
    stop: { isSet: () => false },
    capabilities: () => FULL,
  };
}

function timeOf(
  milliseconds: number,
): { mtimeSeconds: number; mtimeNanos: number } {
  const mtimeSeconds = Math.floor(milliseconds / 1000);
  return {
    mtimeSeconds,
    mtimeNanos: (milliseconds - mtimeSeconds * 1000) * 1e6,
  };
}
