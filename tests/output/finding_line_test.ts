import type { RelativePath } from "../../src/model/paths/path.ts";
import type { Finding, Sign } from "../../src/model/verify/finding.ts";
import type { VerificationReport } from "../../src/model/verify/verification.ts";
import {
  findingLine,
  summarizeVerification,
} from "../../src/output/finding_line.ts";
import { assertEquals } from "../support/assert.ts";

const WORDS = { first: "the source", second: "the replica" };

function finding(sign: Sign, path: string, reason?: string): Finding {
  return { sign, path: path as RelativePath, reason };
}

const LINES: readonly (readonly [Finding, string])[] = [
  [finding("+", "a/b"), '+ "a/b"'],
  [finding("~", "", "mode"), '~ "." (mode)'],
  [finding("*", 'a\n"b"\\\u001b[2J'), '* "a\\n\\"b\\"\\\\\\u001b[2J"'],
  [finding("-", "bad\udce9"), '- "bad\\udce9"'],
  [finding("!", "a", "one\ntwo"), '! "a" (one\\ntwo)'],
];

for (const [found, line] of LINES) {
  Deno.test(`findingLine() writes ${line}`, () => {
    assertEquals(findingLine(found), line);
  });
}

function report(
  facts: Partial<VerificationReport> = {},
): VerificationReport {
  return {
    ending: { kind: "done" },
    findings: [],
    entries: 3,
    bytes: 2048,
    milliseconds: 1500,
    ...facts,
  };
}

const SUMMARIES: readonly (readonly [VerificationReport, string])[] = [
  [report(), "equal; 3 entries compared, 2 KiB of contents, in 1.50 s"],
  [
    report({ entries: 1, part: { part: 0, of: 4 } }),
    "equal; 1 entry compared, 2 KiB of contents (part 1 of 4), in 1.50 s",
  ],
  [
    report({
      findings: [finding("+", "a"), finding("!", "b"), finding("!", "c")],
    }),
    "not equal: 1 only in the source, 2 that could not be compared; " +
    "3 entries compared, 2 KiB of contents, in 1.50 s",
  ],
  [
    report({ ending: { kind: "stopped" } }),
    "stopped before its end, no difference so far; " +
    "3 entries compared, 2 KiB of contents, in 1.50 s",
  ],
  [
    report({ ending: { kind: "stopped" }, findings: [finding("-", "a")] }),
    "stopped before its end, not equal: 1 only in the replica; " +
    "3 entries compared, 2 KiB of contents, in 1.50 s",
  ],
];

for (const [verified, summary] of SUMMARIES) {
  Deno.test(`summarizeVerification() says "${summary}"`, () => {
    assertEquals(summarizeVerification(verified, WORDS), summary);
  });
}

Deno.test("summarizeVerification() paints its verdict, and nothing else", () => {
  const report = {
    ending: { kind: "done" },
    findings: [],
    entries: 1,
    bytes: 0,
    milliseconds: 0,
  } as const;
  const paint = (text: string, colour: string): string => `<${colour} ${text}>`;
  const painted = (more: Partial<VerificationReport>): string =>
    summarizeVerification({ ...report, ...more }, { ...WORDS, paint })
      .replace(/;.*/, "");
  assertEquals(painted({}), "<green equal>");
  assertEquals(
    painted({ findings: [finding("+", "a")] }),
    "<red not equal: 1 only in the source>",
  );
  assertEquals(
    painted({ ending: { kind: "stopped" } }),
    "stopped before its end, <yellow no difference so far>",
  );
});
