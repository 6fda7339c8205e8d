import { restoreFailure, summarizeRestore } from "../../src/output/restored.ts";
import { assertEquals, assertMatch } from "../support/assert.ts";
import { passReport } from "../support/reports.ts";

const WHAT = { path: "a", at: "2026-11-20T10-00-00.000Z", to: undefined };
const DONE = passReport({ tally: { copied: 2, removed: 1, bytes: 5 } });

Deno.test("summarizeRestore() says what was brought back, and that the next pass would undo it", () => {
  const [first, second, ...rest] = summarizeRestore(DONE, WHAT);
  assertEquals(
    first,
    'Restored "a" as at 2026-11-20T10-00-00.000Z: 2 copied, 1 removed, 5 B (1.50 s)',
  );
  assertMatch(
    second ?? "",
    /^The next pass makes the replica equal to the source again/,
  );
  assertEquals(rest, []);
});

Deno.test("summarizeRestore() says nothing of the next pass where it was put elsewhere", () => {
  assertEquals(summarizeRestore(DONE, { ...WHAT, to: "/x" }).length, 1);
});

const WORDS: readonly [ReturnType<typeof passReport>, RegExp][] = [
  [passReport(), /^Restored "a" as at \S+: nothing to do/],
  [
    passReport({ dryRun: true }),
    /^Dry run, nothing was changed: would restore/,
  ],
  [passReport({ tally: { failed: 1 } }), /^Not all is restored: .*1 failed/],
  [passReport({ ending: { kind: "stopped" } }), /^Stopped while restoring/],
];

for (const [report, words] of WORDS) {
  Deno.test(`summarizeRestore() begins: ${words.source}`, () => {
    assertMatch(summarizeRestore(report, WHAT)[0] ?? "", words);
  });
}

Deno.test("restoreFailure() says that nothing was restored, and why", () => {
  const ending = { kind: "locked", holder: "process 7" } as const;
  assertEquals(
    restoreFailure(passReport({ ending })).message,
    "Not restored: the replica is in use by another lockstep, process 7",
  );
});
