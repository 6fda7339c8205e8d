import { DiskError } from "../../../src/disk/disk.ts";
import { outcomesOf } from "../../../src/model/outcome/removed_names.ts";
import { ROOT } from "../../../src/model/paths/path.ts";
import { Deeds, FolderWork } from "../../../src/workers/apply/work.ts";
import { PassContext } from "../../../src/workers/context.ts";
import { keeping } from "../../../src/workers/trash/keeping.ts";
import { takeTree, takeWhole } from "../../../src/workers/trash/take_tree.ts";
import { assertEquals } from "../../support/assert.ts";
import { notNative, testUnless } from "../../support/conditions.ts";
import { quietSignals, settingsFor } from "../../support/contexts.ts";
import { putFolder } from "../../support/files.ts";
import { type TestFolders, testFolders } from "../../support/folders.ts";
import {
  chainIn,
  makeChain,
  noNative,
  openNative,
} from "../../support/native.ts";
import { testDisk } from "../../support/test_disk.ts";

const PASS = "2026-11-21T19-08-14.123Z";

/** A dry run with a trash: what would go is listed, and nothing is changed. */
const DRY = { dryRun: true, isNear: true };

interface Taking {
  readonly dryRun: boolean;
  readonly isNear: boolean;
}

function open(folders: TestFolders, { dryRun, isNear }: Taking): PassContext {
  const path = `${folders.replica}.versions`;
  const trash = { path, identity: undefined, pass: PASS, isNear };
  return new PassContext(
    { ...settingsFor(folders, { dryRun }), trash },
    { disk: testDisk, signals: quietSignals(), makeTrash: keeping.makeTrash },
  );
}

function listed(
  folders: TestFolders,
  take: typeof takeTree | typeof takeWhole,
  how: Taking = DRY,
): readonly string[] | undefined {
  using context = open(folders, how);
  using to = context.openReplica(ROOT);
  const deeds = new Deeds();
  using work = new FolderWork({ folder: ROOT, to }, { context, deeds });
  const taken = take("d", work);
  if (taken === undefined || taken === false) return undefined;
  const outcomes = taken === true
    ? outcomesOf(deeds.toReply().outcomes)
    : taken;
  return outcomes.map(({ path }) => path);
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

testUnless(
  notNative() ?? noNative(),
  "takeTree() moves folders inside each other by the thousand to a trash elsewhere",
  () => {
    const depth = 2000;
    using folders = testFolders({ source: {}, replica: {} });
    const trash = `${folders.replica}.versions`;
    putFolder(trash);
    using root = openNative(folders.replica);
    makeChain(root, depth);
    const how = { dryRun: false, isNear: false };
    assertEquals(listed(folders, takeTree, how)?.length, depth - 1);
    assertEquals(root.list().names, []);
    using kept = openNative(`${trash}/${PASS}`);
    assertEquals(chainIn(kept), depth);
  },
);
