import { splitArguments } from "../../../src/cli/arguments/arguments.ts";
import {
  type KeepRequest,
  parseKeeping,
} from "../../../src/cli/arguments/keep.ts";
import { UsageError } from "../../../src/cli/usage_error.ts";
import { assertEquals, assertThrows } from "../../support/assert.ts";

function keepingOf(...args: readonly string[]): KeepRequest {
  return parseKeeping(splitArguments(["s", "r", ...args]));
}

Deno.test("parseKeeping() keeps nothing unless it is asked to", () => {
  assertEquals(keepingOf(), { trash: undefined, keep: undefined });
});

Deno.test("parseKeeping() takes a folder, or one beside the replica", () => {
  assertEquals(keepingOf("--trash", "t").trash, { kind: "folder", path: "t" });
  assertEquals(keepingOf("--keep-versions").trash, { kind: "beside" });
});

const RULES: Readonly<Record<string, KeepRequest["keep"]>> = {
  "--keep=30d": { ageMs: 30 * 86_400_000 },
  "--keep=10": { passes: 10 },
  "--keep=30d,10": { ageMs: 30 * 86_400_000, passes: 10 },
  "--keep=10 --keep=1h30m": { ageMs: 5_400_000, passes: 10 },
};

for (const [words, rule] of Object.entries(RULES)) {
  Deno.test(`parseKeeping() understands ${words}`, () => {
    const { keep } = keepingOf("--keep-versions", ...words.split(" "));
    assertEquals(keep, rule);
  });
}

const WRONG: Readonly<Record<string, string>> = {
  "--keep=10": '"--keep" needs a trash',
  "--trash=t --keep-versions": "exclude each other",
  "--trash=t --keep=0": '"0" does not say how long',
  "--trash=t --keep=-1": '"-1" does not say how long',
  "--trash=t --keep=0d": '"0d" does not say how long',
  "--trash=t --keep=soon": '"soon" does not say how long',
  "--trash=t --keep=10,20": '"10,20" says twice',
  "--trash=t --keep=1d --keep=2d": '"1d,2d" says twice',
  "--trash=t --keep=1d,": '"" does not say how long',
};

for (const [words, message] of Object.entries(WRONG)) {
  Deno.test(`parseKeeping() refuses ${words}`, () => {
    assertThrows(() => keepingOf(...words.split(" ")), UsageError, message);
  });
}
