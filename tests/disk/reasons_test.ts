import { constants } from "node:os";
import { codeForNumber, reasonForCode } from "../../src/disk/reasons.ts";
import { assert, assertEquals, assertMatch } from "../support/assert.ts";

/** Codes that a mirror must expect of a disk, with errno(3) in mind. */
const EXPECTED = [
  "EACCES",
  "EBUSY",
  "EDQUOT",
  "EFBIG",
  "EIO",
  "ENAMETOOLONG",
  "ENOENT",
  "ENOSPC",
  "ENOTEMPTY",
  "EPERM",
  "EROFS",
  "ESTALE",
  "ETXTBSY",
  "EXDEV",
];

for (const code of EXPECTED) {
  Deno.test(`reasonForCode() has words for ${code}`, () => {
    assertMatch(reasonForCode(code) ?? "", /^[a-z][a-zA-Z ,-]+[^.]$/);
  });
}

Deno.test("reasonForCode() has no words for what is no code", () => {
  for (const code of ["", "EWHAT", "errno 71"]) {
    assertEquals(reasonForCode(code), undefined);
  }
});

const NUMBERS = [4, 6, 19, 23, 26, 27, 95, 110, 116, 122];

for (const number of NUMBERS) {
  Deno.test({
    name: `codeForNumber() names ${number} as Linux does`,
    ignore: Deno.build.os !== "linux",
    fn: () => {
      const code = codeForNumber(number);
      const { [code]: errno } = constants.errno as Record<string, number>;
      assertEquals(errno, number);
      assert(code === "EINTR" || reasonForCode(code) !== undefined);
    },
  });
}

Deno.test("codeForNumber() returns the number where it knows no name", () => {
  assertEquals(codeForNumber(71), "errno 71");
});
