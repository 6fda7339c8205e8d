import type { Time } from "../../src/disk/open_file.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { notPosix, notRoot, testUnless } from "../support/conditions.ts";
import { fileEntry, folderEntry, linkEntry } from "../support/entries.ts";
import { putFolder, putLink, remove, replaceFile } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { codeOf, hold, openFolder } from "../support/open_folder.ts";
import { isPortable } from "../support/test_disk.ts";
import { readTree, writeTree } from "../support/tree.ts";

const LATER: Time = { mtimeSeconds: 1_600_000_005, mtimeNanos: 7_000_000 };
const OWNER = { uid: 12_345, gid: 54_321 };

Deno.test("hold() fails on a name that is not there", () => {
  using folders = testFolders({ replica: {} });
  using folder = openFolder(folders.replica);
  for (const seen of [fileEntry(), folderEntry(), linkEntry()]) {
    assertEquals(codeOf(() => folder.hold("no", seen)), "ENOENT");
  }
});

/** What takes the place of a file that was looked at. */
const IMPOSTORS: Readonly<Record<string, (path: string) => void>> = {
  "another file": (path) => replaceFile(path, "other"),
  "a link to a file outside": (path) => {
    remove(path);
    putLink(path, "../outside");
  },
  "a folder": (path) => {
    remove(path);
    putFolder(path);
  },
  "another name of a file outside": (path) => {
    remove(path);
    Deno.linkSync(path.replace(/replica\/a$/, "outside"), path);
  },
};

for (const [name, put] of Object.entries(IMPOSTORS)) {
  testUnless(
    notPosix(),
    `hold() refuses ${name} in the place of what was seen`,
    () => {
      using folders = testFolders({ replica: { a: "a" } });
      writeTree(folders.top, { outside: "outside" });
      using folder = openFolder(folders.replica);
      const seen = folder.stat("a");
      assert(seen !== undefined);
      put(`${folders.replica}/a`);
      assertEquals(codeOf(() => folder.hold("a", seen)), "EGONE");
    },
  );
}

testUnless(
  notPosix(),
  "hold() refuses a file that has got another name since it was seen",
  () => {
    using folders = testFolders({ replica: { a: "a" } });
    using folder = openFolder(folders.replica);
    const seen = folder.stat("a");
    assert(seen !== undefined);
    Deno.linkSync(`${folders.replica}/a`, `${folders.top}/outside`);
    assertEquals(codeOf(() => folder.hold("a", seen)), "EGONE");
  },
);

for (const [name, put] of Object.entries(IMPOSTORS)) {
  testUnless(
    notRoot(),
    `what is held leaves ${name} alone that takes its place afterwards`,
    () => {
      using folders = testFolders({ replica: { a: "a" } });
      writeTree(folders.top, { outside: "outside" });
      using folder = openFolder(folders.replica);
      using taken = hold(folder, "a");
      put(`${folders.replica}/a`);
      const before = [readTree(folders.replica), readTree(folders.top)];
      const calls = [
        () => taken.setOwner(OWNER),
        () => taken.setMode(0o6777),
        () => taken.setTime(LATER),
      ];
      // The portable disk cannot hold anything, but looks again.
      for (const call of calls) {
        if (isPortable) codeOf(call);
        else call();
      }
      assertEquals([readTree(folders.replica), readTree(folders.top)], before);
    },
  );
}
