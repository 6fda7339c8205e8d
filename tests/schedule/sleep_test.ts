import { sleep } from "../../src/schedule/sleep.ts";
import { assertEquals } from "../support/assert.ts";
import { fakeTimers } from "../support/fake_timers.ts";

/** The longest that one timer can wait, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

const NEVER = new AbortController().signal;

Deno.test("sleep() waits as long as asked for", async () => {
  using timers = fakeTimers();
  const sleeping = watch(sleep(1234, NEVER));
  assertEquals(timers.waiting(), [1234]);
  assertEquals(sleeping.isOver(), false);
  await timers.tick();
  assertEquals(sleeping.isOver(), true);
  assertEquals(timers.now(), 1234);
});

Deno.test("sleep() waits longer than one timer can", async () => {
  using timers = fakeTimers();
  const sleeping = watch(sleep(2 * LONGEST + 5, NEVER));
  const set: (readonly number[])[] = [];
  while (!sleeping.isOver()) {
    set.push(timers.waiting());
    await timers.tick();
  }
  assertEquals(set, [[LONGEST], [LONGEST], [5]]);
  assertEquals(timers.now(), 2 * LONGEST + 5);
});

for (const milliseconds of [0, -1]) {
  Deno.test(`sleep() sets no timer for ${milliseconds} ms`, async () => {
    using timers = fakeTimers();
    await sleep(milliseconds, NEVER);
    assertEquals(timers.waiting(), []);
  });
}

Deno.test("sleep() does not begin to wait after a stop", async () => {
  using timers = fakeTimers();
  await sleep(1000, AbortSignal.abort());
  assertEquals(timers.waiting(), []);
});

Deno.test("sleep() is ended by a stop, and leaves no timer behind", async () => {
  using timers = fakeTimers();
  const stop = new AbortController();
  const sleeping = sleep(1000, stop.signal);
  stop.abort();
  await sleeping;
  assertEquals(timers.waiting(), []);
  assertEquals(timers.now(), 0);
});

Deno.test("sleep() is ended by a stop also in the last of several timers", async () => {
  using timers = fakeTimers();
  const stop = new AbortController();
  const sleeping = sleep(LONGEST + 1000, stop.signal);
  await timers.tick();
  assertEquals(timers.waiting(), [1000]);
  stop.abort();
  await sleeping;
  assertEquals(timers.waiting(), []);
});

Deno.test("sleep() stops listening for stops when it is over", async () => {
  using timers = fakeTimers();
  const stop = new AbortController();
  let listeners = 0;
  const { addEventListener, removeEventListener } = stop.signal;
  Object.assign(stop.signal, {
    addEventListener: (type: "abort", listener: () => void) => {
      listeners++;
      addEventListener.call(stop.signal, type, listener);
    },
    removeEventListener: (type: "abort", listener: () => void) => {
      listeners--;
      removeEventListener.call(stop.signal, type, listener);
    },
  });
  const sleeping = sleep(10, stop.signal);
  assertEquals(listeners, 1);
  await timers.tick();
  await sleeping;
  assertEquals(listeners, 0);
});

/** Looks on whether something is over. */
function watch(work: Promise<void>): { readonly isOver: () => boolean } {
  let isOver = false;
  work.then(() => isOver = true);
  return { isOver: () => isOver };
}
