import fc from "fast-check";
import { matchNames } from "../../../src/model/paths/match_names.ts";
import { propertyRuns } from "../../property/runs.ts";
import { assertEquals } from "../../support/assert.ts";

const CASES: Readonly<Record<string, [readonly string[], readonly string[]]>> =
  {
    "in the same order": [["a", "b", "c"], ["a", "b", "c"]],
    "in the opposite order": [["a", "b", "c"], ["c", "b", "a"]],
    "in another order": [["a", "b", "c", "d"], ["b", "d", "a", "c"]],
    "with one more at the beginning": [["x", "a", "b"], ["a", "b"]],
    "with one less at the beginning": [["a", "b"], ["x", "a", "b"]],
    "with one less at the end": [["a", "b"], ["a", "b", "x"]],
    "with another in the middle": [["a", "x", "b"], ["a", "y", "b"]],
    "with many less in the middle": [["a", "b"], ["a", "x", "y", "z", "b"]],
    "with many more in the middle": [["a", "x", "y", "z", "b"], ["a", "b"]],
    "in an order that turns": [["a", "b", "c", "d"], ["a", "d", "c", "b"]],
    "with new ones in front of the second": [
      ["a", "b", "c", "d"],
      ["x", "d", "a", "b", "c"],
    ],
    "with new ones in front of the first": [
      ["x", "y", "z", "v", "w", "a", "b"],
      ["a", "b"],
    ],
    "with more new ones in front than are passed over": [
      ["a", "b"],
      [..."0123456789", "a", "b"],
    ],
    "with new ones at both ends": [["x", "a", "b", "y"], ["v", "a", "b", "w"]],
    "of which none is shared": [["a"], ["b", "c"]],
    "of which the first has none": [[], ["b", "c"]],
    "of which the second has none": [["b", "c"], []],
    "of which neither has any": [[], []],
  };

for (const [title, [names, others]] of Object.entries(CASES)) {
  Deno.test(`matchNames() finds the shared ones of names ${title}`, () => {
    assertMatched(names, others);
  });
}

Deno.test("matchNames() finds the shared ones of any names in any order", () => {
  const names = fc.uniqueArray(fc.constantFrom(..."abcdefghijklmnop"));
  fc.assert(
    fc.property(names, names, assertMatched),
    propertyRuns(1000),
  );
});

/** Asserts that it finds what looking for each name alone finds. */
function assertMatched(
  names: readonly string[],
  others: readonly string[],
): void {
  const { places, extra } = matchNames(names, others);
  assertEquals([...places], names.map((name) => others.indexOf(name)));
  assertEquals(
    extra.map((place) => others[place]),
    others.filter((name) => !names.includes(name)),
  );
}
