import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { remove, rename } from "../support/files.ts";
import { mirror, type MirrorOverrides } from "../support/mirror.ts";
import { mountExfat, noExfat } from "../support/mounts.ts";
import { testPool } from "../support/pool.ts";
import { type RootsOn, rootsOn } from "../support/roots_on.ts";
import { namesBelow, readText, writeTree } from "../support/tree.ts";
import { failWith, onceAt, watchedDisk } from "../support/watched_disk.ts";

/** The call that gives the folder its new spelling. */
const GIVING = { side: "replica", method: "rename", path: "Folder" } as const;

const OLD = "the only copy of what it was";

/** A replica with a folder of which only the case changed, and what only the replica has in it. */
async function respelling(): Promise<RootsOn> {
  const roots = rootsOn(mountExfat, { folder: { a: OLD, b: "b" } });
  await mirror(roots);
  rename(`${roots.source}/folder`, `${roots.source}/Folder`);
  remove(`${roots.source}/Folder/a`);
  writeTree(roots.source, { Folder: { b: "b, but newer" } });
  return roots;
}

/** Runs a pass that dies where the folder is to get its new spelling. */
async function dieInBetween(roots: RootsOn): Promise<void> {
  const die = onceAt(GIVING, () => {
    throw new Error("killed");
  });
  const pool = testPool({ disk: watchedDisk(die) });
  await assertRejects(() => mirror(roots, { pool }), Error, "killed");
  assert(die.hasHappened());
}

const KEEPING: Readonly<Record<string, MirrorOverrides>> = {
  "with --no-delete": { options: { removals: false } },
  "with a trash": { trash: { kind: "beside" } },
};

for (const [how, overrides] of Object.entries(KEEPING)) {
  testUnless(
    noExfat(),
    `what a pass that was killed while it changed a spelling leaves is not lost ${how}`,
    async () => {
      using roots = await respelling();
      await dieInBetween(roots);
      await mirror(roots, overrides);
      const top = roots.replica.slice(0, roots.replica.lastIndexOf("/"));
      const found = namesBelow(top).filter((path) => path.endsWith("/a"))
        .map((path) => readText(`${top}/${path}`));
      assertEquals(found, [OLD]);
      assertEquals(
        readText(`${roots.replica}/Folder/b`),
        "b, but newer",
      );
    },
  );
}

testUnless(
  noExfat(),
  "what cannot get its new spelling has its old name again",
  async () => {
    using roots = await respelling();
    const fail = onceAt(GIVING, (call) => failWith("EIO", call));
    const { lines } = await mirror(roots, {
      pool: testPool({ disk: watchedDisk(fail) }),
    });
    assertStringIncludes(lines.join("\n"), "failed Folder (cannot rename");
    assertEquals(namesBelow(roots.replica), ["folder", "folder/b"]);
    await mirror(roots);
    assertEquals(namesBelow(roots.replica), ["Folder", "Folder/b"]);
  },
);
