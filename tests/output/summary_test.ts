import {
  EMPTY_TALLY,
  type Ending,
  type Tally,
} from "../../src/model/outcome/report.ts";
import {
  addReport,
  finalSummary,
  NO_TOTALS,
} from "../../src/output/summary.ts";
import { assertEquals } from "../support/assert.ts";
import { passReport } from "../support/reports.ts";

const BUSY: Tally = {
  created: 1,
  copied: 2,
  updated: 3,
  metadata: 4,
  removed: 5,
  unchanged: 6,
  skipped: 7,
  meanwhile: 0,
  decayed: 0,
  failed: 0,
  kept: 0,
  bytes: 2048,
};

Deno.test("addReport() adds up passes, counts, bytes and times", () => {
  const once = addReport(NO_TOTALS, passReport({ tally: BUSY }));
  const twice = addReport(once, passReport({ tally: BUSY, milliseconds: 500 }));
  assertEquals(once, { passes: 1, tally: BUSY, milliseconds: 1500 });
  assertEquals(twice.passes, 2);
  assertEquals(twice.milliseconds, 2000);
  assertEquals(
    [twice.tally.copied, twice.tally.skipped, twice.tally.bytes],
    [4, 14, 4096],
  );
});

Deno.test("addReport() takes what is unchanged from the last pass alone", () => {
  const first = addReport(NO_TOTALS, passReport({ tally: { unchanged: 7 } }));
  const both = addReport(first, passReport({ tally: { unchanged: 9 } }));
  assertEquals(both.tally.unchanged, 9);
});

interface Case {
  readonly ending?: Ending;
  readonly tally?: Partial<Tally>;
  readonly dryRun?: boolean;
  readonly removals?: boolean;
}

const SUMMARIES: Readonly<Record<string, [Case, string]>> = {
  "a pass with nothing to do": [{}, "The replica equals the source (1.50 s)"],
  "a pass with nothing to do over equal trees": [
    { tally: { unchanged: 5 } },
    "The replica equals the source: 5 unchanged (1.50 s)",
  ],
  "all that was done": [
    { tally: BUSY },
    "The replica equals the source: 1 created, 2 copied, 3 updated, " +
    "4 metadata, 5 removed, 6 unchanged, 7 skipped, 2 KiB (1.50 s)",
  ],
  "a pass that keeps extras": [
    { removals: false },
    "The replica has all that the source has (1.50 s)",
  ],
  "paths that failed": [
    { tally: { failed: 2, meanwhile: 1, skipped: 1 } },
    "Some paths failed, the replica is not equal: 1 skipped, 2 failed (1.50 s)",
  ],
  "files that decayed in the source": [
    { tally: { decayed: 1, meanwhile: 1, skipped: 2 } },
    "Files have decayed in the source, the replica keeps what it has of them: " +
    "2 skipped (1.50 s)",
  ],
  "paths that changed meanwhile": [
    { tally: { meanwhile: 1, skipped: 1 } },
    "The replica equals the source, but for what changed meanwhile: " +
    "1 skipped (1.50 s)",
  ],
  "paths that changed meanwhile in a pass that keeps extras": [
    { tally: { meanwhile: 1, skipped: 1 }, removals: false },
    "The replica has all that the source has, but for what changed meanwhile: " +
    "1 skipped (1.50 s)",
  ],
  "a dry run": [
    { dryRun: true, tally: { copied: 1 } },
    "Dry run, nothing was changed: 1 copied (1.50 s)",
  ],
  "a pass that was stopped": [
    { ending: { kind: "stopped" }, tally: { copied: 1, bytes: 1 } },
    "Stopped before the replica was equal: 1 copied, 1 B (1.50 s)",
  ],
};

for (const [name, [facts, expected]] of Object.entries(SUMMARIES)) {
  Deno.test(`finalSummary() tells of ${name}`, () => {
    const { removals = true, ...rest } = facts;
    const last = passReport(rest);
    const totals = addReport(NO_TOTALS, last);
    assertEquals(finalSummary(totals, { last, removals }), expected);
  });
}

Deno.test("finalSummary() tells how many passes there were, and of the last one whether all is equal", () => {
  const failed = passReport({ tally: { failed: 1 } });
  const last = passReport({ tally: { copied: 1, bytes: 1 } });
  const totals = [failed, last].reduce(addReport, NO_TOTALS);
  assertEquals(
    finalSummary(totals, { last, removals: true }),
    "The replica equals the source: 1 copied, 1 failed, 1 B (2 passes, 3.00 s)",
  );
});

const COLOURS:
  readonly (readonly [Parameters<typeof passReport>[0], string])[] = [
    [{}, "green: 1.50 s"],
    [{ tally: { meanwhile: 1 } }, "yellow: 1.50 s"],
    [{ ending: { kind: "stopped" } }, "yellow: 1.50 s"],
    [{ tally: { failed: 1, meanwhile: 1 } }, "red: 1.50 s"],
    [{ tally: { decayed: 1 } }, "red: 1.50 s"],
  ];

for (const [facts, expected] of COLOURS) {
  Deno.test(`finalSummary() is ${expected.split(":")[0]} for ${JSON.stringify(facts)}`, () => {
    const last = passReport(facts);
    const totals = { ...addReport(NO_TOTALS, last), tally: EMPTY_TALLY };
    const paint = (_: string, colour: string): string => `${colour}:`;
    assertEquals(
      finalSummary(totals, { last, removals: true, paint }),
      expected.replace(": ", ": (") + ")",
    );
  });
}

const refusal = { reason: "", remedy: "" };

const SILENT: readonly Ending[] = [
  { kind: "refused", refusal },
  { kind: "unfit", refusal },
  { kind: "unavailable", reason: "" },
  { kind: "crashed", reason: "" },
  { kind: "locked", holder: "" },
];

for (const ending of SILENT) {
  Deno.test(`finalSummary() leaves a pass that ended "${ending.kind}" to the log`, () => {
    const last = passReport({ ending });
    const totals = addReport(NO_TOTALS, last);
    assertEquals(finalSummary(totals, { last, removals: true }), undefined);
  });
}
