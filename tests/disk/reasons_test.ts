import { reasonForCode } from "../../src/disk/reasons.ts";
import { assertEquals, assertMatch } from "../support/assert.ts";

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
