import { constants } from "node:os";
import { errnoName } from "../../src/disk/errno.ts";
import { assertEquals } from "../support/assert.ts";

const NUMBERS = [
  1,
  2,
  4,
  6,
  13,
  17,
  19,
  20,
  21,
  23,
  26,
  27,
  28,
  36,
  38,
  39,
  40,
  95,
  110,
  116,
  122,
];

for (const number of NUMBERS) {
  Deno.test({
    name: `errnoName() names ${number} as Linux does`,
    ignore: Deno.build.os !== "linux",
    fn: () => {
      const code = errnoName(number);
      const { [code]: errno } = constants.errno as Record<string, number>;
      assertEquals(errno, number);
    },
  });
}

Deno.test("errnoName() returns the number where it knows no name", () => {
  assertEquals(errnoName(71), "errno 71");
});
