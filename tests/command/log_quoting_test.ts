import { assert, assertEquals } from "../support/assert.ts";
import {
  BAD_NAME,
  makeBadNames,
  noBadNames,
  testUnless,
} from "../support/conditions.ts";
import {
  assertCode,
  logLines,
  programFolders,
  runOnce,
  runProgram,
} from "../support/program.ts";
import { noDeno27 } from "../support/program_call.ts";
import { namesIn, readText, writeTree } from "../support/tree.ts";

/** Names, and how the log shows them. */
const NAMES: readonly {
  readonly title: string;
  readonly name: string;
  readonly shown: string;
}[] = [
  { title: "a line end", name: "a\nb", shown: "a\\nb" },
  {
    title: "a line end and a forged line",
    name: "a\n2026-01-01 00:00:00.000+00:00 INFO  copied b",
    shown: "a\\n2026-01-01 00:00:00.000+00:00 INFO  copied b",
  },
  { title: "a carriage return", name: "a\rb", shown: "a\\rb" },
  { title: "a tab", name: "a\tb", shown: "a\\tb" },
  {
    title: "a sequence that clears the screen",
    name: "\u001b[2J",
    shown: "\\u001b[2J",
  },
  { title: "a bell", name: "\u0007", shown: "\\u0007" },
  { title: "a delete", name: "\u007f", shown: "\\u007f" },
  { title: "a C1 control", name: "\u009b2J", shown: "\\u009b2J" },
  { title: "a quote", name: 'a"b', shown: 'a\\"b' },
  { title: "a backslash", name: "a\\nb", shown: "a\\\\nb" },
  {
    title: "a mark that turns the text",
    name: "\u202efdp.exe",
    shown: "\\u202efdp.exe",
  },
  {
    title: "marks that isolate text",
    name: "\u2066a\u2069",
    shown: "\\u2066a\\u2069",
  },
  { title: "a line separator", name: "a\u2028b", shown: "a\\u2028b" },
  { title: "blanks", name: " a  b ", shown: " a  b " },
  { title: "only a blank", name: " ", shown: " " },
  { title: "an apostrophe", name: "it's", shown: "it's" },
  {
    title: "letters of all kinds",
    name: "\u00e9\u4e2d\u{1f5c2}",
    shown: "\u00e9\u4e2d\u{1f5c2}",
  },
  { title: "a percent sign", name: "%s%n{0}", shown: "%s%n{0}" },
];

/** Asserts that a terminal, or a program that reads lines, is safe with a text. */
function assertHarmless(text: string): void {
  const found = text.match(
    // deno-lint-ignore no-control-regex
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
  );
  assertEquals(found, null, JSON.stringify(text));
}

for (const { title, name, shown } of NAMES) {
  Deno.test(`lockstep shows a name with ${title} in quotes and escaped`, async () => {
    using folders = programFolders({ source: { [name]: "a" } });
    const finished = await runOnce(folders);
    assertCode(finished, 0);
    assertEquals(
      logLines(finished.stderr)[2],
      `INFO  copied "${shown}" 1 B`,
    );
    assertHarmless(finished.stderr);
    assertEquals(readText(folders.log), finished.stderr);
    assertEquals(namesIn(folders.replica), [name]);
  });

  Deno.test(`lockstep writes a name with ${title} to a log of JSON as it is`, async () => {
    using folders = programFolders({ source: { [name]: "a" } });
    const finished = await runOnce(folders, ["--log-format", "json"]);
    assertHarmless(finished.stderr);
    const lines = finished.stderr.trimEnd().split("\n");
    assertEquals(JSON.parse(lines[2] ?? "").path, name);
    assertEquals(readText(folders.log), finished.stderr);
  });
}

Deno.test("lockstep escapes the names of the roots and of the log", async () => {
  using folders = programFolders();
  const { top } = folders;
  const [source, replica] = [`${top}/a\nb`, `${top}/\u001b[31m"`];
  const log = `${top}/\u202elog`;
  writeTree(source, { "a.txt": "a" });
  writeTree(log, {});
  const finished = await runProgram(
    [source, replica, log, "--once"],
    folders,
  );
  assertHarmless(finished.stderr);
  const lines = logLines(finished.stderr);
  assertEquals(
    lines[0],
    `INFO  pass 1: "${top}/a\\nb" -> "${top}/\\u001b[31m\\""`,
  );
  assert(
    lines.some((line) =>
      line.includes(`Cannot write the log file "${top}/\\u202elog": `)
    ),
    finished.stderr,
  );
});

Deno.test("lockstep escapes the name of a source that does not exist", async () => {
  using folders = programFolders();
  const finished = await runProgram(
    [`${folders.top}/a\n\u001b[31m`, folders.replica, "--once"],
    folders,
  );
  assertCode(finished, 4);
  assertHarmless(finished.stderr);
  assert(
    finished.stderr.includes(`"${folders.top}/a\\n\\u001b[31m"`),
    finished.stderr,
  );
});

testUnless(
  noDeno27("does not list such names") ?? noBadNames(),
  "lockstep reports a name that is not valid UTF-8 to the portable disk, and removes nothing that it could stand for",
  async () => {
    using folders = programFolders({
      source: { "a.txt": "a" },
      replica: { [BAD_NAME]: "kept", "extra.txt": "extra" },
    });
    makeBadNames(folders.source);
    const finished = await runOnce(folders, ["--disk", "portable"]);
    assertCode(finished, 1);
    assert(
      finished.stderr.includes(
        `ERROR failed "${BAD_NAME}" (cannot open it: its name is not valid UTF-8`,
      ),
      finished.stderr,
    );
    assertEquals(namesIn(folders.replica), ["a.txt", BAD_NAME]);
  },
);
