import type { EntryKind } from "../../src/model/entry/entry.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { exists } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { mountTmpfs, noMounts } from "../support/mounts.ts";
import { codeOf, diskErrorOf, openFolder } from "../support/open_folder.ts";
import { link, readTree, writeTree } from "../support/tree.ts";

const KINDS: Readonly<Record<string, EntryKind>> = {
  file: "file",
  link: "symlink",
  lost: "symlink",
  folder: "directory",
};

testUnless(
  notPosix(),
  "moveNew() moves a file, a link or a folder into another folder, with all that is kept of it",
  () => {
    using folders = testFolders({
      source: {},
      replica: {
        file: "file",
        link: link("file"),
        lost: link("nowhere"),
        folder: { deep: { a: "a" } },
      },
    });
    const { ".": _, ...before } = readTree(folders.replica);
    using from = openFolder(folders.replica);
    using to = openFolder(folders.source, "trash");
    for (const [name, kind] of Object.entries(KINDS)) {
      assert(from.moveNew(name, { folder: to, name, kind }));
    }
    const { ".": __, ...after } = readTree(folders.source);
    assertEquals(after, before);
    assertEquals(Object.keys(readTree(folders.replica)), ["."]);
  },
);

testUnless(
  notPosix(),
  "moveNew() replaces nothing, whatever has the name, and says so",
  () => {
    using folders = testFolders({
      source: { file: "theirs", link: link("theirs"), folder: {} },
      replica: { file: "mine", link: link("mine"), folder: { a: "a" } },
    });
    const before = readTree(folders.top);
    using from = openFolder(folders.replica);
    using to = openFolder(folders.source, "trash");
    for (const name of ["file", "link", "folder"]) {
      const kind = KINDS[name] ?? "file";
      for (const taken of ["file", "link", "folder"]) {
        assert(!from.moveNew(name, { folder: to, name: taken, kind }));
      }
    }
    assertEquals(readTree(folders.top), before);
  },
);

Deno.test("moveNew() fails for a name at which nothing is", () => {
  using folders = testFolders({ source: {}, replica: {} });
  using from = openFolder(folders.replica);
  using to = openFolder(folders.source);
  for (const kind of ["file", "directory"] as const) {
    const place = { folder: to, name: "b", kind };
    assertEquals(codeOf(() => from.moveNew("a", place)), "ENOENT");
  }
});

testUnless(
  noMounts(),
  "moveNew() says that another device is one, and leaves all as it was",
  () => {
    using folders = testFolders({ replica: { a: "a", sub: { b: "b" } } });
    using disk = mountTmpfs(`${folders.top}/disk`);
    using from = openFolder(folders.replica);
    using to = openFolder(disk.path, "trash");
    const before = readTree(folders.replica);
    const kinds: [string, EntryKind][] = [["a", "file"], ["sub", "directory"]];
    for (const [name, kind] of kinds) {
      const error = diskErrorOf(() =>
        from.moveNew(name, { folder: to, name, kind })
      );
      assertEquals([error.code, error.doing], ["EXDEV", "move it"]);
      assert(!exists(`${disk.path}/${name}`));
    }
    assertEquals(readTree(folders.replica), before);
  },
);

testUnless(
  notPosix(),
  "createHardLink() gives a link a second name in another folder, and does not follow it",
  () => {
    using folders = testFolders({
      source: {},
      replica: { link: link("../outside"), lost: link("nowhere") },
    });
    writeTree(folders.top, { outside: "outside" });
    using from = openFolder(folders.replica);
    using to = openFolder(folders.source);
    for (const name of ["link", "lost"]) {
      to.createHardLink(name, { folder: from, name });
    }
    const { ".": _, ...linked } = readTree(folders.source);
    const { ".": __, ...original } = readTree(folders.replica);
    assertEquals(linked, original);
  },
);
