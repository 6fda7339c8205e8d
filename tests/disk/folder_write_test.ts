import { assert, assertEquals } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { fileEntry } from "../support/entries.ts";
import { look, modeOf } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { codeOf, diskErrorOf, openFolder } from "../support/open_folder.ts";
import {
  link,
  namesIn,
  readText,
  readTree,
  writeTree,
} from "../support/tree.ts";

const TEXT = new TextEncoder().encode("text");

Deno.test("createFile() makes a file to be written", () => {
  using folders = testFolders({ replica: {} });
  using folder = openFolder(folders.replica);
  {
    using file = folder.createFile("a", 0o600);
    file.write(TEXT);
    file.write(TEXT);
  }
  assertEquals(readText(`${folders.replica}/a`), "texttext");
});

testUnless(
  notPosix(),
  "createFile() refuses every name at which something is, and changes nothing there",
  () => {
    using folders = testFolders({
      replica: {
        file: "old",
        folder: {},
        link: link("../outside"),
        lost: link("../new"),
      },
    });
    writeTree(folders.top, { outside: "outside" });
    const before = readTree(folders.top);
    using folder = openFolder(folders.replica);
    for (const name of ["file", "folder", "link", "lost"]) {
      const error = diskErrorOf(() => folder.createFile(name, 0o600));
      assertEquals(error.code, "EEXIST");
      assertEquals(error.doing, "create a temporary file");
    }
    assertEquals(readTree(folders.top), before);
  },
);

testUnless(
  notPosix(),
  "createFile() gives the file its mode from the start, as far as the umask lets it",
  () => {
    using folders = testFolders({ replica: {} });
    using folder = openFolder(folders.replica);
    for (const mode of [0o600, 0o400, 0o755, 0o666]) {
      using file = folder.createFile(`${mode}`, mode);
      const expected = mode & ~Deno.umask();
      assertEquals(modeOf(`${folders.replica}/${mode}`), expected);
      assertEquals(file.made.mode, expected);
    }
  },
);

testUnless(
  notPosix(),
  "createFile() says of each file with which mode and owner it was made",
  () => {
    using folders = testFolders({ replica: {} });
    using folder = openFolder(folders.replica);
    for (
      const [name, mode] of [["a", 0o600], ["b", 0o700], ["c", 0o600]] as const
    ) {
      using file = folder.createFile(name, mode);
      const { uid, gid } = look(`${folders.replica}/${name}`);
      const { mode: made, uid: user, gid: group } = file.made;
      assertEquals([made, user, group], [mode, uid, gid]);
    }
  },
);

testUnless(
  notPosix(),
  "createFolder() makes a folder with its mode from the start, as far as the umask lets it",
  () => {
    using folders = testFolders({ replica: {} });
    using folder = openFolder(folders.replica);
    for (const mode of [0o700, 0o555, 0o777]) {
      const path = `${folders.replica}/${mode}`;
      folder.createFolder(`${mode}`, mode);
      assertEquals(modeOf(path), mode & ~Deno.umask());
      assert(look(path).isDirectory);
    }
    assertEquals(codeOf(() => folder.createFolder("448", 0o700)), "EEXIST");
  },
);

testUnless(
  notPosix(),
  "createLink() keeps every target as it is, and goes to none",
  () => {
    using folders = testFolders({ replica: {} });
    using folder = openFolder(folders.replica);
    const targets = ["no", "../..", "/", "a b/", "x\ny", "y".repeat(4095)];
    targets.forEach((target, index) => {
      folder.createLink(`${index}`, { target });
      const path = `${folders.replica}/${index}`;
      assertEquals(Deno.readLinkSync(path), target);
    });
    assertEquals(
      codeOf(() => folder.createLink("0", { target: "x" })),
      "EEXIST",
    );
    assertEquals(
      codeOf(() => folder.createLink("long", { target: "y".repeat(4096) })),
      "ENAMETOOLONG",
    );
  },
);

testUnless(
  notPosix(),
  "rename() replaces a file and a link at once, and not what the link leads to",
  () => {
    using folders = testFolders({
      replica: { new1: "1", new2: "2", file: "old", link: link("../outside") },
    });
    writeTree(folders.top, { outside: "outside" });
    using folder = openFolder(folders.replica);
    folder.rename("new1", "file");
    folder.rename("new2", "link");
    assertEquals(namesIn(folders.replica), ["file", "link"]);
    assertEquals(readText(`${folders.replica}/file`), "1");
    assert(look(`${folders.replica}/link`).isFile);
    assertEquals(readText(`${folders.top}/outside`), "outside");
  },
);

testUnless(notPosix(), "rename() never replaces a folder", () => {
  using folders = testFolders({
    replica: { file: "", folder: {}, full: { x: "" }, new: { y: "" } },
  });
  const before = readTree(folders.replica);
  using folder = openFolder(folders.replica);
  assertEquals(codeOf(() => folder.rename("file", "folder")), "EISDIR");
  assertEquals(codeOf(() => folder.rename("new", "full")), "ENOTEMPTY");
  assertEquals(codeOf(() => folder.rename("new", "file")), "ENOTDIR");
  assertEquals(codeOf(() => folder.rename("no", "file")), "ENOENT");
  assertEquals(readTree(folders.replica), before);
});

testUnless(notPosix(), "renameNew() gives a name that nothing has", () => {
  using folders = testFolders({
    replica: { file: "f", link: link("no"), folder: { x: "x" } },
  });
  using folder = openFolder(folders.replica);
  for (
    const [from, kind] of [["file", "file"], ["link", "symlink"], [
      "folder",
      "directory",
    ]] as const
  ) {
    assertEquals(folder.renameNew(from, { to: `new ${from}`, kind }), true);
  }
  const names = ["new file", "new folder", "new link"];
  assertEquals(namesIn(folders.replica), names);
  assertEquals(readText(`${folders.replica}/new file`), "f");
  assertEquals(Deno.readLinkSync(`${folders.replica}/new link`), "no");
  const { code } = diskErrorOf(() =>
    folder.renameNew("no", { to: "x", kind: "file" })
  );
  assertEquals(code, "ENOENT");
});

testUnless(notPosix(), "renameNew() leaves whatever has the name", () => {
  const taken = { file: "", folder: {}, full: { x: "" }, link: link("no") };
  using folders = testFolders({
    replica: { ...taken, made: "new", made2: link("x"), made3: { y: "" } },
  });
  const before = readTree(folders.replica);
  using folder = openFolder(folders.replica);
  for (const to of Object.keys(taken)) {
    assertEquals(folder.renameNew("made", { to, kind: "file" }), false);
    assertEquals(folder.renameNew("made2", { to, kind: "symlink" }), false);
    assertEquals(folder.renameNew("made3", { to, kind: "directory" }), false);
  }
  assertEquals(readTree(folders.replica), before);
});

testUnless(
  notPosix(),
  "removeFile() removes files and links, and not what a link leads to",
  () => {
    using folders = testFolders({
      replica: { file: "", link: link("../outside"), to: link("../folder") },
    });
    writeTree(folders.top, { outside: "outside", folder: { x: "x" } });
    using folder = openFolder(folders.replica);
    for (const name of ["file", "link", "to"]) folder.removeFile(name);
    assertEquals(namesIn(folders.replica), []);
    assertEquals(readText(`${folders.top}/outside`), "outside");
    assertEquals(readText(`${folders.top}/folder/x`), "x");
  },
);

testUnless(notPosix(), "removeFile() removes no folder that is full", () => {
  using folders = testFolders({ replica: { full: { x: "" } } });
  using folder = openFolder(folders.replica);
  diskErrorOf(() => folder.removeFile("full"));
  assertEquals(namesIn(folders.replica), ["full"]);
});

Deno.test("removeFile() fails where nothing is", () => {
  using folders = testFolders({ replica: {} });
  using folder = openFolder(folders.replica);
  assertEquals(codeOf(() => folder.removeFile("no")), "ENOENT");
});

Deno.test("removeFolder() removes an empty folder and no other", () => {
  using folders = testFolders({ replica: { empty: {}, full: { x: "" } } });
  using folder = openFolder(folders.replica);
  folder.removeFolder("empty");
  assertEquals(codeOf(() => folder.removeFolder("full")), "ENOTEMPTY");
  assertEquals(namesIn(folders.replica), ["full"]);
});

Deno.test("every call fails with the code of a name that is too long, and leaves nothing behind", () => {
  using folders = testFolders({ replica: { a: "a" } });
  using folder = openFolder(folders.replica);
  const long = "x".repeat(256);
  const calls = [
    () => folder.createFile(long, 0o600),
    () => folder.createFolder(long, 0o700),
    () => folder.createLink(long, { target: "a" }),
    () => folder.rename("a", long),
    () => folder.removeFile(long),
    () => folder.removeFolder(long),
    () => folder.hold(long, fileEntry()),
  ];
  for (const call of calls) assertEquals(codeOf(call), "ENAMETOOLONG");
  assertEquals(namesIn(folders.replica), ["a"]);
});
