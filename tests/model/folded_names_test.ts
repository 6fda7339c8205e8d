import {
  type JudgedNames,
  judgeNames,
  nameKey,
  type NameRules,
} from "../../src/model/folded_names.ts";
import { assertEquals } from "../support/assert.ts";

const BOTH: NameRules = { foldsCase: true, normalizes: true };
const CASE: NameRules = { foldsCase: true, normalizes: false };
const FORMS: NameRules = { foldsCase: false, normalizes: true };

/** Two names, and under which rules they count as one. */
const PAIRS: readonly (readonly [string, string, readonly NameRules[]])[] = [
  ["a", "A", [BOTH, CASE]],
  ["read me.TXT", "Read Me.txt", [BOTH, CASE]],
  ["\u00e9", "e\u0301", [BOTH, FORMS]],
  ["\u00e9", "\u00c9", [BOTH, CASE]],
  ["\u00e9", "E\u0301", [BOTH]],
  ["\u03c3", "\u03c2", [BOTH, CASE]],
  ["stra\u00dfe", "strasse", []],
  ["\udc80", "\udc81", []],
  ["a", "b", []],
  ["a", "a ", []],
];

for (const [one, other, equal] of PAIRS) {
  Deno.test(`nameKey() of ${JSON.stringify([one, other])} is the same only where they count as one`, () => {
    for (const rules of [BOTH, CASE, FORMS]) {
      assertEquals(
        nameKey(one, rules) === nameKey(other, rules),
        equal.includes(rules),
        JSON.stringify(rules),
      );
    }
  });
}

const NONE: JudgedNames = { clashes: [], respelled: [] };

/** Names of source and replica, and what becomes of them where case does not count. */
const JUDGED: Readonly<
  Record<string, [readonly string[], readonly string[], JudgedNames]>
> = {
  "finds nothing where names are equal": [["a", "b"], ["b", "a"], NONE],
  "leaves new names and names that go alone": [["a"], ["b"], NONE],
  "keeps the first of new names that clash": [["b", "a", "A"], [], {
    clashes: [{ name: "a", beside: "A" }],
    respelled: [],
  }],
  "keeps the name that the replica has": [["a", "A"], ["a"], {
    clashes: [{ name: "A", beside: "a" }],
    respelled: [],
  }],
  "knows a name that is spelled otherwise": [["A", "b"], ["a", "b"], {
    clashes: [],
    respelled: [{ name: "A", was: "a" }],
  }],
  "gives one of names that clash the entry that is there": [
    ["FILE", "File"],
    ["file"],
    {
      clashes: [{ name: "File", beside: "FILE" }],
      respelled: [{ name: "FILE", was: "file" }],
    },
  ],
  "leaves alone what a folder that folds names could not hold": [
    ["a", "A"],
    ["a", "A"],
    NONE,
  ],
};

for (const [name, [source, replica, expected]] of Object.entries(JUDGED)) {
  Deno.test(`judgeNames() ${name}`, () => {
    assertEquals(judgeNames({ source, replica }, CASE), expected);
  });
}

Deno.test("judgeNames() knows a name in another normal form", () => {
  assertEquals(
    judgeNames({ source: ["\u00e9"], replica: ["e\u0301"] }, FORMS),
    { clashes: [], respelled: [{ name: "\u00e9", was: "e\u0301" }] },
  );
});
