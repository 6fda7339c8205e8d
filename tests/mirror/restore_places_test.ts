import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { testFolders } from "../support/folders.ts";
import { changedFolders, restore } from "../support/restoring.ts";
import { passesIn } from "../support/trashes.ts";
import { link, readIdentities, writeTree } from "../support/tree.ts";

Deno.test("with --to nothing is overwritten: what is there already is refused, a link too", async () => {
  using folders = await changedFolders();
  const { replica, at, top } = folders;
  writeTree(`${top}/to`, { a: "mine", docs: link("nowhere") });
  const before = readIdentities(top);
  for (const path of ["a", "docs", ""]) {
    const { report } = await restore({ replica, at, path, to: `${top}/to` });
    assert(report.ending.kind === "unfit", report.ending.kind);
    assertMatch(report.ending.refusal.reason, /^there is something at /);
  }
  assertEquals(readIdentities(top), before);
});

const OVERLAPPING: Readonly<Record<string, RegExp>> = {
  "source": /source and folder to restore to are the same folder/,
  "source/docs/new": /lies inside the source/,
  "replica/docs": /lies inside the replica/,
  "replica.versions/x": /lies inside the trash/,
};

for (const [place, reason] of Object.entries(OVERLAPPING)) {
  Deno.test(`with --to ${place} nothing is restored: it is no place of its own`, async () => {
    using folders = await changedFolders();
    const { replica, at, top } = folders;
    const before = readIdentities(top);
    const to = `${top}/${place}`;
    const { report } = await restore({ replica, at, path: "a", to });
    assert(report.ending.kind === "unfit", report.ending.kind);
    assertMatch(report.ending.refusal.reason, reason);
    assertEquals(readIdentities(top), before);
  });
}

Deno.test("a replica without a trash has nothing to restore, and says so", async () => {
  using folders = testFolders({ source: {}, replica: { a: "a" } });
  const { replica } = folders;
  const at = "2026-01-01T00-00-00.000Z";
  const { report } = await restore({ replica, at, path: "a" });
  assert(report.ending.kind === "unavailable");
  assertMatch(
    report.ending.reason,
    /^no trash of ".*replica" is known: ".*replica\.versions" does not exist\. Name it with --trash FOLDER /,
  );
  assertEquals(passesIn(`${replica}.versions`), []);
});
