import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { foldingDisk } from "../support/folding_disk.ts";
import { mirror, type Mirrored } from "../support/mirror.ts";
import { mountNtfs, noNtfs } from "../support/mounts.ts";
import { testPool } from "../support/pool.ts";
import { rootsOn } from "../support/roots_on.ts";
import { namesBelow, readText } from "../support/tree.ts";

const REFUSED = ["a:b", "dot.", "end ", "con.txt", "tab\t", "q?"];

const SOURCE = {
  ...Object.fromEntries(REFUSED.map((name) => [name, "refused"])),
  dot: "kept",
  sub: { deep: { "x:y": "refused", z: "kept" }, "folder.": { in: "refused" } },
};

const KEPT = ["dot", "sub", "sub/deep", "sub/deep/z"];

function assertTold({ outcomes, lines }: Mirrored): void {
  const failed = lines.filter((line) => line.startsWith("failed"));
  assertEquals(failed.length, REFUSED.length + 2, failed.join("\n"));
  for (const line of failed) {
    assertMatch(
      line,
      /: the replica's file system takes no .*Rename it in the source \(EINVAL\)/,
    );
  }
  const states = outcomes.filter((it) =>
    it.status === "failed" || (it.status === "done" && it.action === "copied")
  ).map(({ status }) => status);
  const done = states.indexOf("done");
  assert(done < 0 || done > states.lastIndexOf("failed"));
}

testUnless(
  noNtfs(),
  "names that NTFS does not take are told before anything is copied, at any depth, in each pass, and the rest is mirrored",
  async () => {
    using roots = rootsOn(mountNtfs, SOURCE);
    for (const pass of [1, 2]) {
      assertTold(await mirror(roots, { pass }));
      assertEquals(namesBelow(roots.replica), KEPT);
    }
    assertEquals(readText(`${roots.replica}/dot`), "kept");
  },
);

Deno.test("a name that the replica's file system refuses costs no entry of the replica, and none is written under another name", async () => {
  using folders = testFolders({
    source: SOURCE,
    replica: { dot: "kept", end: "goes" },
  });
  const limits = { characters: ":?\u0001", ends: ". ", devices: true };
  const rules = { foldsCase: true, normalizes: false, limits };
  for (const pass of [1, 2]) {
    using pool = testPool({ disk: foldingDisk(rules) });
    const mirrored = await mirror(folders, { pool, pass });
    assertTold(mirrored);
    assertEquals(
      mirrored.lines.filter((line) => line.startsWith("removed")),
      pass === 1 ? ["removed end"] : [],
    );
    assertEquals(namesBelow(folders.replica), KEPT);
  }
});

/** HFS+ writes accents apart, and finds them by either spelling. */
const FORMS = { foldsCase: false, normalizes: true };

Deno.test("names that the replica's file system spells its own way are neither copied nor removed nor renamed by later passes", async () => {
  using folders = testFolders({
    source: {
      "\u00e9": "one",
      "\u00f6": { "\u00e4": { "\u00fc": "deep" }, "e\u0301": "apart" },
      plain: "plain",
    },
  });
  const rules = { foldsCase: true, normalizes: true, spelling: FORMS };
  for (const pass of [1, 2, 3]) {
    using pool = testPool({ disk: foldingDisk(rules) });
    const { lines, report } = await mirror(folders, { pool, pass });
    if (pass > 1) assertEquals(lines, []);
    assertEquals(report.tally.failed, 0, lines.join("\n"));
    assertEquals(namesBelow(folders.replica), [
      "e\u0301",
      "o\u0308",
      "o\u0308/a\u0308",
      "o\u0308/a\u0308/u\u0308",
      "o\u0308/e\u0301",
      "plain",
    ]);
  }
});
