import fc from "fast-check";
import {
  compare,
  type CompareRules,
  type MetadataPart,
  wantedMode,
} from "../../../src/model/entry/difference.ts";
import type { Entry } from "../../../src/model/entry/entry.ts";
import { propertyRuns } from "../../property/runs.ts";
import { assertEquals } from "../../support/assert.ts";
import {
  FACTS,
  fileEntry,
  folderEntry,
  linkEntry,
  otherEntry,
} from "../../support/entries.ts";

const facts = fc.record({
  mode: fc.constantFrom(0o644, 0o755, 0o4755, 0o2755, 0o1777, 0),
  uid: fc.nat({ max: 1 }),
  gid: fc.nat({ max: 1 }),
  mtimeSeconds: fc.constantFrom(-1, 0, 1, 2, 3),
  mtimeNanos: fc.constantFrom(0, 1, 999_999, 1_000_000, 999_999_999),
});

const entry: fc.Arbitrary<Entry> = fc.oneof(
  fc.tuple(facts, fc.nat({ max: 2 })).map(([facts, size]) =>
    fileEntry({ ...facts, size })
  ),
  facts.map((facts) => folderEntry(facts)),
  fc.tuple(facts, fc.constantFrom("a", "b")).map(([facts, target]) =>
    linkEntry({ ...facts, target })
  ),
  facts.map((facts) => otherEntry(facts)),
);

const rules: fc.Arbitrary<CompareRules> = fc.record({
  contents: fc.boolean(),
  owner: fc.boolean(),
  update: fc.boolean(),
  replica: fc.record({
    timeGrainNanos: fc.constantFrom(1, 1_000_000, 1_000_000_000, 2_000_000_000),
    modes: fc.boolean(),
    owners: fc.boolean(),
  }),
});

Deno.test("compare() finds nothing to do between an entry and its twin, unless contents are to be read", () => {
  fc.assert(
    fc.property(entry, rules, (entry, rules) => {
      const mustRead = entry.kind === "file" && rules.contents &&
        entry.size > 0;
      assertEquals(
        compare(entry, { ...entry, ino: FACTS.ino + 1 }, rules).kind,
        mustRead ? "undecided" : "same",
      );
    }),
    propertyRuns(),
  );
});

Deno.test("compare() finds nothing to mend once the parts it named are mended", () => {
  fc.assert(
    fc.property(entry, entry, rules, (source, replica, rules) => {
      const verdict = compare(source, replica, rules);
      if (verdict.kind !== "metadata") return;
      const mended = mend({ source, replica }, verdict.parts);
      const again = compare(source, mended, { ...rules, contents: false });
      assertEquals(again, { kind: "same" });
    }),
    propertyRuns(),
  );
});

Deno.test("compare() never has a replica file read or written again that update protects", () => {
  fc.assert(
    fc.property(facts, facts, rules, (older, newer, rules) => {
      const source = fileEntry({ ...older, size: 1 });
      const replica = fileEntry({ ...newer, size: 2 });
      const apart = (newer.mtimeSeconds - older.mtimeSeconds) * 1e9 +
        newer.mtimeNanos - older.mtimeNanos;
      const isNewer = apart > 0 && apart >= rules.replica.timeGrainNanos;
      assertEquals(
        compare(source, replica, { ...rules, update: true }).kind,
        isNewer ? "newer" : "changed",
      );
    }),
    propertyRuns(),
  );
});

/** What mending is to do, in the words of its contract. */
function mend(
  { source, replica }: { source: Entry; replica: Entry },
  parts: readonly MetadataPart[],
): Entry {
  const { uid, gid, mtimeSeconds, mtimeNanos } = source;
  const owned = parts.includes("owner") ? { ...replica, uid, gid } : replica;
  const moded = parts.includes("mode")
    ? { ...owned, mode: wantedMode(source, owned) }
    : owned;
  return parts.includes("time")
    ? { ...moded, mtimeSeconds, mtimeNanos }
    : moded;
}
