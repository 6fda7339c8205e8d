import fc from "fast-check";
import { splitLines } from "../../src/output/log_file.ts";
import { propertyRuns } from "../property/runs.ts";
import { assert, assertEquals } from "../support/assert.ts";

/** Splits text as the log file does with its bytes. */
function split(text: string, most: number): readonly string[] {
  const blocks = splitLines(new TextEncoder().encode(text), most);
  return blocks.map((block) => new TextDecoder().decode(block));
}

const TEN = "123456789\n";

const SPLIT: Readonly<Record<string, [string, readonly string[]]>> = {
  "leaves what fits in one block": ["a\nb\n", ["a\nb\n"]],
  "makes no block of nothing": ["", []],
  "cuts after the last line end that fits": [
    "aaaa\nbb\nccccccc\n",
    ["aaaa\nbb\n", "ccccccc\n"],
  ],
  "gives a line that is too long a block of its own": [
    "a\nbbbbbbbbbbbbbbbb\nc\n",
    ["a\n", "bbbbbbbbbbbbbbbb\n", "c\n"],
  ],
  "keeps a long text without line ends whole": ["a".repeat(30), [
    "a".repeat(30),
  ]],
  "fills a block to its very end": [`${TEN}${TEN}`, [TEN, TEN]],
};

for (const [name, [text, expected]] of Object.entries(SPLIT)) {
  Deno.test(`splitLines() ${name}`, () => {
    assertEquals(split(text, 10), expected);
  });
}

Deno.test("splitLines() loses nothing and cuts only after line ends", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "\n"), maxLength: 40 });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 12 }), (text, most) => {
      const blocks = split(text, most);
      assertEquals(blocks.join(""), text);
      for (const block of blocks.slice(0, -1)) assert(block.endsWith("\n"));
      for (const block of blocks) {
        const lines = block.trimEnd().split("\n").length;
        assert(block.length <= most || lines === 1 || !/\n./s.test(block));
      }
    }),
    propertyRuns(),
  );
});
