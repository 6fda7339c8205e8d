import { parseToml } from "../../../src/cli/config/toml.ts";
import { assert, assertEquals } from "../../support/assert.ts";

Deno.test("parseToml() takes a file as Windows' editors write it: a BOM, line ends of two characters, backslashes", () => {
  const lines = [
    "\uFEFF# jobs",
    "[[job]]",
    "source = 'C:\\photos\\new'",
    'replica = "D:\\\\photos"',
    "",
  ];
  const parsed = parseToml(lines.join("\r\n"));
  assert(parsed.kind === "toml");
  assertEquals(JSON.parse(JSON.stringify(parsed.table)), {
    job: [{ source: "C:\\photos\\new", replica: "D:\\photos" }],
  });
  assertEquals(parsed.lineOf(["job", 0, "replica"]), 4);
});

Deno.test("parseToml() tells the line of a backslash that is no escape", () => {
  const parsed = parseToml('[[job]]\r\nsource = "C:\\photos"\r\n');
  assert(parsed.kind === "wrong");
  assertEquals(parsed.line, 2);
});
