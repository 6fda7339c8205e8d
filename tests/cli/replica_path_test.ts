import { parsePath } from "../../src/cli/replica_path.ts";
import { UsageError } from "../../src/cli/usage_error.ts";
import { assertEquals, assertThrows } from "../support/assert.ts";

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
  Deno.test(`parsePath() takes ${JSON.stringify(text)} for ${JSON.stringify(path)}`, () => {
    assertEquals(parsePath(text, "/mnt/r/") as string, path);
  });
}

for (
  const text of ["..", "a/../..", "/etc/passwd", "/mnt/replica", "/mnt/r/.."]
) {
  Deno.test(`parsePath() refuses ${text}`, () => {
    assertThrows(() => parsePath(text, "/mnt/r"), UsageError);
  });
}
