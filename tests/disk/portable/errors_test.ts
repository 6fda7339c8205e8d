import { DiskError } from "../../../src/disk/disk.ts";
import {
  isNotFound,
  isSystemError,
  toDiskError,
} from "../../../src/disk/portable/errors.ts";
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
    const made = toDiskError(error, ATTEMPT, "linux");
    const { message, code: found, doing, side } = made;
    assertEquals({ message, code: found, doing, side }, {
      message: reason,
      code,
      ...ATTEMPT,
    });
  });
}

/** What Deno throws on other systems: the words of Windows are those that Wine 10 has. */
const ELSEWHERE: Readonly<
  Record<string, [typeof Deno.build.os, Error, string, string]>
> = {
  "an open file of Windows": [
    "windows",
    coded("EBUSY", "Sharing violation. (os error 32): readfile 'C:\\a'"),
    "EBUSY",
    "another program has it open",
  ],
  "a locked part of a file of Windows": [
    "windows",
    new Error("Lock violation. (os error 33)"),
    "EBUSY",
    "another program has locked a part of it",
  ],
  "denied access of Windows, which is no lack of a feature": [
    "windows",
    coded("EPERM", "Access denied. (os error 5): remove 'C:\\a'"),
    "EACCES",
    "access is denied: the right to it may be missing, or another program may have it open",
  ],
  "a name that Windows refuses, which has not gone away": [
    "windows",
    coded("ENOENT", "Invalid name. (os error 123): mkdir 'C:\\a*b'"),
    "EINVAL",
    "Windows does not accept the name",
  ],
  "the missing right to make links on Windows": [
    "windows",
    new Error("A required privilege is not held. (os error 1314)"),
    "EPERM",
    "Windows lets only administrators do this, or anyone once its developer mode is on",
  ],
  "a number of Windows that has no words here": [
    "windows",
    coded("EODD", "Odd thing (os error 4711)"),
    "EODD",
    "odd thing",
  ],
  "a number of macOS that Linux has for another thing": [
    "darwin",
    new Error("Disc quota exceeded (os error 69)"),
    "EDQUOT",
    "the disk quota is used up",
  ],
  "a number of macOS that is not known": [
    "darwin",
    new Error("Attribute not found (os error 222)"),
    "errno 222",
    "attribute not found",
  ],
  "what a file system does not support, as macOS calls it": [
    "darwin",
    coded("ENOTSUP", "Operation not supported (os error 45)"),
    "EOPNOTSUPP",
    "the file system does not support it",
  ],
};

for (const [name, [os, error, code, reason]] of Object.entries(ELSEWHERE)) {
  Deno.test(`toDiskError() names ${name}`, () => {
    const { message, code: found } = toDiskError(error, ATTEMPT, os);
    assertEquals({ message, code: found }, { message: reason, code });
  });
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
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
  assert(!isNotFound(errorOf(() => Deno.mkdirSync(Deno.cwd()))));
  assert(!isNotFound(undefined));
});

Deno.test("isSystemError() tells what a system refuses from a mistake", () => {
  const refused = [
    () => Deno.lstatSync("/no/such/path"),
    () => Deno.lstatSync("a\0b"),
    () => Deno.readLinkSync(Deno.cwd()),
    () => Deno.mkdirSync(Deno.cwd()),
    () => Deno.lstatSync(`/${"long".repeat(5000)}`),
  ];
  for (const action of refused) assert(isSystemError(errorOf(action)));
  const mistakes = [new TypeError("x is not a function"), "text", undefined];
  for (const mistake of mistakes) assert(!isSystemError(mistake));
});

function errorOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error("Nothing was thrown");
}
