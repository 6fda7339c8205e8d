import manifest from "../../deno.json" with { type: "json" };
import { notesOf, versionOf } from "../../release/notes.ts";
import { ReleaseError } from "../../release/release_error.ts";
import { assert, assertEquals, assertThrows } from "../support/assert.ts";
import { CHECKOUT, readFile } from "../support/modules.ts";
import { runCommand } from "../support/shell.ts";

const CHANGELOG = `# Changes

## 1.10.0 (2026-12-01)

- One item, which goes
  on in the next line:
  - a smaller one
    of two lines with
    --option
- \`lockstep
  --help\`

A paragraph
of two lines.

\`\`\`sh
one
two
\`\`\`

## 1.1.0 (not yet released)

- Soon.

## 1.0.0 (2026-02-30)

- A day that there is not.

## 0.9.0 (2026-01-02)

## 0.8.0

- No day.
`;

Deno.test("notesOf() returns a version's section, each item in one line", () => {
  assertEquals(
    notesOf("1.10.0", CHANGELOG),
    `- One item, which goes on in the next line:
  - a smaller one of two lines with --option
- \`lockstep --help\`

A paragraph of two lines.

\`\`\`sh
one
two
\`\`\`
`,
  );
});

for (
  const [version, says] of [
    ["1.10", 'no section "## 1.10"'],
    ["1.10.1", 'no section "## 1.10.1"'],
    ["1.1.0", 'has "## 1.1.0 (not yet released)"; "## 1.1.0 (2026-12-31)"'],
    ["1.0.0", 'has "## 1.0.0 (2026-02-30)"'],
    ["0.9.0", "says nothing of 0.9.0"],
    ["0.8.0", 'has "## 0.8.0"'],
  ] as const
) {
  Deno.test(`notesOf() refuses version ${version} of the example`, () => {
    const error = assertThrows(
      () => notesOf(version, CHANGELOG),
      ReleaseError,
      says,
    );
    assert(!error.message.includes("\n"), error.message);
  });
}

Deno.test("versionOf() takes the tag of the version", () => {
  assertEquals(versionOf("v1.2.3", "1.2.3"), "1.2.3");
});

for (const tag of ["", "1.2.3", "v1.2.4", "v1.2.3-rc.1", "v1.2.3\n"]) {
  Deno.test(`versionOf() refuses the tag ${JSON.stringify(tag)}`, () => {
    assertThrows(
      () => versionOf(tag, "1.2.3"),
      ReleaseError,
      `The tag is ${JSON.stringify(tag)}; v1.2.3 is expected`,
    );
  });
}

Deno.test("CHANGELOG.md has a section for the version of deno.json", () => {
  const { version } = manifest;
  const undated = `## ${version} (not yet released)`;
  const changelog = readFile("CHANGELOG.md")
    .replace(undated, `## ${version} (2026-12-31)`);
  const notes = notesOf(version, changelog);
  assert(notes.startsWith("- "), notes.slice(0, 80));
  assert(!/^ +(?!- )\S/m.test(notes), "an item goes on in a line of its own");
});

Deno.test("release/notes.ts tells a wrong tag in one line", () => {
  const script = `${CHECKOUT}/release/notes.ts`;
  const { ok, out, err } = runCommand(
    Deno.execPath(),
    "run",
    "-A",
    "-q",
    script,
    "--tag",
    "v0.0.0",
  );
  assertEquals([ok, out], [false, ""]);
  assertEquals(
    err,
    `The tag is "v0.0.0"; v${manifest.version} is expected, the version of deno.json\n`,
  );
});
