import { columnsOf, cutBeginning, cutEnd } from "../../src/output/columns.ts";
import { assertEquals } from "../support/assert.ts";

const WIDTHS: readonly (readonly [text: string, columns: number])[] = [
  ["", 0],
  ["plain ASCII ~", 13],
  ["\u00e4\u00df\u0416\u05d0", 4],
  // A letter and the accent that is put on it.
  ["a\u0301", 1],
  ["\u200b\u200d\u00ad", 0],
  ["\u65e5\u672c", 4],
  ["\ud55c\uae00", 4],
  ["\uff21\u3000", 4],
  ["\u{1f5c2}\u{1f600}", 4],
  ["\u{20000}", 2],
  // A sign that is turned into a picture, which may be wide.
  ["\u2764\ufe0f", 2],
];

for (const [text, columns] of WIDTHS) {
  Deno.test(`columnsOf() finds ${columns} columns in ${JSON.stringify(text)}`, () => {
    assertEquals(columnsOf(text), columns);
  });
}

Deno.test("cutEnd() keeps what fits, and no half of a wide character", () => {
  const texts = [0, 1, 2, 3, 4, 5, 6].map((at) =>
    cutEnd("a\u65e5\u{1f600}b", at)
  );
  assertEquals(texts, [
    "",
    "a",
    "a",
    "a\u65e5",
    "a\u65e5",
    "a\u65e5\u{1f600}",
    "a\u65e5\u{1f600}b",
  ]);
});

Deno.test("cutBeginning() keeps the end, with dots for the rest", () => {
  const texts = [0, 2, 3, 4, 5, 6, 7, 8].map((at) =>
    cutBeginning("ab\u65e5\u{1f600}cd", at)
  );
  assertEquals(texts, [
    "",
    "..",
    "...",
    "...d",
    "...cd",
    "...cd",
    "...\u{1f600}cd",
    "ab\u65e5\u{1f600}cd",
  ]);
});
