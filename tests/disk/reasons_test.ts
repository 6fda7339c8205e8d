import { reasonForCode } from "../../src/disk/reasons.ts";
import { assertEquals, assertMatch } from "../support/assert.ts";

/** Codes that a mirror must expect of a disk, with errno(3) in mind. */
const EXPECTED = [
  "EACCES",
  "EBADMSG",
  "EBUSY",
  "EDQUOT",
  "EFBIG",
  "EIO",
  "EMFILE",
  "ENAMETOOLONG",
  "ENOENT",
  "ENOSPC",
  "ENOTCONN",
  "ENOTEMPTY",
  "EPERM",
  "EROFS",
  "ESTALE",
  "ETXTBSY",
  "EUCLEAN",
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
