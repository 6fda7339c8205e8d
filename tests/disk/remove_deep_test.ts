import type { Folder } from "../../src/disk/disk.ts";
import { DiskError } from "../../src/disk/disk.ts";
import { removeTree } from "../../src/disk/remove.ts";
import type { RelativePath } from "../../src/model/path.ts";
import { assertEquals } from "../support/assert.ts";
import { testFolders } from "../support/folders.ts";
import { nativeTest, openNative } from "../support/native.ts";
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

function makeChain(root: Folder, depth: number): void {
  let at = root;
  for (let made = 0; made < depth; made++) {
    at.createFolder("d", 0o755);
    const next = at.openFolder("d" as RelativePath);
    if (at !== root) at[Symbol.dispose]();
    at = next;
  }
  at[Symbol.dispose]();
}
