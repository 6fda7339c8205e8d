import fc from "fast-check";
import { describeOverlap } from "../../../src/model/roots/overlap.ts";
import type { Placed, RootState } from "../../../src/model/roots/place.ts";
import { propertyRuns } from "../../property/runs.ts";
import { assert, assertEquals, assertMatch } from "../../support/assert.ts";
import { folderAt, missingAt } from "../../support/places.ts";

interface Case {
  readonly source: RootState;
  readonly replica: RootState;
  /** What is said, or nothing. */
  readonly says: RegExp | undefined;
}

const CASES: Readonly<Record<string, Case>> = {
  "nothing of two folders side by side": {
    source: folderAt("/a/s"),
    replica: folderAt("/a/r"),
    says: undefined,
  },
  "nothing of two folders of which one's name begins with the other's": {
    source: folderAt("/a/s"),
    replica: folderAt("/a/s2"),
    says: undefined,
  },
  "one folder named twice": {
    source: folderAt("/a"),
    replica: folderAt("/a"),
    says: /are the same folder, "\/a"/,
  },
  "one folder reached by two paths": {
    source: folderAt("/a", { ino: 5 }),
    replica: folderAt("/b", { ino: 5 }),
    says: /are the same folder, "\/a"/,
  },
  "nothing of two folders without inode numbers": {
    source: folderAt("/a", { ino: 0 }),
    replica: folderAt("/b", { ino: 0 }),
    says: undefined,
  },
  "a replica inside the source": {
    source: folderAt("/a"),
    replica: folderAt("/a/b/c"),
    says: /^the replica, "\/a\/b\/c", lies inside the source, "\/a"$/,
  },
  "a missing replica inside the source": {
    source: folderAt("/a"),
    replica: missingAt("/a/b"),
    says: /^the replica, .* inside the source/,
  },
  "a source inside the replica": {
    source: folderAt("/a/b"),
    replica: folderAt("/a"),
    says: /^the source, "\/a\/b", lies inside the replica, "\/a"$/,
  },
  "a source that is all there is": {
    source: folderAt("/"),
    replica: folderAt("/a"),
    says: /^the replica, .* inside the source/,
  },
  "a replica inside the source by another way in": {
    source: folderAt("/a", { ino: 5 }),
    replica: folderAt("/x/y/z", { above: [6, 5, 1] }),
    says: /^the replica, .* inside the source/,
  },
  "a missing replica of which a folder above it is the source": {
    source: folderAt("/a", { ino: 5 }),
    replica: missingAt("/x/y", { above: [5, 1] }),
    says: /^the replica, .* inside the source/,
  },
  "one folder that is mounted at two places": {
    source: missingAt("/a", { mounted: "/data" }),
    replica: folderAt("/b", { mounted: "/data" }),
    says: /are the same folder/,
  },
  "a replica inside the source, both mounted elsewhere": {
    source: folderAt("/a", { mounted: "/data" }),
    replica: folderAt("/b", { mounted: "/data/deep" }),
    says: /^the replica, .* inside the source/,
  },
  "a replica that is mounted somewhere below the source": {
    source: folderAt("/a", { mounted: "/s", below: ["/x"] }),
    replica: folderAt("/r", { mounted: "/x" }),
    says: /^the replica, .* is mounted inside the source as well$/,
  },
  "a part of the replica that is mounted below the source": {
    source: folderAt("/a", { mounted: "/s", below: ["/x/deep"] }),
    replica: folderAt("/r", { mounted: "/x" }),
    says: /is mounted inside the source as well/,
  },
  "what holds the replica being mounted below the source": {
    source: folderAt("/a", { mounted: "/s", below: ["/x"] }),
    replica: folderAt("/r", { mounted: "/x/deep" }),
    says: /is mounted inside the source as well/,
  },
  "a source that is mounted below the replica": {
    source: folderAt("/a", { mounted: "/s" }),
    replica: folderAt("/r", { mounted: "/x", below: ["/s"] }),
    says: /^the source, .* is mounted inside the replica as well$/,
  },
  "one folder of Windows in two spellings": {
    source: folderAt("C:\\a", { ino: 0 }),
    replica: folderAt("c:\\A", { ino: 0 }),
    says: /are the same folder/,
  },
  "a replica of Windows inside the source, spelled otherwise": {
    source: folderAt("C:\\a", { ino: 0 }),
    replica: missingAt("c:\\A\\b", { above: [0, 0] }),
    says: /^the replica, .* lies inside the source, /,
  },
  "a share in two spellings": {
    source: folderAt("\\\\Server\\share\\a", { ino: 0 }),
    replica: missingAt("\\\\server\\Share\\A\\b", { above: [0, 0] }),
    says: /lies inside the source/,
  },
  "nothing of two folders of Windows that differ in case and are two": {
    source: folderAt("C:\\a", { ino: 5 }),
    replica: folderAt("C:\\A", { ino: 6 }),
    says: undefined,
  },
  "nothing of a replica inside a folder that differs from the source in case only":
    {
      source: folderAt("C:\\a", { ino: 5 }),
      replica: folderAt("C:\\A\\b", { ino: 7, above: [6, 2] }),
      says: undefined,
    },
  "nothing of two folders that differ in case elsewhere": {
    source: folderAt("/a", { ino: 0 }),
    replica: missingAt("/A/b", { above: [0, 0] }),
    says: undefined,
  },
  "nothing of another folder that is mounted below the source": {
    source: folderAt("/a", { mounted: "/s", below: ["/xy"] }),
    replica: folderAt("/r", { mounted: "/x" }),
    says: undefined,
  },
};

for (const [name, { source, replica, says }] of Object.entries(CASES)) {
  Deno.test(`describeOverlap() reports ${name}`, () => {
    const overlap = describeOverlap(placed(source), placed(replica));
    if (says === undefined) assertEquals(overlap, undefined);
    else assertMatch(overlap ?? "nothing", says);
  });
}

Deno.test("describeOverlap() escapes what a path has of controls", () => {
  const overlap = describeOverlap(
    placed(folderAt("/a\n")),
    placed(folderAt("/a\n")),
  );
  assertMatch(overlap ?? "nothing", /"\/a\\n"/);
});

Deno.test("describeOverlap() finds an overlap whichever of the two is the source", () => {
  const name = fc.constantFrom("a", "b", "ab");
  const path = fc.array(name, { maxLength: 3 })
    .map((names) => `/${names.join("/")}`);
  const facts = fc.record({
    ino: fc.constantFrom(0, 1, 2, 3),
    above: fc.constant([4, 5, 3]),
    below: fc.array(path, { maxLength: 2 }),
  });
  const root = fc.tuple(path, facts, path, fc.boolean(), fc.boolean()).map(
    ([path, facts, mounted, isMounted, isThere]) =>
      (isThere ? folderAt : missingAt)(
        path,
        isMounted ? { ...facts, mounted } : facts,
      ),
  );
  fc.assert(
    fc.property(root, root, (a, b) => {
      assertEquals(
        describeOverlap(placed(a), placed(b)) !== undefined,
        describeOverlap(placed(b), placed(a)) !== undefined,
      );
    }),
    propertyRuns(),
  );
});

function placed(root: RootState): Placed {
  assert(root.status === "folder" || root.status === "missing");
  return root;
}
