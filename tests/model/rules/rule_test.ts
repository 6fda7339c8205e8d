import type { RelativePath } from "../../../src/model/paths/path.ts";
import {
  describeOrigin,
  literal,
  parseRule,
  parseRules,
  type RuleOrigin,
} from "../../../src/model/rules/rule.ts";
import { assertEquals } from "../../support/assert.ts";

const OPTION: RuleOrigin = { kind: "option", option: "exclude" };

/** A line of a folder, and the pattern that it stands for from the root of the source. */
const PATTERNS: readonly (readonly [folder: string, line: string, string])[] = [
  ["", "*.o", "*.o"],
  ["", "/a", "/a"],
  ["", "a/b", "a/b"],
  ["", "\\!a", "\\!a"],
  ["", "!#a", "\\#a"],
  ["", "!!a", "\\!a"],
  ["a", "*.o", "/a/**/*.o"],
  ["a", "b/", "/a/**/b/"],
  ["a", "b/  ", "/a/**/b/  "],
  ["a", "/b", "/a/b"],
  ["a", "b/c", "/a/b/c"],
  ["a", "**/b", "/a/**/b"],
  ["a/b", "!c", "/a/b/**/c"],
  ["a*[b]?\\", "c", "/a\\*\\[b\\]\\?\\\\/**/c"],
];

for (const [folder, line, pattern] of PATTERNS) {
  const where = JSON.stringify([folder, line]);
  Deno.test(`parseRule() of ${where} is ${pattern}`, () => {
    const from: RuleOrigin = {
      kind: "folder",
      folder: folder as RelativePath,
      line: 1,
    };
    assertEquals(parseRule(line, from), [
      { pattern, negative: line.startsWith("!"), text: line, from },
    ]);
  });
}

for (const line of ["", "   ", "#a", "/", "!", "! ", "!/"]) {
  Deno.test(`parseRule() finds no rule in ${JSON.stringify(line)}`, () => {
    assertEquals(parseRule(line, OPTION), []);
  });
}

Deno.test("parseRules() counts lines from 1, and knows byte order marks and line ends", () => {
  const rules = parseRules("\uFEFFa\r\n# b\n\n!c \r\nd", (line) => ({
    kind: "file",
    path: "rules",
    line,
  }));
  assertEquals(
    rules.map(({ text, negative, from }) => [
      text,
      negative,
      describeOrigin(from, JSON.stringify),
    ]),
    [
      ["a", false, 'line 1 of "rules"'],
      ["!c ", true, 'line 4 of "rules"'],
      ["d", false, 'line 5 of "rules"'],
    ],
  );
});

Deno.test("describeOrigin() names the option, or the file in the source", () => {
  assertEquals(describeOrigin(OPTION, JSON.stringify), "--exclude");
  const folder = "a/b" as RelativePath;
  assertEquals(
    describeOrigin({ kind: "folder", folder, line: 2 }, JSON.stringify),
    'line 2 of "a/b/.lockstepignore"',
  );
});

Deno.test("literal() escapes what patterns give a meaning to", () => {
  assertEquals(literal("a b/c[1]*" as RelativePath), "/a b/c\\[1\\]\\*");
});
