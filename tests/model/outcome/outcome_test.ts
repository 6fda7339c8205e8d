import { failed } from "../../../src/model/outcome/outcome.ts";
import type { RelativePath } from "../../../src/model/paths/path.ts";
import { assertEquals } from "../../support/assert.ts";

Deno.test("failed() returns an outcome at the path of the problem", () => {
  const path = "a/b" as RelativePath;
  const problem = { path, doing: "open it", code: "EIO", reason: "broken" };
  assertEquals(failed(problem), { status: "failed", path, problem });
});
