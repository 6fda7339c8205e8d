import {
  limitProblem,
  type NameLimits,
  takesAll,
} from "../../../src/model/paths/name_limits.ts";
import { assertEquals, assertMatch } from "../../support/assert.ts";

const NONE: NameLimits = { characters: "", ends: "", devices: false };

const CASES: readonly (readonly [string, NameLimits, RegExp | undefined])[] = [
  ["a:b", { ...NONE, characters: "*:" }, /takes no ":" in a name$/],
  ["a:b", { ...NONE, characters: "*" }, undefined],
  [
    "a\u0007b",
    { ...NONE, characters: "\u0001" },
    /takes no "\\u0007" in a name$/,
  ],
  ["a b\u007f", { ...NONE, characters: "\u0001" }, undefined],
  ["a\nb", { ...NONE, characters: ":" }, undefined],
  ["a.", { ...NONE, ends: "." }, /no name that ends with ".", or drops it$/],
  ["a ", { ...NONE, ends: ". " }, /no name that ends with " ", or drops it$/],
  ["a ", { ...NONE, ends: "." }, undefined],
  [".a", { ...NONE, ends: "." }, undefined],
  ["con.txt", { ...NONE, devices: true }, /no name of a device of Windows$/],
  ["con.txt", NONE, undefined],
  ["console", { ...NONE, devices: true }, undefined],
];

for (const [name, limits, says] of CASES) {
  const verb = says === undefined ? "takes" : "refuses";
  Deno.test(`limitProblem() ${verb} ${JSON.stringify(name)} by ${JSON.stringify(limits)}`, () => {
    const problem = limitProblem(name, limits);
    if (says === undefined) assertEquals(problem, undefined);
    else assertMatch(problem ?? "nothing", says);
  });
}

Deno.test("takesAll() is true where there is no limit at all", () => {
  assertEquals(
    [
      NONE,
      { ...NONE, characters: ":" },
      { ...NONE, ends: "." },
      { ...NONE, devices: true },
    ].map(takesAll),
    [true, false, false, false],
  );
});
