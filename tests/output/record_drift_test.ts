import type { RelativePath } from "../../src/model/paths/path.ts";
import { eventRecords } from "../../src/output/record.ts";
import { assertEquals } from "../support/assert.ts";

const path = "a/b" as RelativePath;

Deno.test("eventRecords() warns of what others have done to the replica, a line a path", () => {
  const drifts = (["changed", "removed", "added"] as const)
    .map((kind) => ({ path, kind }));
  assertEquals(
    eventRecords({ kind: "drifted", drifts }),
    [
      "changed in the replica",
      "removed from the replica",
      "added to the replica",
    ].map((reason) => ({ level: "warn", action: "drift", path, reason })),
  );
});
