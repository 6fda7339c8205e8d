import {
  describeError,
  reasonForCode,
} from "../../../src/model/outcome/reasons.ts";
import { assertEquals, assertMatch } from "../../support/assert.ts";

/** Codes that a mirror must expect of a disk, with errno(3) in mind. */
const EXPECTED = [
  "EACCES",
  "EAGAIN",
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

Deno.test("describeError() says what is known by its code in words, and drops the call of all else", () => {
  const errors: readonly [Error, string][] = [
    [
      Object.assign(new Error("Is a directory (os error 21): readfile '/a'"), {
        code: "EISDIR",
      }),
      "it is a folder (EISDIR)",
    ],
    [new Error("Protocol error (os error 71): open '/A'"), "protocol error"],
    [new Error("It is a link: name the File"), "It is a link: name the File"],
  ];
  for (const [error, words] of errors) {
    assertEquals(describeError(error), words);
  }
});
