import { DiskError } from "../../../src/disk/disk.ts";
import { isNotFound, toDiskError } from "../../../src/disk/portable/errors.ts";
import { assert, assertEquals, assertThrows } from "../../support/assert.ts";

const ATTEMPT = { doing: "read the source file", side: "source" } as const;

/** What Deno throws, and the code and words that are to come of it. */
const CASES: Readonly<Record<string, [Error, string, string]>> = {
  "an error with a class and a code": [
    Object.assign(new Deno.errors.PermissionDenied("x"), { code: "EACCES" }),
    "EACCES",
    "permission denied",
  ],
  "a bare error with a code": [
    Object.assign(new Error("No space left (os error 28)"), { code: "ENOSPC" }),
    "ENOSPC",
    "no space left on the disk",
  ],
  "an error with nothing but a number": [
    new Error("Disk quota exceeded (os error 122)"),
    "EDQUOT",
    "the disk quota is used up",
  ],
  "an error with a number and more after it": [
    new Error("Stale file handle (os error 116): read '/a/b'"),
    "ESTALE",
    "the network file system has lost it",
  ],
  "a number that has no name here, in the system's words": [
    new Error("Protocol error (os error 71): read '/a/b'"),
    "errno 71",
    "protocol error",
  ],
  "a code that has no words here, in the system's words": [
    Object.assign(new Error("Odd thing (os error 99)"), { code: "EODD" }),
    "EODD",
    "odd thing",
  ],
  "a permission that Deno does not give": [
    new Deno.errors.NotCapable("Requires read access"),
    "EPERM",
    "operation not permitted",
  ],
  "a name that is not valid UTF-8": [
    new Deno.errors.InvalidData('path "x\\xFF" is not valid UTF-8'),
    "EILSEQ",
    "its name or target is not valid UTF-8, which only the native disk can handle",
  ],
  "what the system does not support": [
    new Deno.errors.NotSupported("no"),
    "EOPNOTSUPP",
    "the file system does not support it",
  ],
};

for (const [name, [error, code, reason]] of Object.entries(CASES)) {
  Deno.test(`toDiskError() names ${name}`, () => {
    const { message, code: found, doing, side } = toDiskError(error, ATTEMPT);
    assertEquals({ message, code: found, doing, side }, {
      message: reason,
      code,
      ...ATTEMPT,
    });
  });
}

Deno.test("toDiskError() names an argument that Deno refuses by its code", () => {
  const error = toDiskError(errorOf(() => Deno.lstatSync("a\0b")), ATTEMPT);
  assertEquals(error.code, "EINVAL");
});

Deno.test("toDiskError() leaves a DiskError as it is", () => {
  const error = new DiskError("gone", { ...ATTEMPT, code: "EGONE" });
  assert(toDiskError(error, { ...ATTEMPT, side: "replica" }) === error);
});

Deno.test("toDiskError() throws on what is no error of the system: that is a bug", () => {
  const bug = new TypeError("x is not a function");
  assert(errorOf(() => toDiskError(bug, ATTEMPT)) === bug);
  assertThrows(() => toDiskError(new Error("no code"), ATTEMPT), Error);
  assertEquals(errorOf(() => toDiskError("text", ATTEMPT)), "text");
});

Deno.test("isNotFound() knows that nothing is there, and nothing else", () => {
  assert(isNotFound(errorOf(() => Deno.lstatSync("/no/such/path"))));
  assert(!isNotFound(errorOf(() => Deno.lstatSync("/dev/null/x"))));
  assert(!isNotFound(undefined));
});

function errorOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error("Nothing was thrown");
}
