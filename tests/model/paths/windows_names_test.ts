import { windowsNameProblem } from "../../../src/model/paths/windows_names.ts";
import { assertEquals } from "../../support/assert.ts";

const FOR_DEVICES = [
  ..."CON con Con PRN aux NUL nul.txt NUL.tar.gz COM1 com9.log LPT1".split(" "),
  ..."COM\u00b9 lpt\u00b2 com\u00b3.txt CONIN$ conout$ CONIN$.txt".split(" "),
  "con .txt",
  "nul ",
];

const STREAMS = ["a:b", "a:b:$DATA", ":b", "a:", "C:"];

const FORBIDDEN = [
  "a<",
  ">",
  'a"b',
  "a|b",
  "a?",
  "*",
  "a\\b",
  "\u0001",
  "a\tb",
];

const TRIMMED = ["a.", "a..", "a ", "a. ", "...", " "];

/** Names that look like those, and are like any others. */
const PLAIN = [
  ..."a console con2 com com0 COM10 lpt conin$x nulx a.con .nul -con".split(
    " ",
  ),
  ...".a ..a a.b. c a\u00b9 com\u2074 \uff1a \u00e9 \u007f".split(" "),
  "a b",
  " a",
  "con a",
].filter((name) => !name.endsWith("."));

const CASES = {
  "Windows keeps this name for a device": FOR_DEVICES,
  'Windows takes what follows ":" for a stream': STREAMS,
  "Windows does not allow a character in it": FORBIDDEN,
  "Windows drops dots and blanks at the end of a name": TRIMMED,
};

for (const [problem, names] of Object.entries(CASES)) {
  for (const name of names) {
    Deno.test(`windowsNameProblem() of ${JSON.stringify(name)}: ${problem}`, () => {
      assertEquals(windowsNameProblem(name), problem);
    });
  }
}

for (const name of PLAIN) {
  Deno.test(`windowsNameProblem() has none for ${JSON.stringify(name)}`, () => {
    assertEquals(windowsNameProblem(name), undefined);
  });
}
