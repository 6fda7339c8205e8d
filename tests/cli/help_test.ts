import { EXIT } from "../../src/cli/exit_code.ts";
import { helpText } from "../../src/cli/help.ts";
import { OPTIONS, type OptionSpec } from "../../src/cli/options.ts";
import {
  assert,
  assertEquals,
  assertStringIncludes,
} from "../support/assert.ts";

const SPECS: readonly OptionSpec[] = OPTIONS;

for (const { name, short, value, help } of SPECS) {
  Deno.test(`helpText() describes --${name} in one line`, () => {
    const line = helpText().split("\n").find((line) =>
      new RegExp(`^ +(-., )?--${name}( |$)`).test(line)
    );
    assert(line !== undefined);
    if (short !== undefined) assertStringIncludes(line, `-${short}, --${name}`);
    if (value !== undefined) assertStringIncludes(line, `--${name} ${value}`);
    assertEquals(line.endsWith(`  ${help}`), true);
  });
}

Deno.test("helpText() names the usage and every exit status", () => {
  const text = helpText();
  assertStringIncludes(text, "lockstep [sync] SOURCE REPLICA [INTERVAL] [LOG]");
  const [, statuses = ""] = text.split("Exit status:");
  for (const status of Object.values(EXIT)) {
    assert(new RegExp(`\\b${status} `).test(statuses), `${status}`);
  }
});

Deno.test("helpText() ends with one line end", () => {
  const lines = helpText().split("\n");
  assertEquals(lines.at(-1), "");
  assert(lines.at(-2) !== "");
});

Deno.test("OPTIONS gives no spelling twice", () => {
  const spellings = SPECS.flatMap(({ name, short, also }) => [
    name,
    ...(short === undefined ? [] : [short]),
    ...(also ?? []),
  ]);
  assertEquals(new Set(spellings).size, spellings.length);
});
