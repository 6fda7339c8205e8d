import { splitArguments } from "../../../src/cli/arguments/arguments.ts";
import {
  parseRestore,
  type RestoreWish,
} from "../../../src/cli/trash/restore_request.ts";
import { UsageError } from "../../../src/cli/usage_error.ts";
import { assertEquals, assertThrows } from "../../support/assert.ts";

const NOW = Date.UTC(2026, 10, 21, 12);

function wishOf(...args: readonly string[]): RestoreWish {
  return parseRestore(splitArguments(["restore", ...args]), NOW);
}

Deno.test("parseRestore() needs a replica, a path and a time, and leaves the rest as it is usual", () => {
  assertEquals(wishOf("r", "p", "--at", "1d"), {
    replica: "r",
    path: "p",
    at: "2026-11-20T12-00-00.000Z",
    to: undefined,
    trash: undefined,
    hardLinks: false,
    dryRun: false,
    json: false,
    quiet: false,
    threads: undefined,
    disk: "auto",
  });
});

const OPTIONS: Readonly<Record<string, (wish: RestoreWish) => unknown>> = {
  "--to=x": ({ to }) => to === "x",
  "--trash=t": ({ trash }) => trash === "t",
  "-H": ({ hardLinks }) => hardLinks,
  "-n": ({ dryRun }) => dryRun,
  "-q": ({ quiet }) => quiet,
  "--threads=2": ({ threads }) => threads === 2,
};

for (const [option, holds] of Object.entries(OPTIONS)) {
  Deno.test(`parseRestore() understands ${option}`, () => {
    assertEquals(holds(wishOf("r", "p", "--at=1d", option)), true);
  });
}

const WRONG: readonly (readonly [readonly string[], string])[] = [
  [[], "a replica, a path and a time are needed"],
  [["r", "--at=1d"], "a replica, a path and a time are needed"],
  [["r", "p"], "a replica, a path and a time are needed"],
  [["r", "p", "q", "--at=1d"], '"q" is one name too many'],
  [["", "p", "--at=1d"], "REPLICA is empty"],
  [["r", "", "--at=1d"], "PATH is empty"],
  [["r", "p", "--at=soon"], '"soon" is no time'],
  [["r", "p", "--at=2030-01-01"], '"2030-01-01" is yet to come'],
  [["r", "p", "--at=99999d"], '"99999d" is no time'],
  [["r", "p", "--at=1d", "--keep=1"], '"--keep" is no option of'],
];

for (const [args, message] of WRONG) {
  Deno.test(`parseRestore() refuses ${JSON.stringify(args)}`, () => {
    assertThrows(() => wishOf(...args), UsageError, message);
  });
}
