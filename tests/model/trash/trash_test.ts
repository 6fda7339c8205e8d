import fc from "fast-check";
import {
  describeForeign,
  formatMarker,
  isTrashOf,
  nextPassName,
  parseMarker,
  passName,
  passOfRecord,
  recordName,
  timeOfPass,
  type TrashMarker,
} from "../../../src/model/trash/trash.ts";
import { propertyRuns } from "../../property/runs.ts";
import { assert, assertEquals, assertMatch } from "../../support/assert.ts";

const MARKER: TrashMarker = {
  trash: "/mnt/b/photos.versions",
  replica: "/mnt/b/photos",
  source: "/home/u/photos",
  since: "2026-11-21T19-08-14.123Z",
};

Deno.test("passName() is a time in UTC that every file system takes, and sorts", () => {
  assertEquals(
    passName(Date.UTC(2026, 10, 21, 19, 8, 14, 123)),
    "2026-11-21T19-08-14.123Z",
  );
  assertEquals(passName(0), "1970-01-01T00-00-00.000Z");
});

const anyTime = fc.integer({ min: 0, max: 253_402_300_799_998 });

Deno.test("timeOfPass() gives the time of every name back, and names sort as times do", () => {
  fc.assert(
    fc.property(anyTime, anyTime, (a, b) => {
      assertEquals(timeOfPass(passName(a)), a);
      assertEquals(passName(a) < passName(b), a < b);
    }),
    propertyRuns(),
  );
});

for (
  const name of [
    "2026-11-21",
    "2026-11-21T19-08-14Z",
    "2026-11-21T19:08:14.123Z",
    "2026-13-41T19-08-14.123Z",
    " 2026-11-21T19-08-14.123Z",
    "2026-11-21T19-08-14.123Z ",
    "2026-11-21T19-08-14.123Z.created",
    "",
  ]
) {
  Deno.test(`timeOfPass() takes ${JSON.stringify(name)} for no pass`, () => {
    assertEquals(timeOfPass(name), undefined);
  });
}

Deno.test("nextPassName() is the time of the pass, where that is later than all before", () => {
  assertEquals(nextPassName(5000, []), passName(5000));
  assertEquals(nextPassName(5000, [passName(4999), "mine"]), passName(5000));
});

Deno.test("nextPassName() is later than all before, also at the same moment or with the clock set back", () => {
  fc.assert(
    fc.property(anyTime, fc.array(anyTime), (now, times) => {
      const before = times.map(passName);
      const next = nextPassName(Math.min(now, 1e12), before);
      assert(before.every((name) => name < next));
    }),
    propertyRuns(),
  );
});

Deno.test("passOfRecord() gives the pass of a list of what it made, and of nothing else", () => {
  assertEquals(passOfRecord(recordName(MARKER.since)), MARKER.since);
  assertEquals(passOfRecord(MARKER.since), undefined);
  assertEquals(passOfRecord("mine.created"), undefined);
});

Deno.test("parseMarker() gives back what formatMarker() wrote, whatever the paths", () => {
  const text = fc.string({ unit: "binary" });
  fc.assert(
    fc.property(text, text, text, (trash, replica, source) => {
      const marker = { ...MARKER, trash, replica, source };
      assertEquals(parseMarker(formatMarker(marker)), marker);
    }),
    propertyRuns(),
  );
});

const FOREIGN: readonly string[] = [
  "",
  "no JSON",
  "null",
  "[]",
  "{}",
  formatMarker(MARKER).replace('"format": 1', '"format": 2'),
  formatMarker({ ...MARKER, since: "yesterday" }),
];

for (const text of FOREIGN) {
  Deno.test(`parseMarker() reads no marker in ${JSON.stringify(text.slice(0, 30))}`, () => {
    assertEquals(parseMarker(text), undefined);
  });
}

Deno.test("isTrashOf() knows the replica by its path, wherever the trash is", () => {
  const { replica } = MARKER;
  assert(isTrashOf(MARKER, { trash: "/elsewhere", replica }));
});

Deno.test("isTrashOf() knows the replica by the way to it, where both were moved", () => {
  const moved = {
    trash: "/media/x/photos.versions",
    replica: "/media/x/photos",
  };
  assert(isTrashOf(MARKER, moved));
  assert(!isTrashOf(MARKER, { ...moved, replica: "/media/x/music" }));
  assert(!isTrashOf(MARKER, { ...moved, replica: "/media/photos" }));
});

Deno.test("describeForeign() names both and says what to do", () => {
  const { reason, remedy } = describeForeign(MARKER, {
    trash: "/t",
    replica: "/r",
  });
  assertEquals(
    reason,
    'the trash, "/t", is that of another replica, "/mnt/b/photos"',
  );
  assertMatch(remedy, /^Name another folder; /);
});
