import type { RelativePath } from "../../../src/model/paths/path.ts";
import { ruleLibrary } from "../../../src/model/rules/gitignore.ts";
import { parseRule, type Rule } from "../../../src/model/rules/rule.ts";
import { assertEquals } from "../../support/assert.ts";

Deno.test("excludes() answers the same however many paths it was asked about before", () => {
  const rules = rulesOf("*7", "!17");
  const set = ruleLibrary.join([ruleLibrary.compile(rules)]);
  for (let number = 0; number < 10_000; number++) {
    const path = `a/${number}` as RelativePath;
    const isOut = number % 10 === 7 && number !== 17;
    assertEquals(set.excludes(path, false), isOut, path);
  }
});

Deno.test("join() lets the later list decide", () => {
  const [first, second] = [rulesOf("a"), rulesOf("!a")]
    .map((rules) => ruleLibrary.compile(rules));
  if (first === undefined || second === undefined) throw new Error("No rules");
  const path = "a" as RelativePath;
  assertEquals(ruleLibrary.join([first, second]).excludes(path, false), false);
  assertEquals(ruleLibrary.join([second, first]).excludes(path, false), true);
});

Deno.test("findRule() names the last rule that matches, also one that brings back", () => {
  const rules = rulesOf("*", "!*.o", "x.o", "!a/x.o", "b");
  const find = (path: string, among = rules): string | undefined => {
    const asked = { path: path as RelativePath, isFolder: false };
    return ruleLibrary.findRule(among, asked)?.text;
  };
  assertEquals(
    ["y", "y.o", "x.o", "a/x.o", "a/b"].map((path) => find(path)),
    ["*", "!*.o", "x.o", "!a/x.o", "b"],
  );
  assertEquals(
    find("a", rulesOf("a/")),
    undefined,
  );
});

Deno.test("excludes() takes what stands for a character as docs/filters.md says", () => {
  const isOut = (rule: string, path: string): boolean =>
    ruleLibrary.join([ruleLibrary.compile(rulesOf(rule))])
      .excludes(path as RelativePath, false);
  const cases: readonly [rule: string, path: string, isOut: boolean][] = [
    ["?", "\u00e9", true],
    ["[!a]", "\u00e9", true],
    ["[\u00e0-\u00ff]", "\u00e9", true],
    ["?", "\u{1f600}", false],
    ["??", "\u{1f600}", true],
    ["*", "\u{1f600}", true],
    ["a**b", "axb", true],
    ["a**b", "a/b", false],
    ["[]a]", "]", true],
    ["[[:digit:]]", "7", true],
  ];
  for (const [rule, path, expected] of cases) {
    assertEquals(isOut(rule, path), expected, `${rule} ${path}`);
  }
});

function rulesOf(...lines: readonly string[]): readonly Rule[] {
  return lines.flatMap((line) =>
    parseRule(line, { kind: "option", option: "exclude" })
  );
}
