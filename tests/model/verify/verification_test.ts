import type { RelativePath } from "../../../src/model/paths/path.ts";
import type { Finding, Sign } from "../../../src/model/verify/finding.ts";
import {
  countSigns,
  sortFindings,
} from "../../../src/model/verify/verification.ts";
import { assertEquals } from "../../support/assert.ts";

function finding(sign: Sign, path: string): Finding {
  return { sign, path: path as RelativePath };
}

Deno.test("sortFindings() sorts by the bytes of the paths, a folder before what is in it", () => {
  const paths = ["\u{1f5c2}", "\ufb01", "a/b", "a", "a.b", "a b", ""];
  assertEquals(
    sortFindings(paths.map((path) => finding("+", path)))
      .map(({ path }): string => path),
    ["", "a", "a b", "a.b", "a/b", "\ufb01", "\u{1f5c2}"],
  );
});

Deno.test("countSigns() counts each sign by itself", () => {
  const findings = ["+", "-", "-", "*", "!", "!", "!"] as const;
  assertEquals(countSigns(findings.map((sign) => finding(sign, "a"))), {
    "+": 1,
    "-": 2,
    "*": 1,
    "~": 0,
    "!": 3,
  });
});
