import manifest from "../../../deno.json" with { type: "json" };
import { manPage } from "../../../src/cli/help/man_page.ts";
import { OPTIONS, type OptionSpec } from "../../../src/cli/options.ts";
import { SUBCOMMANDS } from "../../../src/cli/subcommands.ts";
import {
  assert,
  assertEquals,
  assertStringIncludes,
} from "../../support/assert.ts";
import { testUnless } from "../../support/conditions.ts";
import { CHECKOUT } from "../../support/program_call.ts";
import { lacks, runCommand } from "../../support/shell.ts";
import { readText } from "../../support/tree.ts";

const PAGE = manPage(manifest.version);
const FILE = `${CHECKOUT}/docs/lockstep.1`;

Deno.test("docs/lockstep.1 is what manPage() makes (deno task man)", () => {
  assertEquals(readText(FILE), PAGE);
});

Deno.test("manPage() tells of every command and every option", () => {
  for (const { name } of SUBCOMMANDS) {
    assertStringIncludes(PAGE, `\n.TP\n\\fB${name}\\fR\n`);
  }
  const specs: readonly OptionSpec[] = OPTIONS;
  for (const { name } of specs) {
    const spelled = `--${name}`.replaceAll("-", "\\-");
    assert(
      new RegExp(`^\\\\fB.*${RegExp.escape(spelled)}[ ,\\\\]`, "m").test(PAGE),
      name,
    );
  }
});

testUnless(
  lacks("groff"),
  "groff makes a page of docs/lockstep.1 without a warning",
  () => {
    const { ok, out, err } = runCommand("groff", "-man", "-ww", "-Tutf8", FILE);
    assertEquals({ ok, err }, { ok: true, err: "" });
    assertStringIncludes(out, "keeps REPLICA an exact");
  },
);

testUnless(
  lacks("mandoc"),
  "mandoc finds nothing to warn of in docs/lockstep.1",
  () => {
    const ran = runCommand("mandoc", "-T", "lint", "-W", "warning", FILE);
    assertEquals(ran, { ok: true, out: "", err: "" });
  },
);

testUnless(
  lacks("mandoc"),
  "mandoc shows docs/lockstep.1 with the signs as they are typed",
  () => {
    const { out } = runCommand("mandoc", "-T", "ascii", FILE);
    // deno-lint-ignore no-control-regex
    const plain = out.replaceAll(/.\x08/g, "");
    for (
      const text of [
        "lockstep ~/photos /mnt/backup/photos --once",
        '--at "2026-11-20 14:03"',
        "-n, --dry-run",
        "%LOCALAPPDATA%",
      ]
    ) assertStringIncludes(plain, text);
  },
);
