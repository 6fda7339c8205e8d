import { isAfter, isBefore } from "../../../src/model/entry/drift.ts";
import { readReplicaClock } from "../../../src/workers/facts/replica_clock.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { waitForTick } from "../../support/clock.ts";
import { notPosix, testUnless } from "../../support/conditions.ts";
import { openContext } from "../../support/contexts.ts";
import { putFile } from "../../support/files.ts";
import { testFolders } from "../../support/folders.ts";
import { openFolder } from "../../support/open_folder.ts";
import { readTree } from "../../support/tree.ts";

testUnless(
  notPosix(),
  "readReplicaClock() lies between what was changed before and after it, and leaves the folder's time",
  () => {
    using folders = testFolders({ source: {}, replica: { before: "" } });
    using context = openContext(folders);
    const { top, replica } = folders;
    const tree = readTree(replica);
    const clock = readReplicaClock(context);
    assertEquals(readTree(replica), tree);
    waitForTick(top);
    putFile(`${replica}/after`, "");
    using folder = openFolder(replica);
    assert(isBefore(folder.changeTime?.("before"), clock));
    assert(isAfter(folder.changeTime?.("after"), clock));
  },
);

Deno.test("readReplicaClock() tells nothing in a dry run", () => {
  using folders = testFolders({ source: {}, replica: {} });
  using context = openContext(folders, { options: { dryRun: true } });
  assertEquals(readReplicaClock(context), undefined);
});
