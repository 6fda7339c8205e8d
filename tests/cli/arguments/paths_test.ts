import { absolutePath } from "../../../src/cli/arguments/paths.ts";
import { UsageError } from "../../../src/cli/usage_error.ts";
import { assertEquals, assertThrows } from "../../support/assert.ts";

/** A path, the current folder, and the path that they mean. */
const PATHS: readonly (readonly [string, string, string])[] = [
  ["/a/b", "/here", "/a/b"],
  ["a/b", "/here", "/here/a/b"],
  ["a", "/", "/a"],
  [".", "/here", "/here/."],
  ["../a", "/here/x", "/here/x/../a"],
  ["~", "/here", "/here/~"],
  ["-a", "/here", "/here/-a"],
  ["C:", "/here", "/here/C:"],
  ["C:\\a", "/here", "/here/C:\\a"],
  ["a\\b", "/here", "/here/a\\b"],
];

for (const [path, folder, expected] of PATHS) {
  Deno.test(`absolutePath() is ${expected} for ${path} in ${folder}`, () => {
    assertEquals(absolutePath(path, folder, "linux"), expected);
    assertEquals(absolutePath(path, folder, "darwin"), expected);
  });
}

/** The same on Windows, where paths begin in more ways. */
const ON_WINDOWS: readonly (readonly [string, string, string])[] = [
  ["C:\\a", "C:\\here", "C:\\a"],
  ["c:/a", "C:\\here", "c:/a"],
  ["\\\\server\\share\\a", "C:\\here", "\\\\server\\share\\a"],
  ["//server/share", "C:\\here", "//server/share"],
  ["a", "C:\\here", "C:\\here\\a"],
  ["a/b", "C:\\here", "C:\\here\\a/b"],
  ["a", "C:\\", "C:\\a"],
  [".", "C:\\here", "C:\\here"],
  ["..\\a", "C:\\here", "C:\\here\\..\\a"],
  ["\\a", "C:\\here", "C:\\a"],
  ["/a/b", "D:\\here", "D:\\a\\b"],
  ["\\a", "\\\\server\\share\\here", "\\\\server\\share\\a"],
  ["C:a", "C:\\here", "C:\\here\\a"],
  ["c:a", "C:\\here", "C:\\here\\a"],
  ["C:", "C:\\here", "C:\\here"],
  ["\\\\?\\C:\\a", "C:\\here", "C:\\a"],
  ["\\\\?\\UNC\\server\\share\\a", "C:\\here", "\\\\server\\share\\a"],
  ["\\\\?\\Volume{1}\\a", "C:\\here", "\\\\?\\Volume{1}\\a"],
  ["C:\\a.b\\..c", "C:\\here", "C:\\a.b\\..c"],
];

for (const [path, folder, expected] of ON_WINDOWS) {
  Deno.test(`absolutePath() is ${expected} for ${path} in ${folder} on Windows`, () => {
    assertEquals(absolutePath(path, folder, "windows"), expected);
  });
}

/** What Windows would take for something else than the path that was meant. */
const REFUSED: readonly (readonly [string, string])[] = [
  [
    "D:a",
    '"D:a" depends on the current folder of another drive: write it from the drive\'s top, D:\\',
  ],
  [
    "\\\\.\\PhysicalDrive0",
    '"\\\\\\\\.\\\\PhysicalDrive0" is the path of a device: name a folder',
  ],
  [
    "C:\\backup\\nul",
    '"C:\\\\backup\\\\nul" cannot be used: Windows keeps this name for a device ("nul"): give another path',
  ],
  [
    "log.txt:stream",
    '"log.txt:stream" cannot be used: Windows takes what follows ":" for a stream ("log.txt:stream"): give another path',
  ],
  [
    "\\\\?\\C:\\a.",
    '"\\\\\\\\?\\\\C:\\\\a." cannot be used: Windows drops dots and blanks at the end of a name ("a."): give another path',
  ],
  [
    "a*b",
    '"a*b" cannot be used: Windows does not allow a character in it ("a*b"): give another path',
  ],
];

for (const [path, words] of REFUSED) {
  Deno.test(`absolutePath() refuses ${path} on Windows, in words`, () => {
    const error = assertThrows(
      () => absolutePath(path, "C:\\here", "windows"),
      UsageError,
    );
    assertEquals(error.message, words);
  });
}
