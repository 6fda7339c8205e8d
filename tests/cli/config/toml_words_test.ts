import { parseToml } from "../../../src/cli/config/toml.ts";
import { assert, assertEquals } from "../../support/assert.ts";

const NO_VALUE =
  'a: this is no value: expected text in quotes ("10m"), a number, true, false, or a list of such (["a", "b"])';
const NO_END =
  "a: the text has no end: expected the quote of its beginning at its end";
const HEAD = "the brackets do not fit: expected [[job]] or [defaults]";
const TWICE =
  "it is there already: expected it once in a table, and two brackets at each of several tables: [[job]]";
const NO_LIST =
  'a: a list is not closed, or a comma is missing: expected ["a", "b"]';

/** What somebody writes, and what is said of it. */
const MISTAKES: readonly (readonly [text: string, said: string])[] = [
  ["a = 10m\n", NO_VALUE],
  ["a = ~/photos\n", NO_VALUE],
  ["a = True\n", NO_VALUE],
  ["a = 20%\n", NO_VALUE],
  ["a = 007\n", NO_VALUE],
  ["a = 1e\n", NO_VALUE],
  ["a =", NO_VALUE],
  ['a = "x', NO_END],
  ['a = "x\n', NO_END],
  ["a = 'x\r\n", NO_END],
  [
    'a = "x\u0001y"\n',
    "a: there is a control character in the text: expected none",
  ],
  [
    'a = "C:\\photos"\n',
    `a: a backslash in double quotes begins an escape: expected "\\\\" for each backslash, or single quotes: 'C:\\photos'`,
  ],
  ['a = ["x" "y"]\n', NO_LIST],
  [
    'a = "x" "y"\n',
    "a: there is more than one value: expected one key with its value on each line",
  ],
  ["a: 1\n", 'a: expected a key, "=" and a value: name = "photos"'],
  ["a 1\n", 'expected a key, "=" and a value: name = "photos"'],
  ["= 1\n", 'expected a key, "=" and a value: name = "photos"'],
  ["[job\n", HEAD],
  ["[[job]\n", HEAD],
  ["[job]]\n", HEAD],
  ["a = 1\na = 2\n", `a: ${TWICE}`],
  ["[job]\n[job]\n", TWICE],
  // What the library says where nothing better is known.
  [
    "a = 99999999999999999999\n",
    "a: integer value cannot be represented losslessly",
  ],
];

for (const [text, said] of MISTAKES) {
  Deno.test(`parseToml() says of ${JSON.stringify(text)} what is expected`, () => {
    const parsed = parseToml(text);
    assert(parsed.kind === "wrong");
    assertEquals(parsed.mistakes.map(({ reason }) => reason), [said]);
  });
}
