import { isTemporary, temporaryName } from "../../src/disk/temporary.ts";
import { assert, assertEquals, assertMatch } from "../support/assert.ts";

Deno.test("temporaryName() makes names that isTemporary() knows", () => {
  for (let count = 0; count < 600; count++) {
    const name = temporaryName();
    assertMatch(name, /^\.lockstep-[0-9a-f]{16}\.tmp$/);
    assert(isTemporary(name));
  }
});

Deno.test("temporaryName() never makes a name twice", () => {
  const names = new Set<string>();
  for (let count = 0; count < 5000; count++) names.add(temporaryName());
  assertEquals(names.size, 5000);
});

Deno.test("temporaryName() draws each of its digits anew", () => {
  const columns = Array.from({ length: 16 }, () => new Set<string>());
  for (let count = 0; count < 600; count++) {
    const digits = temporaryName().slice(10, 26);
    columns.forEach((column, index) => column.add(digits.charAt(index)));
  }
  assertEquals(columns.map(({ size }) => size), Array(16).fill(16));
});

const OTHERS = [
  "",
  ".lockstep-.tmp",
  ".lockstep-0123456789abcde.tmp",
  ".lockstep-0123456789abcdef0.tmp",
  ".lockstep-0123456789ABCDEF.tmp",
  ".lockstep-0123456789abcdeg.tmp",
  ".lockstep-0123456789abcdef.tmp.",
  ".lockstep-0123456789abcdef.tmp\n",
  ".lockstep-0123456789abcdefxtmp",
  "x.lockstep-0123456789abcdef.tmp",
  "lockstep-0123456789abcdef.tmp",
];

for (const name of OTHERS) {
  Deno.test(`isTemporary() does not take ${JSON.stringify(name)} for one of ours`, () => {
    assertEquals(isTemporary(name), false);
  });
}
