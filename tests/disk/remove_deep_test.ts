import { DiskError } from "../../src/disk/disk.ts";
import { removeTree } from "../../src/disk/remove.ts";
import { assertEquals } from "../support/assert.ts";
import { testFolders } from "../support/folders.ts";
import { makeChain, nativeTest, openNative } from "../support/native.ts";
import { namesIn } from "../support/tree.ts";

/** Deeper than a function can call itself. */
const DEPTH = 12_000;

nativeTest(
  "removeTree() removes folders inside each other by the ten thousand, or says that too many are open",
  () => {
    using folders = testFolders({ replica: {} });
    using root = openNative(folders.replica);
    makeChain(root, DEPTH);
    let removed = 0;
    try {
      removeTree(root, "d", {
        isProtected: () => false,
        removed: () => removed++,
        checkpoint: () => {},
      });
      assertEquals([removed, namesIn(folders.replica)], [DEPTH, []]);
    } catch (error) {
      if (!(error instanceof DiskError)) throw error;
      assertEquals(error.code, "EMFILE");
    }
  },
);
