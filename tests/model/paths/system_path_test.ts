import {
  addNames,
  comparablePath,
  isAbsolute,
  isTop,
  lastName,
  parentOf,
  pathBelow,
  splitPath,
  styleOf,
  styleOfPath,
} from "../../../src/model/paths/system_path.ts";
import { assertEquals } from "../../support/assert.ts";

/** A path, where it begins, and its names. */
const ON_WINDOWS: readonly (readonly [string, string, readonly string[]])[] = [
  ["C:\\", "C:\\", []],
  ["C:\\a\\b", "C:\\", ["a", "b"]],
  ["c:/a//b\\", "c:/", ["a", "b"]],
  ["C:", "C:", []],
  ["C:a\\b", "C:", ["a", "b"]],
  ["\\a", "\\", ["a"]],
  ["a\\b", "", ["a", "b"]],
  ["\\\\server\\share", "\\\\server\\share", []],
  ["\\\\server\\share\\a", "\\\\server\\share\\", ["a"]],
  ["//server/share/a", "//server/share/", ["a"]],
  ["\\\\?\\C:\\a", "\\\\?\\C:\\", ["a"]],
  ["\\\\?\\UNC\\server\\share\\a", "\\\\?\\UNC\\server\\share\\", ["a"]],
  ["\\\\?\\Volume{1-2}\\a", "\\\\?\\Volume{1-2}\\", ["a"]],
  ["\\\\.\\pipe\\a", "\\\\.\\pipe\\", ["a"]],
];

for (const [path, top, names] of ON_WINDOWS) {
  Deno.test(`splitPath() of ${path} on Windows begins at ${JSON.stringify(top)}`, () => {
    assertEquals(splitPath(path, "windows"), { top, names });
  });
}

for (
  const [path, top, names] of [
    ["/", "/", []],
    ["/a//b/", "/", ["a", "b"]],
    ["a/b", "", ["a", "b"]],
    ["C:\\a", "", ["C:\\a"]],
    ["/a\\b", "/", ["a\\b"]],
  ] as const
) {
  Deno.test(`splitPath() of ${path} begins at ${JSON.stringify(top)}`, () => {
    assertEquals(splitPath(path, "posix"), { top, names });
  });
}

for (
  const [path, above, style] of [
    ["/a/b", "/a", "posix"],
    ["/a//b/", "/a", "posix"],
    ["/a", "/", "posix"],
    ["/", "/", "posix"],
    ["/b/a\\b", "/b", "posix"],
    ["C:\\a\\b", "C:\\a", "windows"],
    ["C:\\a/b\\", "C:\\a", "windows"],
    ["C:\\a", "C:\\", "windows"],
    ["C:\\", "C:\\", "windows"],
    ["C:\\a\\a", "C:\\a", "windows"],
    ["\\\\server\\share\\a", "\\\\server\\share\\", "windows"],
    ["\\\\server\\share\\", "\\\\server\\share\\", "windows"],
    ["\\\\server\\share", "\\\\server\\share", "windows"],
    ["\\\\?\\Volume{1}\\a", "\\\\?\\Volume{1}\\", "windows"],
  ] as const
) {
  Deno.test(`parentOf() of ${path} is ${above} (${style})`, () => {
    assertEquals(parentOf(path, style), above);
    assertEquals(isTop(path, style), above === path);
  });
}

Deno.test("lastName() and addNames() take a path apart and put it together again", () => {
  assertEquals(lastName("C:\\a/b\\", "windows"), "b");
  assertEquals(lastName("C:\\", "windows"), "");
  assertEquals(lastName("/a/b\\c", "posix"), "b\\c");
  assertEquals(addNames("C:\\", ["a", "b"], "windows"), "C:\\a\\b");
  assertEquals(addNames("C:\\x", ["..", ".", "b"], "windows"), "C:\\b");
  assertEquals(addNames("C:\\x", ["..", "..", "b"], "windows"), "C:\\b");
  assertEquals(addNames("/a", ["..", "..", "b"], "posix"), "/b");
});

Deno.test("pathBelow() is the path of what lies below a root, as the system writes it", () => {
  assertEquals(pathBelow("/r", "a/b", "posix"), "/r/a/b");
  assertEquals(pathBelow("/", "a", "posix"), "/a");
  assertEquals(pathBelow("/r", "", "posix"), "/r");
  assertEquals(pathBelow("/r", "a\\b", "posix"), "/r/a\\b");
  assertEquals(pathBelow("C:\\r", "a/b", "windows"), "C:\\r\\a\\b");
  assertEquals(pathBelow("C:\\", "a", "windows"), "C:\\a");
  assertEquals(
    pathBelow("\\\\?\\Volume{1}\\", "a/b", "windows"),
    "\\\\?\\Volume{1}\\a\\b",
  );
});

Deno.test("isAbsolute() depends on no current folder and no current drive", () => {
  const paths = ["C:\\a", "c:/a", "\\\\s\\h", "//s/h", "C:a", "C:", "\\a", "a"];
  assertEquals(
    paths.filter((path) => isAbsolute(path, "windows")),
    ["C:\\a", "c:/a", "\\\\s\\h", "//s/h"],
  );
  assertEquals(["/a", "C:\\a", "a"].map((it) => isAbsolute(it, "posix")), [
    true,
    false,
    false,
  ]);
});

Deno.test("comparablePath() is the same for paths that Windows takes for one, and for no others", () => {
  assertEquals(comparablePath("C:/A\\\u00c9"), "c:\\a\\\u00e9");
  assertEquals(comparablePath("\\\\Server\\Share"), "\\\\server\\share");
  assertEquals(comparablePath("/A/B"), "/A/B");
  assertEquals(comparablePath("C:\\\u0130").length, 4);
});

Deno.test("styleOf() and styleOfPath() know Windows' paths from all others", () => {
  assertEquals(["windows", "linux", "darwin"].map(styleOf), [
    "windows",
    "posix",
    "posix",
  ]);
  const paths = ["C:\\a", "d:/", "C:", "\\\\s\\h", "/a", "//s/h", "/C:\\a"];
  assertEquals(
    paths.filter((path) => styleOfPath(path) === "windows"),
    ["C:\\a", "d:/", "C:", "\\\\s\\h"],
  );
});
