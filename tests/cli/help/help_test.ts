import { EXIT } from "../../../src/cli/exit_code.ts";
import {
  helpText,
  MIRROR_STATUSES,
  overview,
} from "../../../src/cli/help/help.ts";
import {
  isOwnOptionOf,
  OPTIONS,
  type OptionSpec,
} from "../../../src/cli/options.ts";
import {
  type SubcommandName,
  SUBCOMMANDS,
  type SubcommandSpec,
} from "../../../src/cli/subcommands.ts";
import {
  assert,
  assertEquals,
  assertStringIncludes,
} from "../../support/assert.ts";
import { readFile } from "../../support/modules.ts";

const SPECS: readonly OptionSpec[] = OPTIONS;

const COMMANDS: readonly SubcommandSpec[] = SUBCOMMANDS;

for (const { name: subcommand } of SUBCOMMANDS) {
  for (const option of SPECS) {
    const { name, short, value, help } = option;
    if (!isOwnOptionOf(option, subcommand)) continue;
    Deno.test(`helpText() of ${subcommand} describes --${name}`, () => {
      const usage = `${short === undefined ? "    " : `-${short}, `}--${name}${
        value === undefined ? "" : ` ${value}`
      }`;
      const row = rowsOf(helpText(subcommand))
        .find((row) => row.startsWith(`  ${usage}  `));
      assertEquals(row?.slice(usage.length + 2).trim(), help);
    });
  }
}

for (const { name, usage, about, examples, notes } of COMMANDS) {
  Deno.test(`helpText() of ${name} names its usage and examples, and what is to be noted`, () => {
    const text = helpText(name as SubcommandName);
    assertStringIncludes(text, `lockstep ${name} ${about}.\n`);
    const usages = usage.split(" | ").map((line) => `lockstep ${line}\n`);
    assertStringIncludes(text, `\nUsage: ${usages.join("       ")}`);
    for (const [example, does] of examples) {
      assertStringIncludes(text, `\n  lockstep ${example}\n      ${does}\n`);
    }
    for (const note of notes ?? []) {
      assertStringIncludes(text.replaceAll(/\s+/g, " "), note);
    }
  });

  Deno.test(`helpText() of ${name} fits lines of 80 characters`, () => {
    const lines = helpText(name as SubcommandName).split("\n");
    assertEquals(lines.filter((line) => line.length > 80), []);
  });
}

for (const { name } of SUBCOMMANDS) {
  Deno.test(`helpText() of ${name} leaves options of others out`, () => {
    const rows = rowsOf(helpText(name));
    for (const option of SPECS) {
      if (isOwnOptionOf(option, name)) continue;
      const row = new RegExp(`^ +(-., )?--${option.name}( |$)`);
      assertEquals(rows.filter((text) => row.test(text)), []);
    }
  });

  Deno.test(`helpText() of ${name} ends with one line end`, () => {
    const lines = helpText(name).split("\n");
    assertEquals(lines.at(-1), "");
    assert(lines.at(-2) !== "");
  });
}

Deno.test("helpText() of sync tells every exit status", () => {
  for (const status of Object.values(EXIT)) {
    if (status === EXIT.todo) continue;
    assert(new RegExp(`\\b${status} `).test(MIRROR_STATUSES), `${status}`);
  }
  const text = helpText("sync").replaceAll(/\s+/g, " ");
  assertStringIncludes(text, MIRROR_STATUSES);
});

Deno.test("helpText() of plan tells the exit status that only a plan has", () => {
  const text = helpText("plan").replaceAll(/\s+/g, " ");
  assertStringIncludes(text, `${EXIT.todo} something to do,`);
});

Deno.test("overview() fits a screen of 80 columns and 24 lines, with one to spare for the prompt", () => {
  const lines = overview().split("\n").slice(0, -1);
  assertEquals(lines.filter((line) => line.length > 80), []);
  assert(lines.length <= 23, `${lines.length} lines`);
});

Deno.test("docs/terminal.md shows overview()", () => {
  const shown = `$ lockstep --help\n${overview()}\`\`\`\n`;
  assertStringIncludes(readFile("docs/terminal.md"), shown);
});

Deno.test("overview() lists every subcommand in one line, and what most people need", () => {
  const text = overview();
  for (const { name, about } of COMMANDS) {
    assert(new RegExp(`^  ${name} +${about}$`, "m").test(text), name);
  }
  for (const { name, brief } of SPECS) {
    if (brief === undefined) continue;
    const cell = new RegExp(`--${name}( [A-Z]+)? +${RegExp.escape(brief)}`);
    assert(cell.test(text), name);
  }
  assertStringIncludes(text, "--once");
});

Deno.test("OPTIONS gives no spelling twice", () => {
  const spellings = SPECS.flatMap(({ name, short, also }) => [
    name,
    ...(short === undefined ? [] : [short]),
    ...(also ?? []),
  ]);
  assertEquals(new Set(spellings).size, spellings.length);
});

/** Lines with what goes on below them, further to the right. */
function rowsOf(page: string): readonly string[] {
  return page.replaceAll(/\n {8,}/g, " ").split("\n");
}
