import { identityOf, isBelow } from "../../../src/model/roots/place.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { folderAt, missingAt } from "../../support/places.ts";

const CASES: readonly [string, string, boolean][] = [
  ["/a/b", "/a", true],
  ["/a/b/c", "/a", true],
  ["/a", "/", true],
  ["/a/b", "/a/", true],
  ["/a", "/a", false],
  ["/", "/", false],
  ["/ab", "/a", false],
  ["/a", "/a/b", false],
  ["/a\\b", "/a", false],
  ["C:\\a\\b", "C:\\a", true],
  ["C:\\a/b", "C:\\a", true],
  ["C:\\a", "C:\\", true],
  ["C:\\ab", "C:\\a", false],
  ["c:/A/b", "C:\\a", true],
  ["C:\\a\\b", "C:\\a\\", true],
  ["\\\\server\\share\\a", "\\\\Server\\Share", true],
  ["\\\\server\\share2", "\\\\server\\share", false],
  ["/A/b", "/a", false],
];

for (const [path, folder, expected] of CASES) {
  const verb = expected ? "finds" : "does not find";
  Deno.test(`isBelow() ${verb} ${path} below ${folder}`, () => {
    assertEquals(isBelow(path, folder), expected);
  });
}

Deno.test("identityOf() knows a root that exists, and no other", () => {
  const [folder, missing] = [folderAt("/a", { ino: 5 }), missingAt("/a")];
  assert(folder.status === "folder" && missing.status === "missing");
  assertEquals(identityOf(folder), { dev: 1, ino: 5 });
  assertEquals(identityOf(missing), undefined);
});
