import {
  parseChangeLimit,
  parseDeleteLimit,
} from "../../../src/cli/arguments/limit.ts";
import { UsageError } from "../../../src/cli/usage_error.ts";
import type { Limit } from "../../../src/model/safety/safety.ts";
import { assertEquals, assertThrows } from "../../support/assert.ts";

const LIMITS: Readonly<Record<string, Limit>> = {
  "0": { kind: "count", count: 0 },
  "100": { kind: "count", count: 100 },
  "0%": { kind: "percent", percent: 0 },
  "12.5%": { kind: "percent", percent: 12.5 },
  "100%": { kind: "percent", percent: 100 },
};

const PARSERS = { parseDeleteLimit, parseChangeLimit } as const;

for (const [name, parse] of Object.entries(PARSERS)) {
  for (const [text, limit] of Object.entries(LIMITS)) {
    Deno.test(`${name}() understands ${text}`, () => {
      assertEquals(parse(text), limit);
    });
  }

  Deno.test(`${name}() sets no limit where none is given`, () => {
    assertEquals(parse(undefined), undefined);
  });

  for (const text of ["", "x", "-1", "1.5", "101%", "5 %", "%", "1e3"]) {
    Deno.test(`${name}() refuses "${text}", and says what it may be`, () => {
      assertThrows(
        () => parse(text),
        UsageError,
        `"${text}" is no limit for ${
          name === "parseDeleteLimit" ? "removals" : "changes"
        }: expected a number of`,
      );
    });
  }
}
