import {
  addCounts,
  type Compared,
  type Difference,
  NO_COUNTS,
  type SurveyCounts,
  toDifference,
} from "../../../src/model/plan/survey.ts";
import { assertEquals } from "../../support/assert.ts";
import {
  fileEntry,
  folderEntry,
  linkEntry,
  otherEntry,
} from "../../support/entries.ts";

Deno.test("addCounts() adds each count to its own", () => {
  const a = {
    source: 1,
    replica: 2,
    unchanged: 3,
    extra: 4,
    suspended: 5,
    bytes: 6,
    files: 6,
    shielded: 7,
  };
  const b = {
    source: 10,
    replica: 20,
    unchanged: 30,
    extra: 40,
    suspended: 50,
    bytes: 60,
    files: 60,
    shielded: 70,
  };
  const sum: SurveyCounts = {
    source: 11,
    replica: 22,
    unchanged: 33,
    extra: 44,
    suspended: 55,
    bytes: 66,
    files: 66,
    shielded: 77,
  };
  assertEquals(addCounts(a, b), sum);
  assertEquals(addCounts(a, NO_COUNTS), a);
});

const name = "n";
const [source, replica] = [fileEntry(), fileEntry({ size: 5 })];

const CASES: Readonly<Record<string, [Compared, Difference | undefined]>> = {
  "nothing for what is the same": [
    { name, source, replica, verdict: { kind: "same" } },
    undefined,
  ],
  "nothing for what is newer and protected": [
    { name, source, replica, verdict: { kind: "newer" } },
    undefined,
  ],
  "nothing for what is undecided": [
    { name, source, replica, verdict: { kind: "undecided" } },
    undefined,
  ],
  "a change with both entries and its reason": [
    { name, source, replica, verdict: { kind: "changed", reason: "size" } },
    { kind: "changed", name, reason: "size", source, replica },
  ],
  "metadata with both entries and its parts": [
    {
      name,
      source,
      replica,
      verdict: { kind: "metadata", parts: ["mode", "time"] },
    },
    { kind: "metadata", name, parts: ["mode", "time"], source, replica },
  ],
  "a new type with the source's kind and the replica's entry": [
    {
      name,
      source: folderEntry(),
      replica: linkEntry(),
      verdict: { kind: "retyped" },
    },
    { kind: "retyped", name, source: "directory", replica: linkEntry() },
  ],
  "another type of a special file too": [
    { name, source: otherEntry(), replica, verdict: { kind: "retyped" } },
    { kind: "retyped", name, source: "other", replica },
  ],
};

for (const [what, [compared, difference]] of Object.entries(CASES)) {
  Deno.test(`toDifference() returns ${what}`, () => {
    assertEquals(toDifference(compared), difference);
  });
}
