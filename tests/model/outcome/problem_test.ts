import {
  describeProblem,
  type Problem,
} from "../../../src/model/outcome/problem.ts";
import type { RelativePath } from "../../../src/model/paths/path.ts";
import { assertEquals } from "../../support/assert.ts";

const PROBLEM: Problem = {
  path: "a" as RelativePath,
  doing: "read the source file",
  code: "EACCES",
  reason: "permission denied",
};

Deno.test("describeProblem() says what was done, why it failed, and the code", () => {
  assertEquals(
    describeProblem(PROBLEM),
    "cannot read the source file: permission denied (EACCES)",
  );
});

Deno.test("describeProblem() names no code where there is none", () => {
  assertEquals(
    describeProblem({ ...PROBLEM, code: "" }),
    "cannot read the source file: permission denied",
  );
});
