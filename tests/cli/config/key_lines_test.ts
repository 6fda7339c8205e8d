import fc from "fast-check";
import {
  keyLines,
  type KeyPath,
  type LineOf,
} from "../../../src/cli/config/key_lines.ts";
import { parseToml } from "../../../src/cli/config/toml.ts";
import { propertyRuns } from "../../property/runs.ts";
import { assert, assertEquals } from "../../support/assert.ts";

/** Numbers the lines of a document, which has to be one. */
function linesOf(text: string): LineOf {
  assert(parseToml(text).kind === "toml", text);
  return keyLines(text);
}

Deno.test("keyLines() finds keys, tables and tables of arrays", () => {
  const lineOf = linesOf(`# a comment = 1
parallel = 2

[defaults]
log = "a # b"  # job = 3
"keep" = '30d'

[[job]] # one
name = "a"
  source="x"
[[job]]

name = "b"
[job.more]
deep.er = 1
`);
  const expected: readonly (readonly [KeyPath, number])[] = [
    [["parallel"], 2],
    [["defaults"], 4],
    [["defaults", "log"], 5],
    [["defaults", "keep"], 6],
    [["job", 0], 8],
    [["job", 0, "name"], 9],
    [["job", 0, "source"], 10],
    [["job", 1], 11],
    [["job", 1, "name"], 13],
    [["job", 1, "more"], 14],
    [["job", 1, "more", "deep", "er"], 15],
  ];
  for (const [path, line] of expected) {
    assertEquals(lineOf(path), line, JSON.stringify(path));
  }
});

Deno.test("keyLines() steps over values of many lines", () => {
  const lineOf = linesOf(`a = """
b = 1
\\""" c = "" ""'''
""""
d = '''
e = \\'''
f = [
  "]", # ]
  { g = 1 }, [ "h = [" ],
]
i = { j = "}" }
k = 1`);
  for (const [name, line] of [["a", 1], ["d", 5], ["f", 7], ["i", 11]]) {
    assertEquals(lineOf([name ?? ""]), line);
  }
  assertEquals(lineOf(["k"]), 12);
  for (const name of ["b", "e", "g"]) assertEquals(lineOf([name]), undefined);
});

Deno.test("keyLines() takes what is around for what has no line of its own", () => {
  const lineOf = linesOf('\n[[job]]\nname = "a"\nkeep = [\n"b"]\n');
  assertEquals(lineOf(["job", 0, "source"]), 2);
  assertEquals(lineOf(["job", 0, "keep", 0]), 4);
  assertEquals(lineOf(["defaults"]), undefined);
});

Deno.test("keyLines() counts lines that end as on Windows, and no byte order mark", () => {
  const lineOf = linesOf("\uFEFFa = 1\r\n# x\r\n[b]\r\nc = 2\r\n");
  assertEquals([["a"], ["b"], ["b", "c"]].map(lineOf), [1, 3, 4]);
});

const anyValue = fc.oneof(
  fc.integer().map(String),
  fc.string().map((text) => JSON.stringify(text)),
  fc.constantFrom(
    "true",
    "'''\n[x]\n'''",
    '"""\n\n\\"\n"""',
    "[1,\n # ]\n 2]",
    '{ a = "=" }',
    "1979-05-27T07:32:00Z",
    "'\\'",
  ),
);

Deno.test("keyLines() finds every key of any document", () => {
  const tables = fc.array(fc.array(anyValue, { maxLength: 4 }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(tables, (tables) => {
      let text = "";
      const expected: (readonly [KeyPath, number])[] = [];
      const here = (): number => text.split("\n").length;
      for (const [number, values] of tables.entries()) {
        expected.push([["job", number], here()]);
        text += "[[job]] # =\n\n";
        for (const [key, value] of values.entries()) {
          expected.push([["job", number, `k${key}`], here()]);
          text += `k${key} = ${value} # "\n`;
        }
      }
      const lineOf = linesOf(text);
      for (const [path, line] of expected) assertEquals(lineOf(path), line);
    }),
    propertyRuns(),
  );
});
