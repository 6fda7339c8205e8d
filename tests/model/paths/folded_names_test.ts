import {
  type JudgedNames,
  judgeNames,
  keepsNames,
  nameKey,
  type NameRules,
  type NameTraits,
  spelledAsInSource,
} from "../../../src/model/paths/folded_names.ts";
import { assertEquals } from "../../support/assert.ts";

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

const NONE: JudgedNames = { refused: [], clashes: [], respelled: [] };

/** Names of source and replica, and what becomes of them where case does not count. */
const JUDGED: Readonly<
  Record<string, [readonly string[], readonly string[], JudgedNames]>
> = {
  "finds nothing where names are equal": [["a", "b"], ["b", "a"], NONE],
  "leaves new names and names that go alone": [["a"], ["b"], NONE],
  "keeps the first of new names that clash": [["b", "a", "A"], [], {
    ...NONE,
    clashes: [{ name: "a", beside: "A" }],
  }],
  "keeps the name that the replica has": [["a", "A"], ["a"], {
    ...NONE,
    clashes: [{ name: "A", beside: "a" }],
  }],
  "knows a name that is spelled otherwise": [["A", "b"], ["a", "b"], {
    ...NONE,
    respelled: [{ name: "A", was: "a", stays: false }],
  }],
  "gives one of names that clash the entry that is there": [
    ["FILE", "File"],
    ["file"],
    {
      refused: [],
      clashes: [{ name: "File", beside: "FILE" }],
      respelled: [{ name: "FILE", was: "file", stays: false }],
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
    { ...NONE, respelled: [{ name: "\u00e9", was: "e\u0301", stays: false }] },
  );
});

Deno.test("judgeNames() tells a spelling of the file system's own from one that can be mended", () => {
  const rules = { ...BOTH, spelling: FORMS };
  assertEquals(
    judgeNames({
      source: ["\u00e9", "\u00d6", "u\u0308"],
      replica: ["e\u0301", "o\u0308", "u\u0308"],
    }, rules),
    {
      ...NONE,
      respelled: [
        { name: "\u00d6", was: "o\u0308", stays: false },
        { name: "\u00e9", was: "e\u0301", stays: true },
      ],
    },
  );
});

Deno.test("judgeNames() refuses what the file system does not take, unless it is there, and takes it for no other's spelling", () => {
  const limits = { characters: ":", ends: ".", devices: false };
  const judged = judgeNames({
    source: ["a", "a:", "A.", "b."],
    replica: ["b.", "a."],
  }, { ...CASE, limits });
  assertEquals(judged.refused.map(({ name }) => name), ["a:", "A."]);
  assertEquals([judged.clashes, judged.respelled], [[], []]);
});

Deno.test("spelledAsInSource() gives names the source's spelling, each once, and leaves all others", () => {
  assertEquals(
    spelledAsInSource({
      source: ["\u00e9", "o\u0308", "\u00f6", "x"],
      replica: ["e\u0301", "o\u0308", "X", "n\u0303"],
    }, FORMS),
    ["\u00e9", "o\u0308", "X", "n\u0303"],
  );
});

Deno.test("keepsNames() is true only where nothing is known against it", () => {
  const exact: NameTraits = { foldsCase: false, normalizes: false };
  const limits = { characters: "", ends: ".", devices: false };
  assertEquals(
    [exact, CASE, FORMS, { ...exact, limits }, { ...FORMS, spelling: FORMS }]
      .map(keepsNames),
    [true, false, false, false, false],
  );
});
