import { parseChoice } from "../../../src/cli/arguments/values.ts";
import { UsageError } from "../../../src/cli/usage_error.ts";
import { assertEquals, assertThrows } from "../../support/assert.ts";

const WORDS = ["off", "pass"] as const;

Deno.test("parseChoice() takes a word in any case", () => {
  assertEquals(
    ["off", "OFF", "Pass"].map((text) => parseChoice(text, WORDS, "is none")),
    ["off", "off", "pass"],
  );
});

Deno.test("parseChoice() names the words where it is another", () => {
  assertThrows(
    () => parseChoice("on", WORDS, "is no durability"),
    UsageError,
    '"on" is no durability: expected one of off, pass',
  );
});
