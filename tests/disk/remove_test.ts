import type { Folder } from "../../src/disk/disk.ts";
import {
  dropTree,
  makeWritable,
  type RemovalListener,
  removeTree,
} from "../../src/disk/remove.ts";
import { assert, assertEquals, assertThrows } from "../support/assert.ts";
import {
  makeBadNames,
  noBadNames,
  notPortable,
  notPosix,
  testUnless,
} from "../support/conditions.ts";
import { exists, modeOf, putFifo } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { codeOf, openFolder } from "../support/open_folder.ts";
import {
  folder,
  link,
  namesBelow,
  namesIn,
  readTree,
  writeTree,
} from "../support/tree.ts";
import { failWith, onceAt, watchedDisk } from "../support/watched_disk.ts";

testUnless(
  notPosix(),
  "removeTree() removes everything in a folder and then the folder, links as links",
  () => {
    using folders = testFolders({
      replica: {
        gone: {
          a: "a",
          deep: { er: { b: "b" }, empty: {} },
          link: link("../../outside"),
          lost: link("no"),
        },
        stays: "stays",
      },
    });
    writeTree(`${folders.top}/outside`, { precious: "precious" });
    putFifo(`${folders.replica}/gone/fifo`);
    const before = readTree(`${folders.top}/outside`);
    const heard: string[] = [];
    const root = openFolder(folders.replica);
    assert(removeTree(root, "gone", listener({ heard })));
    assertEquals(namesIn(folders.replica), ["stays"]);
    assertEquals(readTree(`${folders.top}/outside`), before);
    assertEquals(heard.toSorted(), [
      "",
      "a",
      "deep",
      "deep/empty",
      "deep/er",
      "deep/er/b",
      "fifo",
      "link",
      "lost",
    ]);
  },
);

Deno.test("removeTree() tells of every entry after those in it, and of the folder last", () => {
  using folders = testFolders({ replica: { gone: { a: { b: { c: "" } } } } });
  const heard: string[] = [];
  removeTree(openFolder(folders.replica), "gone", listener({ heard }));
  assertEquals(heard, ["a/b/c", "a/b", "a", ""]);
});

Deno.test("removeTree() leaves what is protected, with the folders that hold it, and removes the rest", () => {
  using folders = testFolders({
    replica: {
      gone: { a: { keep: "keep", b: "b" }, c: { d: "d" }, e: "e" },
    },
  });
  const heard: string[] = [];
  const isDone = removeTree(
    openFolder(folders.replica),
    "gone",
    listener({ heard, isProtected: (path) => path === "a/keep" }),
  );
  assertEquals(isDone, false);
  assertEquals(namesBelow(folders.replica), ["gone", "gone/a", "gone/a/keep"]);
  assertEquals(heard.toSorted(), ["a/b", "c", "c/d", "e"]);
});

Deno.test("removeTree() does not enter a folder that is protected", () => {
  using folders = testFolders({ replica: { gone: { keep: { a: "a" } } } });
  const isProtected = (path: string): boolean => path === "keep";
  removeTree(openFolder(folders.replica), "gone", listener({ isProtected }));
  assertEquals(namesBelow(folders.replica), [
    "gone",
    "gone/keep",
    "gone/keep/a",
  ]);
});

testUnless(
  notPortable() ?? noBadNames(),
  "removeTree() leaves a folder with a name that it cannot open",
  () => {
    using folders = testFolders({ replica: { gone: { a: "a", deep: {} } } });
    makeBadNames(`${folders.replica}/gone/deep`);
    const root = openFolder(folders.replica);
    assertEquals(removeTree(root, "gone", listener({})), false);
    assertEquals(namesIn(`${folders.replica}/gone`), ["deep"]);
    assertEquals(namesIn(`${folders.replica}/gone/deep`).length, 1);
  },
);

testUnless(
  notPosix(),
  "removeTree() follows no link in the place of the folder",
  () => {
    using folders = testFolders({ replica: { gone: link("../outside") } });
    writeTree(`${folders.top}/outside`, { precious: "precious" });
    const root = openFolder(folders.replica);
    assertEquals(codeOf(() => removeTree(root, "gone", listener({}))), "ELOOP");
    assertEquals(namesIn(`${folders.top}/outside`), ["precious"]);
  },
);

testUnless(
  notPosix(),
  "removeTree() follows no link that took a folder's place after the listing",
  () => {
    using folders = testFolders({ replica: { gone: { deep: { a: "a" } } } });
    writeTree(`${folders.top}/outside`, { a: "precious" });
    const swap = onceAt(
      { side: "replica", method: "openFolder", path: "gone/deep" },
      () => {
        const path = `${folders.replica}/gone/deep`;
        Deno.renameSync(path, `${folders.top}/moved`);
        Deno.symlinkSync(`${folders.top}/outside`, path);
      },
    );
    const root = watchedDisk(swap).openRoot(folders.replica, {
      side: "replica",
      identity: undefined,
    });
    assertEquals(codeOf(() => removeTree(root, "gone", listener({}))), "ELOOP");
    assertEquals(namesIn(`${folders.top}/outside`), ["a"]);
  },
);

Deno.test("removeTree() fails at the first entry that cannot be removed", () => {
  using folders = testFolders({ replica: { gone: { a: "a" } } });
  const root = failingAt(folders.replica, "removeFile", "gone/a");
  assertEquals(codeOf(() => removeTree(root, "gone", listener({}))), "EBUSY");
  assert(exists(`${folders.replica}/gone/a`));
});

Deno.test("removeTree() may be ended between two removals", () => {
  using folders = testFolders({ replica: { gone: { a: "", b: "", c: "" } } });
  let left = 2;
  const checkpoint = (): void => {
    if (left-- === 0) throw new RangeError("enough");
  };
  assertThrows(
    () =>
      removeTree(openFolder(folders.replica), "gone", listener({ checkpoint })),
    RangeError,
  );
  assertEquals(namesIn(`${folders.replica}/gone`).length, 1);
});

testUnless(
  notPosix(),
  "makeWritable() gives the owner of a read-only folder the right to change it",
  () => {
    using folders = testFolders({ replica: folderTree(0o555) });
    makeWritable(openFolder(`${folders.replica}/f`));
    assertEquals(modeOf(`${folders.replica}/f`), 0o755);
  },
);

testUnless(
  notPosix(),
  "makeWritable() leaves a folder alone that its owner can change",
  () => {
    using folders = testFolders({ replica: folderTree(0o3733) });
    makeWritable(openFolder(`${folders.replica}/f`));
    assertEquals(modeOf(`${folders.replica}/f`), 0o3733);
  },
);

testUnless(
  notPosix(),
  "makeWritable() leaves it to the change itself to say what is refused",
  () => {
    using folders = testFolders({
      replica: { f: folder({}, { mode: 0o555 }) },
    });
    makeWritable(failingAt(`${folders.replica}/f`, "setMode", ""));
    assertEquals(modeOf(`${folders.replica}/f`), 0o555);
  },
);

testUnless(
  notPosix(),
  "dropTree() removes a tree, and takes it as it comes if that fails",
  () => {
    using folders = testFolders({ replica: { a: { x: "" }, b: { x: "" } } });
    dropTree(openFolder(folders.replica), "a");
    dropTree(failingAt(folders.replica, "removeFile", "b/x"), "b");
    dropTree(openFolder(folders.replica), "nothing");
    assertEquals(namesIn(folders.replica), ["b"]);
  },
);

function folderTree(mode: number): Parameters<typeof writeTree>[1] {
  return { f: folder({}, { mode }) };
}

function failingAt(root: string, method: string, path: string): Folder {
  const disk = watchedDisk((call) => {
    if (call.method === method && call.path === path) failWith("EBUSY", call);
  });
  return disk.openRoot(root, { side: "replica", identity: undefined });
}

function listener(
  { heard = [], isProtected = () => false, checkpoint = () => {} }: {
    readonly heard?: string[];
    readonly isProtected?: (path: string) => boolean;
    readonly checkpoint?: () => void;
  },
): RemovalListener {
  return { isProtected, checkpoint, removed: (path) => void heard.push(path) };
}
