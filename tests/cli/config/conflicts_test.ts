import {
  areInEachOthersWay,
  plainPath,
} from "../../../src/cli/config/conflicts.ts";
import { assertEquals } from "../../support/assert.ts";

for (
  const [a, b, expected] of [
    [["/s", "/r"], ["/s", "/q"], false],
    [["/s", "/r"], ["/t", "/r"], true],
    [["/s", "/r"], ["/t", "/r/in"], true],
    [["/s", "/r/in"], ["/t", "/r/"], true],
    [["/s", "/r"], ["/r", "/q"], true],
    [["/s/in", "/r"], ["/t", "/s"], true],
    [["/s", "/r"], ["/t", "/r2"], false],
    [["/s", "/x/../r"], ["/t", "//r/."], true],
    [["/s", "/r"], ["/t", "/R"], false],
    [["C:\\s", "D:\\r"], ["C:\\t", "d:/R"], true],
    [["C:\\s", "D:\\r\\in"], ["C:\\t", "d:\\R\\"], true],
    [["C:\\s", "D:\\r"], ["C:\\t", "D:\\r2"], false],
    [["C:\\s", "\\\\server\\share\\r"], ["C:\\t", "\\\\SERVER\\share/r"], true],
  ] as const
) {
  const words = expected ? "keeps apart" : "lets run at once";
  Deno.test(`areInEachOthersWay() ${words} ${a.join(" -> ")} and ${b.join(" -> ")}`, () => {
    const [one, two] = [a, b].map(([source, replica]) => ({ source, replica }));
    if (one === undefined || two === undefined) throw new Error("two of them");
    assertEquals(areInEachOthersWay(one, two), expected);
    assertEquals(areInEachOthersWay(two, one), expected);
  });
}

Deno.test("plainPath() takes out what says nothing", () => {
  assertEquals(plainPath("/a/./b//../c/"), "/a/c");
  assertEquals(plainPath("/"), "/");
  assertEquals(plainPath("C:/a/../b"), "C:\\b");
  assertEquals(plainPath("\\\\server\\share\\.\\a\\"), "\\\\server\\share\\a");
});
