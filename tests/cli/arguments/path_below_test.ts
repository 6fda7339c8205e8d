import { parsePathBelow } from "../../../src/cli/arguments/path_below.ts";
import { UsageError } from "../../../src/cli/usage_error.ts";
import { assertEquals, assertThrows } from "../../support/assert.ts";

const PATHS: Readonly<Record<string, string>> = {
  ".": "",
  "/mnt/r": "",
  "/mnt/r/": "",
  "a/b": "a/b",
  "./a//b/": "a/b",
  "/mnt/r/a/b": "a/b",
  '"a\\nb\\udce9"': "a\nb\udce9",
  '"half': '"half',
  "..a": "..a",
};

for (const [text, path] of Object.entries(PATHS)) {
  Deno.test(`parsePathBelow() takes ${JSON.stringify(text)} for ${JSON.stringify(path)}`, () => {
    assertEquals(
      parsePathBelow(text, { side: "replica", root: "/mnt/r/" }) as string,
      path,
    );
  });
}

const ON_WINDOWS: Readonly<Record<string, string>> = {
  "C:\\r": "",
  "c:\\R\\": "",
  "a\\b": "a/b",
  "a/b": "a/b",
  ".\\a\\": "a",
  "c:/R/Sub\\b": "Sub/b",
  '"a\\\\b"': "a/b",
};

for (const [text, path] of Object.entries(ON_WINDOWS)) {
  Deno.test(`parsePathBelow() takes ${text} below C:\\r for ${JSON.stringify(path)}`, () => {
    assertEquals(
      parsePathBelow(text, { side: "replica", root: "C:\\r" }) as string,
      path,
    );
    assertEquals(
      parsePathBelow(text, { side: "replica", root: "C:\\r\\" }) as string,
      path,
    );
  });
}

for (const text of ["D:\\r\\a", "C:\\r2", "\\r\\a", "a\\..\\..", "..\\a"]) {
  Deno.test(`parsePathBelow() refuses ${text} below C:\\r`, () => {
    assertThrows(
      () => parsePathBelow(text, { side: "replica", root: "C:\\r" }),
      UsageError,
    );
  });
}

Deno.test("parsePathBelow() takes a backslash for part of a name where paths begin with a slash", () => {
  assertEquals(
    parsePathBelow("a\\b", { side: "replica", root: "/mnt/r" }) as string,
    "a\\b",
  );
});

for (
  const text of ["..", "a/../..", "/etc/passwd", "/mnt/replica", "/mnt/r/.."]
) {
  Deno.test(`parsePathBelow() refuses ${text}`, () => {
    assertThrows(
      () => parsePathBelow(text, { side: "replica", root: "/mnt/r" }),
      UsageError,
    );
  });
}
