import { DiskError } from "../../src/disk/disk.ts";
import { makePortableDisk } from "../../src/disk/portable/disk.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import { windowsNameProblem } from "../../src/model/paths/windows_names.ts";
import { assertEquals, assertThrows } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import { testPool } from "../support/pool.ts";
import { namesIn, readTree } from "../support/tree.ts";

/** Names as they stand in a tree that another system wrote. */
const UNUSABLE = ["NUL", "a:b", "a?", "con.txt", "dot.", "end "];

/** Elsewhere these are names, which is what the test needs. */
const disk = makePortableDisk(windowsNameProblem);

const files = (text: string): Record<string, string> =>
  Object.fromEntries(UNUSABLE.map((name) => [name, text]));

testUnless(
  notPosix(),
  "names that Windows would take for others are told, in each pass, never opened, never removed, and all else is mirrored",
  async () => {
    using folders = testFolders({
      source: { ...files("source"), a: "a", dot: "dot", sub: files("below") },
      replica: {
        ...files("replica"),
        extra: { ...files("kept"), goes: "x" },
        old: "old",
      },
    });
    const untouched = readTree(folders.source);
    const there = readTree(folders.replica);
    for (const pass of [1, 2]) {
      using pool = testPool({ disk });
      const { lines } = await mirror(folders, { pool, pass });
      const failed = lines.filter((line) => line.startsWith("failed"));
      const paths = failed.map((line) =>
        /^failed (.*) \(cannot/.exec(line)?.[1]
      );
      assertEquals(
        UNUSABLE.flatMap((name) => [name, `sub/${name}`])
          .filter((path) => !paths.includes(path)),
        [],
      );
    }
    assertEquals(readTree(folders.source), untouched);
    const now = readTree(folders.replica);
    for (const name of UNUSABLE) {
      assertEquals(now[name], there[name]);
      assertEquals(now[`extra/${name}`], there[`extra/${name}`]);
    }
    assertEquals(
      Object.keys(now).filter((path) => !(path in there)).sort(),
      ["a", "dot", "sub"],
    );
    assertEquals(["old", "extra/goes"].filter((path) => path in now), []);
  },
);

testUnless(
  notPosix(),
  "no call reaches a name that Windows would take for another, whoever asks",
  () => {
    using folders = testFolders({ replica: { dot: "dot", "dot.": "other" } });
    using folder = disk.openRoot(folders.replica, {
      side: "replica",
      identity: undefined,
    });
    const calls = [
      () => folder.stat("dot."),
      () => folder.removeFile("dot."),
      () => folder.rename("dot", "a:b"),
      () => folder.createFile("nul", 0o600),
      () => folder.openFolder("sub/con/x" as RelativePath),
    ];
    for (const call of calls) {
      const error = assertThrows(call, DiskError);
      assertEquals((error as DiskError).code, "EINVAL");
    }
    assertEquals(namesIn(folders.replica), ["dot", "dot."]);
  },
);
