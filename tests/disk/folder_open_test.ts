import type { RelativePath } from "../../src/model/paths/path.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { notPortable, notPosix, testUnless } from "../support/conditions.ts";
import { look, putFifo, putLink, rename } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { codeOf, diskErrorOf, openFolder } from "../support/open_folder.ts";
import { link, readTree, writeTree } from "../support/tree.ts";

Deno.test("openFolder() opens a folder at any depth, and itself for no path", () => {
  using folders = testFolders({ source: { a: { b: { c: { x: "x" } } } } });
  using root = openFolder(folders.source);
  using deep = root.openFolder("a/b/c" as RelativePath);
  assertEquals(deep.list().names, ["x"]);
  using again = deep.openFolder("" as RelativePath);
  assertEquals(again.own().ino, deep.own().ino);
});

const PLANTED: Readonly<Record<string, string>> = {
  "the first name": "l/b/c",
  "a name in the middle": "a/l/c",
  "the last name": "a/b/l",
};

for (const [where, path] of Object.entries(PLANTED)) {
  Deno.test(`openFolder() refuses a link at ${where} of a path`, () => {
    using folders = testFolders({
      source: {
        a: { b: { c: {}, l: link("c") }, l: link("b") },
        l: link("a"),
      },
    });
    using root = openFolder(folders.source, "source");
    const error = diskErrorOf(() => root.openFolder(path as RelativePath));
    assertEquals(
      [error.code, error.doing, error.side],
      ["ELOOP", "open the source folder", "source"],
    );
  });
}

Deno.test("openFolder() refuses a link out of the tree that has taken the place of a folder", () => {
  using folders = testFolders({ source: { a: { b: {} } } });
  writeTree(`${folders.top}/outside`, { b: {} });
  rename(`${folders.source}/a`, `${folders.source}/moved`);
  putLink(`${folders.source}/a`, `${folders.top}/outside`);
  using root = openFolder(folders.source);
  for (const path of ["a", "a/b"]) {
    assertEquals(codeOf(() => root.openFolder(path as RelativePath)), "ELOOP");
  }
});

Deno.test("openFolder() refuses a link in the place of a folder that it opened long ago", () => {
  using folders = testFolders({ source: { a: { b: {} } } });
  using root = openFolder(folders.source);
  root.openFolder("a/b" as RelativePath)[Symbol.dispose]();
  rename(`${folders.source}/a`, `${folders.source}/moved`);
  putLink(`${folders.source}/a`, "moved");
  afterMilliseconds(1000, () => {
    assertEquals(
      codeOf(() => root.openFolder("a/b" as RelativePath)),
      "ELOOP",
    );
  });
});

Deno.test("openFolder() refuses a link as last name even if a folder was there a moment ago", () => {
  using folders = testFolders({ source: { a: {} } });
  using root = openFolder(folders.source);
  root.openFolder("a" as RelativePath)[Symbol.dispose]();
  rename(`${folders.source}/a`, `${folders.source}/moved`);
  putLink(`${folders.source}/a`, "moved");
  assertEquals(codeOf(() => root.openFolder("a" as RelativePath)), "ELOOP");
});

Deno.test("openFolder() refuses a file and a name that is not there, anywhere in a path", () => {
  using folders = testFolders({ source: { file: "", a: { file: "" } } });
  using root = openFolder(folders.source);
  const codes = ["file", "file/b", "a/file", "a/file/b", "no", "a/no/b"].map((
    path,
  ) => codeOf(() => root.openFolder(path as RelativePath)));
  assertEquals(codes, [
    "ENOTDIR",
    "ENOTDIR",
    "ENOTDIR",
    "ENOTDIR",
    "ENOENT",
    "ENOENT",
  ]);
});

testUnless(
  notPosix(),
  "openFolder() fails on a path that is too long, and says so",
  () => {
    using folders = testFolders({ source: {} });
    using root = openFolder(folders.source);
    const path = Array(20).fill("x".repeat(255)).join("/") as RelativePath;
    assert(
      ["ENAMETOOLONG", "ENOENT"].includes(codeOf(() => root.openFolder(path))),
    );
    const name = "x".repeat(256) as RelativePath;
    assertEquals(codeOf(() => root.openFolder(name)), "ENAMETOOLONG");
  },
);

Deno.test("openFile() opens a file and knows what it opened", () => {
  using folders = testFolders({ source: { a: "text" } });
  using root = openFolder(folders.source);
  using file = root.openFile("a");
  const { kind, size, ino } = file.opened;
  assertEquals([kind, size, ino], ["file", 4, look(`${folders.source}/a`).ino]);
});

testUnless(
  notPosix(),
  "openFile() refuses a link, a folder, a FIFO and nothing, and waits for none of them",
  () => {
    using folders = testFolders({
      source: { a: "text", link: link("a"), lost: link("no"), folder: {} },
    });
    putFifo(`${folders.source}/fifo`);
    using root = openFolder(folders.source);
    const codes = ["link", "lost", "folder", "fifo", "nothing"].map((name) =>
      codeOf(() => root.openFile(name))
    );
    assertEquals(codes, ["EGONE", "EGONE", "EGONE", "EGONE", "ENOENT"]);
  },
);

testUnless(
  notPortable(),
  "openFile() refuses a file that another took the place of while it was opened",
  () => {
    using folders = testFolders({ source: { a: "old", b: "new" } });
    using root = openFolder(folders.source, "source");
    const error = withSwapBeforeOpen(
      folders.source,
      () => diskErrorOf(() => root.openFile("a")),
    );
    assertEquals(
      [error.code, error.doing, error.side],
      ["EGONE", "open the source file", "source"],
    );
  },
);

testUnless(
  notPortable(),
  "openFile() refuses a link to a file that took its place while it was opened",
  () => {
    using folders = testFolders({ source: { a: "old" } });
    writeTree(folders.top, { secret: "secret" });
    using root = openFolder(folders.source);
    putLink(`${folders.source}/b`, "../secret");
    const error = withSwapBeforeOpen(
      folders.source,
      () => diskErrorOf(() => root.openFile("a")),
    );
    assertEquals(error.code, "EGONE");
  },
);

/** Puts `b` in the place of `a` between the look at it and the opening. */
function withSwapBeforeOpen<Result>(
  folder: string,
  action: () => Result,
): Result {
  const real = Deno.openSync;
  Deno.openSync = (path, options) => {
    rename(`${folder}/b`, `${folder}/a`);
    return real(path, options);
  };
  try {
    return action();
  } finally {
    Deno.openSync = real;
  }
}

/** Does something on a clock that is ahead. */
function afterMilliseconds(milliseconds: number, action: () => void): void {
  const real = performance.now;
  performance.now = () => real.call(performance) + milliseconds;
  try {
    action();
  } finally {
    performance.now = real;
  }
}

Deno.test("disposing of a folder leaves what is in it alone", () => {
  using folders = testFolders({ replica: { a: "a" } });
  const before = readTree(folders.replica);
  openFolder(folders.replica)[Symbol.dispose]();
  assertEquals(readTree(folders.replica), before);
});
