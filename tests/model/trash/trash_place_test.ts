import type { Placed, RootState } from "../../../src/model/roots/place.ts";
import { placeBeside } from "../../../src/model/roots/place.ts";
import { checkTrash } from "../../../src/model/trash/trash_place.ts";
import { assert, assertEquals, assertMatch } from "../../support/assert.ts";
import { folderAt, missingAt } from "../../support/places.ts";

const TREES = { source: folderAt("/s"), replica: folderAt("/b/r") } as {
  readonly source: Placed;
  readonly replica: Placed;
};

Deno.test("checkTrash() lets a folder apart from both trees be the trash, also one beside the replica", () => {
  for (const path of ["/t", "/b/r.versions", "/b/t"]) {
    const verdict = checkTrash(folderAt(path, { ino: 9 }), TREES);
    assertEquals(verdict, {
      kind: "ready",
      trash: { path, identity: { dev: 1, ino: 9 } },
    });
  }
});

Deno.test("checkTrash() lets a trash be made that is not there", () => {
  assertEquals(checkTrash(missingAt("/t"), TREES), {
    kind: "ready",
    trash: { path: "/t", identity: undefined },
  });
});

const REFUSED: readonly [RootState, RegExp][] = [
  [folderAt("/s"), /^source and trash are the same folder, "\/s"$/],
  [folderAt("/s/t"), /^the trash, "\/s\/t", lies inside the source, "\/s"$/],
  [missingAt("/b/r/t"), /^the trash, .*, lies inside the replica/],
  [folderAt("/b"), /^the replica, .*, lies inside the trash, "\/b"$/],
  [
    { status: "unfit", named: "/x", what: "a file" },
    /^the trash, "\/x", is a file, not a folder$/,
  ],
];

for (const [trash, reason] of REFUSED) {
  Deno.test(`checkTrash() refuses where ${reason.source}`, () => {
    const verdict = checkTrash(trash, TREES);
    assert(verdict.kind === "refused");
    assertMatch(verdict.reason, reason);
  });
}

Deno.test("checkTrash() says why a trash cannot be reached", () => {
  const failed = {
    status: "failed",
    named: "/x",
    reason: "permission denied",
  } as const;
  assertEquals(checkTrash(failed, TREES), {
    kind: "unavailable",
    reason: 'cannot open the trash, "/x": permission denied',
  });
});

Deno.test("placeBeside() is the replica's name with an ending, whatever the slashes", () => {
  assertEquals(placeBeside("/b/r"), "/b/r.versions");
  assertEquals(placeBeside("/b/r//"), "/b/r.versions");
  assertEquals(placeBeside("C:\\b\\r\\"), "C:\\b\\r.versions");
});
