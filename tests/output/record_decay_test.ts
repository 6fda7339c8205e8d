import type { RelativePath } from "../../src/model/paths/path.ts";
import { eventRecords, summarize } from "../../src/output/record.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { passReport } from "../support/reports.ts";

const path = "a/b" as RelativePath;

Deno.test("eventRecords() warns of what decayed, a line a path", () => {
  const decays = (["source", "replica", "both"] as const)
    .map((side) => ({ path, side }));
  const records = eventRecords({ kind: "decayed", decays });
  assertEquals(
    records.map(({ level, action, path }) => [level, action, path]),
    decays.map(() => ["warn", "decay", path]),
  );
  assertEquals(
    records.map(({ reason = "" }) => reason.split(" are ")[0]),
    [
      "the source's contents",
      "the replica's contents were not those of the last pass, though size and time were",
      "neither the source's contents nor the replica's",
    ],
  );
});

for (const [decayed, what] of [[1, "1 file"], [2, "2 files"]] as const) {
  Deno.test(`summarize() tells of ${what} that decayed in the source`, () => {
    const text = summarize(
      passReport({ tally: { decayed, skipped: decayed } }),
    );
    assert(text.endsWith(`; ${what} of the source decayed, not copied`), text);
  });
}
