import { ROOT } from "../../../src/model/paths/path.ts";
import {
  type Growth,
  growthOf,
  mayBeShort,
} from "../../../src/model/plan/room.ts";
import type { Difference } from "../../../src/model/plan/survey.ts";
import { assertEquals } from "../../support/assert.ts";
import { fileEntry } from "../../support/entries.ts";

function updated(name: string, from: number, to: number): Difference {
  return {
    kind: "changed",
    name,
    reason: "size",
    source: fileEntry({ size: to }),
    replica: fileEntry({ size: from }),
  };
}

function growth(
  differences: readonly Difference[],
  keepsOld = false,
): Growth {
  return growthOf([{ folder: ROOT, differences, parts: [] }], { keepsOld });
}

Deno.test("growthOf() adds what files grow by, and the largest old version beside its new one", () => {
  const { bytes } = growth([
    updated("a", 100, 150),
    updated("b", 300, 310),
    updated("c", 90, 10),
  ]);
  assertEquals(bytes, 50 + 10 + 300);
});

Deno.test("growthOf() adds whole new versions where old ones are kept", () => {
  const differences = [updated("a", 100, 150), updated("b", 90, 10)];
  assertEquals(growth(differences, true).bytes, 160);
});

Deno.test("growthOf() names what was not looked at, and nothing that goes", () => {
  const { bytes, missing } = growth([
    { kind: "missing", name: "new", entry: "directory" },
    {
      kind: "retyped",
      name: "other",
      source: "file",
      replica: fileEntry({ size: 5 }),
    },
    { kind: "extra", name: "old", entry: "file" },
  ]);
  assertEquals(bytes, 0);
  assertEquals(missing, [{ folder: ROOT, names: ["new", "other"] }]);
});

const MISSING = [{ folder: ROOT, names: ["new"] }];

/** What is to be written, what is free and used, and whether it may be too much. */
const CASES: readonly (readonly [
  title: string,
  growth: Growth,
  room: {
    readonly free: number | undefined;
    readonly used: number | undefined;
  },
  isShort: boolean,
])[] = [
  [
    "more room than the source's disk has in use",
    { bytes: 1, missing: MISSING },
    { free: 11, used: 10 },
    false,
  ],
  [
    "less room than the source's disk has in use",
    { bytes: 2, missing: MISSING },
    { free: 11, used: 10 },
    true,
  ],
  [
    "less room, where nothing new is copied",
    { bytes: 2, missing: [] },
    { free: 2, used: 10 },
    false,
  ],
  [
    "room for less than the known files",
    { bytes: 3, missing: [] },
    { free: 2, used: 10 },
    true,
  ],
  [
    "a source of unknown size",
    { bytes: 0, missing: MISSING },
    { free: 1000, used: undefined },
    true,
  ],
  [
    "room that is not known",
    { bytes: 3, missing: MISSING },
    { free: undefined, used: 10 },
    false,
  ],
];

for (const [title, plan, room, isShort] of CASES) {
  Deno.test(`mayBeShort() is ${isShort} with ${title}`, () => {
    assertEquals(mayBeShort(plan, room), isShort);
  });
}
