import { EXIT } from "../../src/cli/exit_code.ts";
import { helpText } from "../../src/cli/help.ts";
import { isOptionOf, OPTIONS, type OptionSpec } from "../../src/cli/options.ts";
import { SUBCOMMANDS, type SubcommandSpec } from "../../src/cli/subcommands.ts";
import {
  assert,
  assertEquals,
  assertStringIncludes,
} from "../support/assert.ts";

const SPECS: readonly OptionSpec[] = OPTIONS;

for (const { name: subcommand } of SUBCOMMANDS) {
  for (const option of SPECS) {
    const { name, short, value, help } = option;
    if (!isOptionOf(option, subcommand)) continue;
    Deno.test(`helpText() of ${subcommand} describes --${name} in one line`, () => {
      const line = helpText(subcommand).split("\n").find((line) =>
        new RegExp(`^ +(-., )?--${name}( |$)`).test(line)
      );
      assert(line !== undefined);
      if (short !== undefined) {
        assertStringIncludes(line, `-${short}, --${name}`);
      }
      if (value !== undefined) assertStringIncludes(line, `--${name} ${value}`);
      assertEquals(line.endsWith(`  ${help}`), true);
    });
  }
}

for (const { name, usage, about, examples } of SUBCOMMANDS) {
  Deno.test(`helpText() of ${name} names its usage and examples`, () => {
    const text = helpText(name);
    assertStringIncludes(text, `${about}.\n`);
    assertStringIncludes(text, `\nUsage: lockstep ${usage}\n`);
    for (const [example, does] of examples) {
      const line = text.split("\n").find((line) =>
        line.startsWith(`  lockstep ${example} `)
      );
      assertEquals(line?.endsWith(`  ${does}`), true, example);
    }
  });

  Deno.test(`helpText() of ${name} leaves options of others out`, () => {
    for (const option of SPECS) {
      if (isOptionOf(option, name)) continue;
      assert(!helpText(name).includes(`--${option.name} `), option.name);
    }
  });

  Deno.test(`helpText() of ${name} ends with one line end`, () => {
    const lines = helpText(name).split("\n");
    assertEquals(lines.at(-1), "");
    assert(lines.at(-2) !== "");
  });
}

Deno.test("helpText() lists the other subcommands and every exit status", () => {
  const text = helpText();
  const [, statuses = ""] = text.split("Exit status:");
  for (const status of Object.values(EXIT)) {
    assert(new RegExp(`\\b${status} `).test(statuses), `${status}`);
  }
  const others: readonly SubcommandSpec[] = SUBCOMMANDS.slice(1);
  for (const { name, about } of others) {
    assert(new RegExp(`^  ${name} +${about}$`, "m").test(text), name);
  }
});

Deno.test("OPTIONS gives no spelling twice", () => {
  const spellings = SPECS.flatMap(({ name, short, also }) => [
    name,
    ...(short === undefined ? [] : [short]),
    ...(also ?? []),
  ]);
  assertEquals(new Set(spellings).size, spellings.length);
});
