import {
  assert,
  assertEquals,
  assertStringIncludes,
} from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putFolder, rename } from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { mirror, type Mirrored } from "../support/mirror.ts";
import { mountTmpfs, noMounts } from "../support/mounts.ts";
import { testPool } from "../support/pool.ts";
import { runCommand } from "../support/shell.ts";
import type { Tree } from "../support/tree.ts";
import { readTree, writeTree } from "../support/tree.ts";

/** A source with something new, and a replica with something to remove. */
const TREES = {
  source: { "new.txt": "new", kept: { "a.txt": "a" } },
  replica: {
    kept: { "a.txt": "a", "extra.txt": "extra" },
    extra: { deep: { "b.txt": "b" } },
  },
};

const EXCHANGED: Tree = { precious: { "p.txt": "p" }, "extra.txt": "other" };

/** What may happen to a root while the pass copies. */
const EVENTS: Readonly<Record<string, (root: string) => void>> = {
  "is taken away": (root) => rename(root, `${root}.away`),
  "is taken away and an empty folder is in its place": (root) => {
    rename(root, `${root}.away`);
    putFolder(root);
  },
  "is exchanged for another folder": (root) => {
    rename(root, `${root}.away`);
    writeTree(root, EXCHANGED);
  },
};

for (const [event, act] of Object.entries(EVENTS)) {
  for (const side of ["source", "replica"] as const) {
    Deno.test(`nothing is removed if the ${side} ${event} while the pass copies`, async () => {
      using folders = testFolders(TREES);
      const { report, lines } = await mirrorWhile(folders, {
        whenCopied: () => act(folders[side]),
      });
      assertEquals(lines.filter((line) => line.startsWith("removed")), []);
      assert(report.ending.kind === "unavailable", report.ending.kind);
      assertStringIncludes(report.ending.reason, `the ${side}`);
      const replica = side === "replica"
        ? `${folders.replica}.away`
        : folders.replica;
      const left = Object.keys(readTree(replica));
      for (const path of ["extra", "extra/deep/b.txt", "kept/extra.txt"]) {
        assert(left.includes(path), `${path} has been removed`);
      }
      if (event.includes("another folder")) {
        writeTree(`${folders.top}/same`, EXCHANGED);
        const found = readTree(folders[side]);
        assertEquals(found, readTree(`${folders.top}/same`));
      }
    });
  }
}

testUnless(
  noMounts(),
  "nothing is removed if the source is unmounted while the pass copies",
  async () => {
    using folders = testFolders({ source: {}, replica: TREES.replica });
    using mounted = mountTmpfs(folders.source);
    writeTree(mounted.path, TREES.source);
    const { report, lines } = await mirrorWhile(folders, {
      whenCopied: () => void runCommand("umount", "--lazy", mounted.path),
    });
    // The source is mounted again for the end of the test to unmount.
    runCommand("mount", "-t", "tmpfs", "tmpfs", mounted.path);
    assertEquals(lines.filter((line) => line.startsWith("removed")), []);
    assertEquals(report.ending.kind, "unavailable");
  },
);

Deno.test("what was done before a root went away is reported", async () => {
  using folders = testFolders(TREES);
  const { lines, report } = await mirrorWhile(folders, {
    whenCopied: () => rename(folders.source, `${folders.source}.away`),
  });
  assertEquals(lines, ["copied new.txt"]);
  assertEquals(report.tally.copied, 1);
});

Deno.test("the next pass does what was not done because a root was away", async () => {
  using folders = testFolders(TREES);
  await mirrorWhile(folders, {
    whenCopied: () => rename(folders.source, `${folders.source}.away`),
  });
  rename(`${folders.source}.away`, folders.source);
  assertEquals((await mirror(folders)).lines, [
    "metadata . (time)",
    "removed extra",
    "removed extra/deep",
    "removed extra/deep/b.txt",
    "removed kept/extra.txt",
  ]);
  assertEquals(readTree(folders.replica), readTree(folders.source));
});

/** Runs a pass in which something happens when the new file gets its name. */
async function mirrorWhile(
  folders: TestFolders,
  { whenCopied }: { readonly whenCopied: () => void },
): Promise<Mirrored> {
  let hasHappened = false;
  using pool = testPool();
  const mirrored = await mirror(folders, {
    pool,
    onEvent: (event) => {
      if (hasHappened || event.kind !== "outcomes") return;
      if (!event.outcomes.some(({ path }) => path === "new.txt")) return;
      hasHappened = true;
      whenCopied();
    },
  });
  assert(hasHappened, "Nothing was copied");
  return mirrored;
}
