import { inColumns, wrap } from "../../../src/cli/help/wrap.ts";
import { assertEquals } from "../../support/assert.ts";

const WRAPPED: readonly (readonly [string, number, readonly string[]])[] = [
  ["", 5, [""]],
  ["a b c", 5, ["a b c"]],
  ["a b c", 4, ["a b", "c"]],
  ["aa  bb\ncc", 5, ["aa bb", "cc"]],
  ["longer than it", 4, ["longer", "than", "it"]],
];

for (const [text, width, lines] of WRAPPED) {
  Deno.test(`wrap() breaks ${JSON.stringify(text)} at ${width}`, () => {
    assertEquals(wrap(text, width), lines);
  });
}

Deno.test("inColumns() goes on below the right column", () => {
  const long = "word ".repeat(20).trim();
  assertEquals(inColumns([["a", long], ["bbb", "x"]]).split("\n"), [
    `  a    ${"word ".repeat(13)}word`,
    "       word word word word word word",
    "  bbb  x",
  ]);
});
