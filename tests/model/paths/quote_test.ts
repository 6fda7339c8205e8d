import fc from "fast-check";
import {
  escapeControls,
  quote,
  quotePath,
} from "../../../src/model/paths/quote.ts";
import { propertyRuns } from "../../property/runs.ts";
import { assert, assertEquals } from "../../support/assert.ts";

/** Controls, separators of lines, marks of direction, half surrogates: by Unicode's own properties. */
const DISTURBING = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]/u;

/** Any string that JavaScript can hold, rich in what disturbs. */
const text = fc
  .array(
    fc.oneof(
      fc.nat({ max: 0xffff }),
      fc.nat({ max: 0xa0 }),
      fc.integer({ min: 0x2000, max: 0x2070 }),
      fc.integer({ min: 0xd7ff, max: 0xe000 }),
      fc.constantFrom(0x22, 0x5c, 0x75, 0x6e, 0x61c),
    ),
    { maxLength: 12 },
  )
  .map((units) => String.fromCharCode(...units));

const QUOTED: Readonly<Record<string, [string, string]>> = {
  "puts a plain path in quotes": ["a/b c.txt", '"a/b c.txt"'],
  "puts nothing in quotes": ["", '""'],
  "escapes quotes and backslashes": ['a"b\\c', '"a\\"b\\\\c"'],
  "writes the common controls in short": ["\n\r\t", '"\\n\\r\\t"'],
  "escapes what would steer a terminal": ["\u001b[2J", '"\\u001b[2J"'],
  "escapes NUL, DEL and C1": ["\0\u007f\u009b", '"\\u0000\\u007f\\u009b"'],
  "escapes what turns the direction of text": [
    "\u202etxt.exe\u2069",
    '"\\u202etxt.exe\\u2069"',
  ],
  "escapes half surrogates, which carry bytes": ["a\udcffb", '"a\\udcffb"'],
  "leaves letters and signs of all scripts as they are": [
    "\u00e9\u4e2d\u{1f5c2}\u200b",
    '"\u00e9\u4e2d\u{1f5c2}\u200b"',
  ],
};

for (const [name, [text, expected]] of Object.entries(QUOTED)) {
  Deno.test(`quote() ${name}`, () => assertEquals(quote(text), expected));
}

Deno.test("quote() lets nothing through that disturbs a line", () => {
  fc.assert(
    fc.property(text, (text) => assert(!DISTURBING.test(quote(text)))),
    propertyRuns(),
  );
});

Deno.test("quote() escapes every mark that turns the direction of text", () => {
  for (let code = 0; code < 0x10000; code++) {
    const character = String.fromCharCode(code);
    if (!/\p{Bidi_Control}/u.test(character)) continue;
    const escaped = `"\\u${code.toString(16).padStart(4, "0")}"`;
    assertEquals(quote(character), escaped);
  }
});

Deno.test("quote() can be undone, so that no two paths look alike", () => {
  fc.assert(
    fc.property(text, (text) => assertEquals(JSON.parse(quote(text)), text)),
    propertyRuns(),
  );
});

Deno.test("escapeControls() lets nothing through that disturbs a line", () => {
  fc.assert(
    fc.property(text, (text) => assert(!DISTURBING.test(escapeControls(text)))),
    propertyRuns(),
  );
});

Deno.test("escapeControls() leaves a sentence with quoted paths as it is", () => {
  fc.assert(
    fc.property(text, (path) => {
      const sentence = `cannot read ${quote(path)}: "no" such \\ file`;
      assertEquals(escapeControls(sentence), sentence);
    }),
    propertyRuns(),
  );
});

Deno.test("quotePath() names the root", () => {
  assertEquals(['""', '"."'], [quote(""), quotePath("")]);
  assertEquals(quotePath("a\nb"), '"a\\nb"');
});
