import { mayGiveAway } from "../../src/disk/give_away.ts";
import { assertEquals } from "../support/assert.ts";

const STATUSES: Readonly<Record<string, [string, boolean]>> = {
  "all of root's rights": [
    "Uid:\t0\nCapEff:\t000001ffffffffff\nCapBnd:\t0",
    true,
  ],
  "all but that": [
    "CapPrm:\t1\nCapEff:\t000001fffffffffe\nCapBnd:\t1\n",
    false,
  ],
  "no rights": ["CapEff:\t0000000000000000\n", false],
  "no word of it": ["Name:\tdeno\n", true],
};

for (const [what, [status, isTrue]] of Object.entries(STATUSES)) {
  Deno.test(`mayGiveAway() is ${isTrue} with ${what}`, () => {
    assertEquals(mayGiveAway(status), isTrue);
  });
}
