import fc from "fast-check";

/** What is special to one of the systems that a command line goes through, and what is not. */
const PARTS = [
  ..." \t\"'\\%&$;`(){}[]#*?~!|<>=-/@^:,.+",
  ..."a7\u00e9\u4e2d\u{1f600}\u2019\u00a0\u202e",
  "PATH",
  "%PATH%",
  "${HOME}",
  "$(Arg0)",
  "\\%",
  '\\"',
];

/** Words of a command line: names, signs, the empty word, any characters but control characters. */
export const PRINTABLE_WORD: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.constantFrom(...PARTS), maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 8 }),
).filter((word) => !/\p{Cc}|\p{Noncharacter_Code_Point}/u.test(word));

/** The same, with control characters, but for the one that no word can hold. */
export const ANY_WORD: fc.Arbitrary<string> = fc.oneof(
  PRINTABLE_WORD,
  fc.string({
    unit: fc.constantFrom("a", " ", '"', "\n", "\r", "\x01", "\x1b", "\x85"),
    maxLength: 8,
  }),
);

/** A program by its path, and its arguments. */
export function commandOf(
  word: fc.Arbitrary<string>,
): fc.Arbitrary<readonly string[]> {
  const program = fc.oneof(
    fc.constant("/usr/bin/lockstep"),
    word.map((name) => `/opt/${name}x/lockstep`),
  );
  return fc.tuple(program, fc.array(word, { maxLength: 6 }))
    .map(([program, args]) => [program, ...args]);
}
