import fc from "fast-check";
import type { RelativePath } from "../../../src/model/paths/path.ts";
import {
  type LeftAlone,
  leftAloneOf,
  type PlaceInTrees,
} from "../../../src/model/roots/own_files.ts";
import { propertyRuns } from "../../property/runs.ts";
import { assert, assertEquals } from "../../support/assert.ts";

const NOWHERE: PlaceInTrees = { source: undefined, replica: undefined };

const LEFT_ALONE = [
  "logs/a.txt",
  "logs/a.txt.1",
  "logs/a.txt.25",
  "logs/a.txt.007",
];
const NOT_LEFT_ALONE = [
  "logs",
  "logs/a.tx",
  "logs/a.txt.",
  "logs/a.txt.old",
  "logs/a.txt.1.gz",
  "logs/a.txt.1 ",
  "logs/a.txt.1\n",
  "logs/a.txt.-1",
  "logs/a.txt.\u0661",
  "logs/a.txt1",
  "logs/a.txt/1",
  "a.txt",
  "other/logs/a.txt",
];

for (const path of LEFT_ALONE) {
  Deno.test(`leftAloneOf() keeps the mirror off ${JSON.stringify(path)}`, () => {
    assertEquals(ownLog("logs/a.txt")(path as RelativePath), true);
  });
}

for (const path of NOT_LEFT_ALONE) {
  Deno.test(`leftAloneOf() does not keep the mirror off ${JSON.stringify(path)}`, () => {
    assertEquals(ownLog("logs/a.txt")(path as RelativePath), false);
  });
}

Deno.test("leftAloneOf() returns nothing where nothing is to be left alone", () => {
  assertEquals(leftAloneOf({ log: NOWHERE, state: NOWHERE }), undefined);
});

Deno.test("leftAloneOf() leaves alone what lies in either tree, in both", () => {
  const isLeftAlone = leftAloneOf({
    log: { ...NOWHERE, replica: "in.replica" as RelativePath },
    state: { ...NOWHERE, source: "state" as RelativePath },
  });
  assert(isLeftAlone !== undefined);
  assertEquals(isLeftAlone("in.replica" as RelativePath), true);
  assertEquals(isLeftAlone("in.replica.1" as RelativePath), true);
  assertEquals(isLeftAlone("state" as RelativePath), true);
});

Deno.test("leftAloneOf() leaves the state folder alone but nothing named after it", () => {
  const isLeftAlone = leftAloneOf({
    log: NOWHERE,
    state: { ...NOWHERE, replica: "state" as RelativePath },
  });
  assert(isLeftAlone !== undefined);
  assertEquals(isLeftAlone("state.1" as RelativePath), false);
  assertEquals(isLeftAlone("states" as RelativePath), false);
});

Deno.test("leftAloneOf() leaves alone the log and its numbered parts, and nothing else", () => {
  const name = fc.string({ minLength: 1 }).filter((name) => !/\//.test(name));
  const suffix = fc.oneof(
    fc.nat().map((number) => `.${number}`),
    fc.string(),
    fc.constant(""),
  );
  fc.assert(
    fc.property(name, suffix, (log, suffix) => {
      const isOwn = suffix === "" || /^\.[0-9]+$/.test(suffix);
      const isLeftAlone = ownLog(log);
      assertEquals(isLeftAlone(`${log}${suffix}` as RelativePath), isOwn);
    }),
    propertyRuns(),
  );
});

function ownLog(log: string): LeftAlone {
  const isLeftAlone = leftAloneOf({
    log: { ...NOWHERE, source: log as RelativePath },
    state: NOWHERE,
  });
  assert(isLeftAlone !== undefined);
  return isLeftAlone;
}

Deno.test("leftAloneOf() keeps the mirror off the summary file under both its names", () => {
  const isLeftAlone = leftAloneOf({
    log: NOWHERE,
    state: NOWHERE,
    summary: { source: undefined, replica: "a/s.json" as RelativePath },
  });
  const id = "0123abcd-0000-4000-8000-000000000000";
  const paths = [
    "a/s.json",
    `a/s.json.${id}.tmp`,
    "a",
    "a/s.jso",
    "a/s.json.tmp",
    `a/s.json.${id}`,
    `a/s.json.${id}.tmp2`,
    `s.json.${id}.tmp`,
  ];
  assertEquals(
    paths.map((path) => isLeftAlone?.(path as RelativePath)),
    [true, true, false, false, false, false, false, false],
  );
});

Deno.test("leftAloneOf() heeds no case of what the file system finds by any case", () => {
  const log: PlaceInTrees = {
    source: undefined,
    replica: "Logs/a.txt" as RelativePath,
  };
  const own = { log, state: NOWHERE };
  const paths = ["Logs/a.txt", "logs/A.TXT", "LOGS/a.txt.2", "logs/b.txt"];
  const left = (isLeftAlone: LeftAlone | undefined): readonly string[] =>
    paths.filter((path) => isLeftAlone?.(path as RelativePath));
  assertEquals(left(leftAloneOf(own)), ["Logs/a.txt"]);
  assertEquals(
    left(leftAloneOf({ ...own, log: { ...log, anyCase: true } })),
    ["Logs/a.txt", "logs/A.TXT", "LOGS/a.txt.2"],
  );
});
