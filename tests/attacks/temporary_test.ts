import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { Canary } from "../support/canary.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { modeOf, putLink } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import { testPool } from "../support/pool.ts";
import { file, folder, namesIn, readTree, type Tree } from "../support/tree.ts";
import { watchedDisk } from "../support/watched_disk.ts";

const TEMPORARY = /^\.lockstep-[0-9a-f]{16}\.tmp$/;

const SOURCE: Tree = {
  "new.txt": file("new", { mode: 0o666 }),
  "changed.txt": file("changed", { mode: 0o777 }),
  folder: folder({ "inner.txt": file("inner", { mode: 0o666 }) }, {
    mode: 0o777,
  }),
};

testUnless(
  notPosix(),
  "nobody but its owner can open what is being copied until it has its own mode",
  async () => {
    using folders = testFolders({
      source: SOURCE,
      replica: { "changed.txt": "old" },
    });
    const { replica } = folders;
    const seen: string[] = [];
    const disk = watchedDisk(({ side, method, path }) => {
      if (side !== "replica" || method !== "file.write") return;
      const [top = "", inner] = path.split("/");
      assertMatch(top, TEMPORARY);
      // A new folder is closed to others, so that what is in it need not be.
      const closed = inner === undefined ? 0o600 : 0o700;
      assertEquals(modeOf(`${replica}/${top}`), closed);
      seen.push(top);
    });
    using pool = testPool({ disk });
    await mirror(folders, { pool });
    assertEquals([seen.length, new Set(seen).size], [3, 3]);
    assertEquals(readTree(replica), readTree(folders.source));
  },
);

testUnless(
  notPosix(),
  "what somebody has put at a temporary name is neither written through nor replaced, even if it was foreseen",
  async () => {
    using folders = testFolders({ source: { "a.txt": "new" }, replica: {} });
    using canary = new Canary(`${folders.top}/outside`, { file: "theirs" });
    const { replica } = folders;
    let planted = 0;
    const disk = watchedDisk(({ side, method, path }) => {
      if (side !== "replica" || method !== "createFile") return;
      if (!TEMPORARY.test(path)) return;
      putLink(`${replica}/${path}`, `${canary.path}/file`);
      planted++;
    });
    using pool = testPool({ disk });
    const { lines } = await mirror(folders, { pool });
    assert(planted > 0);
    assert(
      lines.some((line) =>
        line.startsWith("failed a.txt (cannot create a temporary file: ") &&
        line.endsWith("(EEXIST))")
      ),
      lines.join("\n"),
    );
    canary.assertUntouched();
    assertEquals(namesIn(replica).includes("a.txt"), false);
    await mirror(folders);
    canary.assertUntouched();
    assertEquals(readTree(replica), readTree(folders.source));
  },
);
