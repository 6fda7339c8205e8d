import { DiskError } from "../../src/disk/disk.ts";
import { ROOT } from "../../src/model/path.ts";
import { PassContext } from "../../src/workers/context.ts";
import { keeping } from "../../src/workers/keeping.ts";
import { takeTree, takeWhole } from "../../src/workers/take_tree.ts";
import { Deeds, FolderWork } from "../../src/workers/work.ts";
import { assertEquals } from "../support/assert.ts";
import { notNative, testUnless } from "../support/conditions.ts";
import { quietSignals, settingsFor } from "../support/contexts.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { makeChain, noNative, openNative } from "../support/native.ts";
import { testDisk } from "../support/test_disk.ts";

/** A dry run with a trash: what would go is listed, and nothing is changed. */
function openDry(folders: TestFolders): PassContext {
  const trash = {
    path: `${folders.replica}.versions`,
    identity: undefined,
    pass: "2026-11-21T19-08-14.123Z",
    isNear: true,
  };
  return new PassContext(
    { ...settingsFor(folders, { dryRun: true }), trash },
    { disk: testDisk, signals: quietSignals(), makeTrash: keeping.makeTrash },
  );
}

function listed(
  folders: TestFolders,
  take: typeof takeTree,
): readonly string[] | undefined {
  using context = openDry(folders);
  using to = context.openReplica(ROOT);
  using work = new FolderWork({ folder: ROOT, to }, {
    context,
    deeds: new Deeds(),
  });
  return take("d", work)?.map(({ path }) => path);
}

Deno.test("takeWhole() tells of all that was in a folder, of folders after what is in them", () => {
  using folders = testFolders({
    source: {},
    replica: { d: { a: { b: "1", c: {} } } },
  });
  const paths = listed(folders, takeWhole);
  assertEquals(paths?.toSorted(), ["d/a", "d/a/b", "d/a/c"]);
  assertEquals(paths?.at(-1), "d/a");
});

/** Deeper than a function can call itself, where so many may be open at a time. */
const DEPTH = 9000;

testUnless(
  notNative() ?? noNative(),
  "folders inside each other by the thousand are listed for the trash, but do not go there as a whole",
  () => {
    using folders = testFolders({ source: {}, replica: {} });
    using root = openNative(folders.replica);
    makeChain(root, DEPTH);
    assertEquals(listed(folders, takeWhole), undefined);
    try {
      assertEquals(listed(folders, takeTree)?.length, DEPTH - 1);
    } catch (error) {
      if (!(error instanceof DiskError)) throw error;
      assertEquals(error.code, "EMFILE");
    }
  },
);
