import { absolutePath } from "../../src/cli/paths.ts";
import { assertEquals } from "../support/assert.ts";

/** A path, the current folder, and the path that they mean. */
const PATHS: readonly (readonly [string, string, string])[] = [
  ["/a/b", "/here", "/a/b"],
  ["a/b", "/here", "/here/a/b"],
  ["a", "/", "/a"],
  [".", "/here", "/here/."],
  ["../a", "/here/x", "/here/x/../a"],
  ["~", "/here", "/here/~"],
  ["-a", "/here", "/here/-a"],
  ["C:\\a", "/here", "C:\\a"],
  ["c:/a", "/here", "c:/a"],
  ["\\\\server\\share", "/here", "\\\\server\\share"],
  ["C:", "/here", "/here/C:"],
  ["a", "C:\\here", "C:\\here/a"],
];

for (const [path, folder, expected] of PATHS) {
  Deno.test(`absolutePath() is ${expected} for ${path} in ${folder}`, () => {
    assertEquals(absolutePath(path, folder), expected);
  });
}
