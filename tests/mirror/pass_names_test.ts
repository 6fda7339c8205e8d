import { assert, assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { remove, rename } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import {
  mountExfat,
  mountFoldingExt4,
  mountVfat,
  noExfat,
  noFoldingExt4,
  noVfat,
  type TestMount,
} from "../support/mounts.ts";
import { rootsOn } from "../support/roots_on.ts";
import { namesBelow, readText, writeTree } from "../support/tree.ts";

/** File systems that take `a` and `A` for one name. */
const FOLDING: Readonly<
  Record<string, [string | undefined, (top: string) => TestMount]>
> = {
  "FAT": [noVfat(), mountVfat],
  "exFAT": [noExfat(), mountExfat],
  "ext4 with casefold": [noFoldingExt4(), mountFoldingExt4],
};

const clash = (path: string, beside: string): string =>
  `failed ${path} (cannot create it: the replica's file system takes it and ` +
  `"${beside}" for one name. Rename one of them in the source (EEXIST))`;

/** Without the times of folders, which FAT keeps in its own way. */
function told(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => !line.startsWith("metadata"));
}

for (const [name, [missing, mount]] of Object.entries(FOLDING)) {
  testUnless(
    missing,
    `names that ${name} takes for one are told before anything is copied, at any depth, in each pass, and the rest is mirrored`,
    async () => {
      using roots = rootsOn(mount, {
        a: "small",
        A: "large",
        b: "b",
        sub: { x: "small", X: "large", deep: { Y: { z: "z" }, y: "file" } },
      });
      const { source, replica } = roots;
      const first = await mirror(roots);
      const clashes = [
        clash("a", "A"),
        clash("sub/deep/y", "Y"),
        clash("sub/x", "X"),
      ];
      const lines = first.outcomes.map(({ status }) => status);
      assertEquals(lines.indexOf("failed") < lines.indexOf("done", 1), true);
      assertEquals(
        first.lines.filter((line) => line.startsWith("failed")),
        clashes,
      );
      assertEquals(first.report.tally.failed, 3);
      const names = ["A", "b", "sub", "sub/X", "sub/deep", "sub/deep/Y"];
      assertEquals(namesBelow(replica), [...names, "sub/deep/Y/z"]);
      assertEquals(readText(`${replica}/A`), "large");
      assertEquals(readText(`${replica}/sub/X`), "large");
      const second = await mirror(roots);
      assertEquals(told(second.lines), clashes);
      // Neither is lost: what is renamed is copied.
      rename(`${source}/a`, `${source}/c`);
      remove(`${source}/sub`);
      await mirror(roots);
      assertEquals(namesBelow(replica), ["A", "b", "c"]);
      assertEquals(readText(`${replica}/c`), "small");
    },
  );

  testUnless(
    missing,
    `of names that ${name} takes for one the replica keeps the one it has`,
    async () => {
      using roots = rootsOn(mount, { a: "small" });
      const { source, replica } = roots;
      await mirror(roots);
      writeTree(source, { A: "large" });
      assertEquals(told((await mirror(roots)).lines), [clash("A", "a")]);
      assertEquals(namesBelow(replica), ["a"]);
      assertEquals(readText(`${replica}/a`), "small");
    },
  );

  testUnless(
    missing,
    `names of which only the case changed are spelled so on ${name}, and nothing is copied or removed that is equal`,
    async () => {
      using roots = rootsOn(mount, {
        file: "file",
        changed: "old",
        folder: { inner: "inner", old: "old" },
        kind: { x: "x" },
      });
      const { source, replica } = roots;
      for (let pass = 1; pass < 3; pass++) await mirror(roots);
      rename(`${source}/file`, `${source}/FILE`);
      remove(`${source}/changed`);
      rename(`${source}/folder`, `${source}/Folder`);
      rename(`${source}/Folder/inner`, `${source}/Folder/Inner`);
      remove(`${source}/Folder/old`);
      remove(`${source}/kind`);
      writeTree(source, { Changed: "longer", Kind: "a file now" });
      const before = namesBelow(replica);
      const dry = await mirror(roots, { options: { dryRun: true } });
      assertEquals(namesBelow(replica), before);
      const { lines, report } = await mirror(roots);
      assertEquals(told(dry.lines), told(lines));
      assertEquals(told(lines), [
        "removed Folder/old",
        "removed Kind/x",
        "updated Changed (size)",
        'updated Changed (was named "changed")',
        'updated FILE (was named "file")',
        'updated Folder (was named "folder")',
        'updated Folder/Inner (was named "inner")',
        "updated Kind (was a folder)",
        'updated Kind (was named "kind")',
      ]);
      assertEquals([report.tally.failed, report.tally.meanwhile], [0, 0]);
      const names = ["Changed", "FILE", "Folder", "Folder/Inner", "Kind"];
      assertEquals(namesBelow(replica), names);
      for (const path of ["Changed", "FILE", "Folder/Inner", "Kind"]) {
        assertEquals(
          readText(`${replica}/${path}`),
          readText(`${source}/${path}`),
        );
      }
      for (let pass = 1; pass < 3; pass++) await mirror(roots);
      assertEquals(told((await mirror(roots)).lines), []);
    },
  );

  testUnless(
    missing,
    `a large folder of which only the case changed does not count as removed on ${name}`,
    async () => {
      const files = Object.fromEntries(
        Array.from({ length: 30 }, (_, index) => [`file ${index}`, "text"]),
      );
      using roots = rootsOn(mount, { folder: { ...files, sub: files } });
      await mirror(roots);
      rename(`${roots.source}/folder`, `${roots.source}/Folder`);
      const safety = { maxDelete: { kind: "count", count: 0 } } as const;
      const { report } = await mirror(roots, { safety });
      assertEquals(report.ending, { kind: "done" });
      assertEquals(report.tally.removed, 0);
      assertEquals(namesBelow(roots.replica)[0], "Folder");
      assert(report.tally.copied === 0);
    },
  );
}

Deno.test("a name of which only the case changed is copied and removed where both are names of their own", async () => {
  using folders = testFolders({
    source: { A: "text", "\u00e9": "one" },
    replica: { a: "text", "e\u0301": "two" },
  });
  const { lines } = await mirror(folders);
  if (Deno.build.os !== "linux") return;
  assertEquals(lines, [
    "copied A",
    "copied \u00e9",
    "removed a",
    "removed e\u0301",
  ]);
});
