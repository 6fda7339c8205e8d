import { numbersOf } from "../../src/cli/make_pool.ts";
import { assertEquals } from "../support/assert.ts";

Deno.test("numbersOf() takes the number that is asked for, however slow a disk is", () => {
  assertEquals(numbersOf(3, 64), { threads: 3, threadsIfSlow: 3 });
  assertEquals(numbersOf(20, 2), { threads: 20, threadsIfSlow: 20 });
});

Deno.test("numbersOf() takes one for each core, at most 8, and 8 to 16 on a slow disk", () => {
  const numbers = [1, 2, 6, 8, 64].map((cores) => {
    const { threads, threadsIfSlow } = numbersOf(undefined, cores);
    return [cores, threads, threadsIfSlow];
  });
  assertEquals(numbers, [
    [1, 1, 8],
    [2, 2, 8],
    [6, 6, 12],
    [8, 8, 16],
    [64, 8, 16],
  ]);
});
