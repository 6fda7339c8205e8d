import type { Listing } from "../../src/disk/disk.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import { assert, assertEquals } from "../support/assert.ts";
import {
  BAD_NAME,
  makeBadLink,
  makeBadNames,
  noBadNames,
  notPortable,
  notPosix,
  testUnless,
} from "../support/conditions.ts";
import { look, putFifo, remove } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { codeOf, diskErrorOf, openFolder } from "../support/open_folder.ts";
import { link, writeTree } from "../support/tree.ts";

/** Names that file systems allow and programs stumble over. */
const NAMES = [
  "a",
  " ",
  " a ",
  "-rf",
  "a\nb",
  "a\tb\r",
  "\u0001\u001b[2J\u007f",
  "back\\slash",
  "*?[x]",
  "x:y",
  "...",
  ".hidden",
  "%2e%2e",
  "e\u0301",
  "\u00e9",
  "\u{1f5c2}",
  "\u202etxt",
  "real\ufffdname",
  "x".repeat(255),
];

testUnless(
  notPosix(),
  "list() lists names of all kinds with their kinds, but not . and ..",
  () => {
    using folders = testFolders({
      source: Object.fromEntries(NAMES.map((name) => [name, "x"])),
    });
    using folder = openFolder(folders.source);
    const { names, kinds, unusable } = folder.list();
    assertEquals([...names].sort(), [...NAMES].sort());
    assertEquals(new Set(kinds), new Set(["file"]));
    assertEquals(unusable, []);
  },
);

testUnless(
  notPosix(),
  "stat() and openFile() find every name that list() lists",
  () => {
    using folders = testFolders({
      source: Object.fromEntries(NAMES.map((name) => [name, name])),
    });
    using folder = openFolder(folders.source);
    for (const name of folder.list().names) {
      assertEquals(folder.stat(name)?.kind, "file");
      using file = folder.openFile(name);
      const buffer = new Uint8Array(1024);
      const length = file.read(buffer);
      const text = new TextDecoder().decode(buffer.subarray(0, length));
      assertEquals(text, name);
    }
  },
);

testUnless(
  notPosix(),
  "list() tells the kind of each name, of links that of the link",
  () => {
    using folders = testFolders({
      source: { file: "", folder: {}, link: link("folder"), lost: link("no") },
    });
    putFifo(`${folders.source}/fifo`);
    using folder = openFolder(folders.source);
    assertEquals(toLines(folder.list()), [
      "fifo other",
      "file file",
      "folder directory",
      "link symlink",
      "lost symlink",
    ]);
  },
);

testUnless(
  notPortable() ?? noBadNames(),
  "list() sets apart a name that is not valid UTF-8",
  () => {
    using folders = testFolders({ source: { good: "" } });
    makeBadNames(folders.source);
    using folder = openFolder(folders.source);
    assertEquals(folder.list(), {
      names: ["good"],
      kinds: ["file"],
      unusable: [BAD_NAME],
    });
  },
);

testUnless(
  notPortable() ?? noBadNames(),
  "list() names two bad names that look alike only once",
  () => {
    using folders = testFolders({ source: { good: {} } });
    makeBadNames(folders.source, 2);
    using folder = openFolder(folders.source);
    assertEquals(folder.list(), {
      names: ["good"],
      kinds: ["directory"],
      unusable: [BAD_NAME],
    });
  },
);

testUnless(
  notPortable() ?? noBadNames(),
  "list() trusts no name with a real U+FFFD that a bad one looks like",
  () => {
    using folders = testFolders({ source: { [BAD_NAME]: "real", good: "" } });
    makeBadNames(folders.source);
    using folder = openFolder(folders.source);
    assertEquals(folder.list(), {
      names: ["good"],
      kinds: ["file"],
      unusable: [BAD_NAME],
    });
  },
);

testUnless(
  notPortable() ?? noBadNames(),
  "list() keeps names and kinds together where it leaves some out",
  () => {
    using folders = testFolders({
      source: { a: {}, b: "", c: link("a"), "real\ufffd": {} },
    });
    makeBadNames(folders.source, 3);
    using folder = openFolder(folders.source);
    assertEquals(toLines(folder.list()), [
      "a directory",
      "b file",
      "c symlink",
      "real\ufffd directory",
    ]);
  },
);

Deno.test("list() says what failed of a folder that has vanished", () => {
  using folders = testFolders({ source: {} });
  using folder = openFolder(folders.source, "source");
  remove(folders.source);
  const { code, doing, side, message } = diskErrorOf(() => folder.list());
  assertEquals(
    { code, doing, side, message },
    {
      code: "ENOENT",
      doing: "list the source folder",
      side: "source",
      message: "no such file or folder",
    },
  );
});

testUnless(
  notPosix(),
  "stat() tells what is at a name, following no link",
  () => {
    using folders = testFolders({
      source: { file: "four", to: link("file"), lost: link("no") },
    });
    using folder = openFolder(folders.source);
    const [file, to, lost] = ["file", "to", "lost"].map((name) =>
      folder.stat(name)
    );
    assert(file?.kind === "file" && file.size === 4);
    assert(to?.kind === "symlink" && to.target === "file");
    assert(lost?.kind === "symlink" && lost.target === "no");
  },
);

Deno.test("stat() finds nothing where nothing is", () => {
  using folders = testFolders({ source: {} });
  using folder = openFolder(folders.source);
  assertEquals(folder.stat("nothing"), undefined);
});

testUnless(
  notPosix(),
  "stat() fails on a name that is too long, and says so",
  () => {
    using folders = testFolders({ source: {} });
    using folder = openFolder(folders.source);
    const error = diskErrorOf(() => folder.stat("x".repeat(256)));
    assertEquals(error.code, "ENAMETOOLONG");
    assertEquals(error.message, "the name or path is too long for this system");
  },
);

testUnless(
  notPortable() ?? noBadNames(),
  "stat() fails on a link whose target is not valid UTF-8, and says so",
  () => {
    using folders = testFolders({ source: {} });
    makeBadLink(`${folders.source}/link`);
    using folder = openFolder(folders.source);
    assertEquals(codeOf(() => folder.stat("link")), "EILSEQ");
  },
);

Deno.test("own() returns the folder's entry as it was when it was opened", () => {
  using folders = testFolders({ source: {} });
  using folder = openFolder(folders.source);
  const before = folder.own();
  assertEquals(before.ino, look(folders.source).ino);
  writeTree(`${folders.source}/new`, {});
  assertEquals(folder.own(), before);
  using again = folder.openFolder("" as RelativePath);
  assert(again.own().mtimeSeconds > before.mtimeSeconds);
});

function toLines({ names, kinds }: Listing): readonly string[] {
  return names.map((name, index) => `${name} ${kinds[index]}`).sort();
}
