import { pathOf } from "../../../src/cli/schedule/program.ts";
import { assertEquals } from "../../support/assert.ts";

Deno.test("pathOf() gives the path of a file by its URL", () => {
  const url = new URL("file:///home/me/a%20b%25/%C3%A9/main.ts");
  assertEquals(pathOf(url, "linux"), "/home/me/a b%/\u00e9/main.ts");
  const onWindows = new URL("file:///C:/a%20b/main.ts");
  assertEquals(pathOf(onWindows, "windows"), "C:\\a b\\main.ts");
});
