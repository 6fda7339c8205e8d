import type { RelativePath } from "../../../src/model/paths/path.ts";
import { isOwnOutput } from "../../../src/model/roots/own_output.ts";
import { assertEquals } from "../../support/assert.ts";

Deno.test("isOwnOutput() knows a list and what it is called while it is written", () => {
  const list = "a/LIST" as RelativePath;
  const paths = [
    "a/LIST",
    `a/LIST.${crypto.randomUUID()}.tmp`,
    "a/LIST.1",
    "a/LIST.tmp",
    "a/LISTS",
    "LIST",
  ];
  const own = paths.filter((path) => isOwnOutput(path as RelativePath, list));
  assertEquals(own, paths.slice(0, 2));
  assertEquals(isOwnOutput(list, undefined), false);
});
