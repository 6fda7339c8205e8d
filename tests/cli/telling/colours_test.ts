import { splitArguments } from "../../../src/cli/arguments/arguments.ts";
import {
  type ColourChoice,
  parseColour,
} from "../../../src/cli/arguments/values.ts";
import {
  type ColourPlace,
  wantsColours,
} from "../../../src/cli/telling/colours.ts";
import { UsageError } from "../../../src/cli/usage_error.ts";
import { assertEquals, assertThrows } from "../../support/assert.ts";

const TERMINAL: ColourPlace = {
  isTerminal: true,
  noColour: false,
  term: "xterm",
};

const CASES: readonly (readonly [
  ColourChoice,
  Partial<ColourPlace>,
  wants: boolean,
])[] = [
  ["auto", {}, true],
  ["auto", { term: undefined }, true],
  ["auto", { term: "dumb" }, false],
  ["auto", { isTerminal: false }, false],
  ["auto", { noColour: true }, false],
  ["always", { noColour: true }, true],
  ["always", { isTerminal: false }, true],
  ["never", {}, false],
];

for (const [choice, place, wants] of CASES) {
  Deno.test(`with --color ${choice} there are ${wants ? "" : "no "}colours at a terminal but for ${JSON.stringify(place)}`, () => {
    assertEquals(wantsColours(choice, { ...TERMINAL, ...place }), wants);
  });
}

Deno.test("parseColour() leaves it to the terminal where nothing is said", () => {
  assertEquals(parseColour(splitArguments(["s", "r"])), "auto");
});

for (const word of ["--color=never", "--colour=never"]) {
  Deno.test(`parseColour() understands ${word}`, () => {
    assertEquals(parseColour(splitArguments(["s", "r", word])), "never");
  });
}

Deno.test("parseColour() says what is expected", () => {
  assertThrows(
    () => parseColour(splitArguments(["s", "r", "--color=yes"])),
    UsageError,
    '"yes" does not say when to use colours: expected one of auto, always, never',
  );
});
