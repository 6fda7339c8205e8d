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
  assertEquals(parsed.mistakes.map(({ line }) => line), [2]);
});

/** Files that are no TOML, and the lines with mistakes that somebody made. */
const BROKEN:
  readonly (readonly [lines: readonly string[], found: number[]])[] = [
    [["a 1", "b = 2", "c = x", "", 'd = "x'], [1, 3, 5]],
    [["[defaults]", "log = x", "[[job]", 'name = "a"', "n 1"], [2, 3, 5]],
    // A broken head does not have its keys collide with those above.
    [["[[job]]", 'name = "a"', "[[job]", 'name = "b"'], [3]],
    [['name = "a"', 'name = "b"', "c d"], [2, 3]],
    // What goes on below a line may be broken by it.
    [["a = [", '  "x"', '  "y",', "]", "b c"], [3]],
    [['a = """x', "y", "z"], [1]],
    // The end of the file is where the list lacks its own.
    [["b c", "a = [", "  1"], [1, 4]],
    [["a = 1", "b = 2 3"], [2]],
  ];

for (const [lines, found] of BROKEN) {
  Deno.test(`parseToml() finds the mistakes of ${JSON.stringify(lines)}`, () => {
    const parsed = parseToml(`${lines.join("\n")}\n`);
    assert(parsed.kind === "wrong");
    assertEquals(parsed.mistakes.map(({ line }) => line), found);
  });
}
