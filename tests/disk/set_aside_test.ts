import {
  keepOld,
  type SettingAside,
  takeAway,
  takeFolder,
} from "../../src/disk/set_aside.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { COPY_OPTIONS } from "../support/copying.ts";
import { replaceFile } from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { diskErrorOf } from "../support/open_folder.ts";
import { inodeOf, link, namesIn, readTree } from "../support/tree.ts";
import {
  type DiskCall,
  type DiskHook,
  failWith,
  watchedDisk,
} from "../support/watched_disk.ts";

/** What is in the replica goes to the source's folder, here the trash. */
function aside(
  folders: TestFolders,
  before: DiskHook = () => {},
): SettingAside & Disposable {
  const disk = watchedDisk(before);
  const identity = undefined;
  const from = disk.openRoot(folders.replica, { side: "replica", identity });
  const to = disk.openRoot(folders.source, { side: "trash", identity });
  return {
    from,
    name: "a",
    kind: "file",
    to,
    staging: to,
    [Symbol.dispose]: () => {
      from[Symbol.dispose]();
      to[Symbol.dispose]();
    },
  };
}

/** As if the trash were on another device. */
function farAway(call: DiskCall): void {
  const isLink = call.side === "trash" && call.method === "createHardLink";
  const isMove = call.side === "replica" && call.method === "moveNew";
  if (isLink || isMove) failWith("EXDEV", call);
}

testUnless(
  notPosix(),
  "keepOld() gives the old version a second name, so that it never goes without one",
  () => {
    using folders = testFolders({ source: {}, replica: { a: "old" } });
    using work = aside(folders);
    assert(keepOld(work, COPY_OPTIONS));
    assertEquals(
      inodeOf(`${folders.source}/a`),
      inodeOf(`${folders.replica}/a`),
    );
  },
);

for (const code of ["EPERM", "EOPNOTSUPP", "ENOSYS", "EMLINK"]) {
  Deno.test(`keepOld() moves where there can be no hard link: ${code}`, () => {
    using folders = testFolders({ source: {}, replica: { a: "old" } });
    const before = readTree(folders.replica)["a"];
    using work = aside(folders, (call) => {
      if (call.method === "createHardLink") failWith(code, call);
    });
    assert(!keepOld(work, COPY_OPTIONS));
    assertEquals(namesIn(folders.replica), []);
    assertEquals(readTree(folders.source)["a"], before);
  });
}

for (const doing of [keepOld, takeAway]) {
  Deno.test(`${doing.name}() fails where something has the name, and leaves both`, () => {
    using folders = testFolders({ source: { a: "b" }, replica: { a: "old" } });
    for (const before of [(): void => {}, farAway]) {
      using work = aside(folders, before);
      const trees = readTree(folders.top);
      assertEquals(diskErrorOf(() => doing(work, COPY_OPTIONS)).code, "EEXIST");
      assertEquals(readTree(folders.top)["source/a"], trees["source/a"]);
      assertEquals(readTree(folders.top)["replica/a"], trees["replica/a"]);
      assertEquals(namesIn(folders.source), ["a"]);
    }
  });
}

testUnless(
  notPosix(),
  "keepOld() and takeAway() copy files and links to another device, and leave nothing temporary",
  () => {
    using folders = testFolders({
      source: {},
      replica: { a: "old", link: link("old"), gone: "gone" },
    });
    const before = readTree(folders.replica);
    using work = aside(folders, farAway);
    assert(keepOld(work, COPY_OPTIONS));
    takeAway({ ...work, name: "link", kind: "symlink" }, COPY_OPTIONS);
    takeAway({ ...work, name: "gone" }, COPY_OPTIONS);
    assertEquals(namesIn(folders.replica), ["a"]);
    assertEquals(namesIn(folders.source), ["a", "gone", "link"]);
    const { ".": _, ...kept } = readTree(folders.source);
    for (const [path, entry] of Object.entries(kept)) {
      assertEquals(entry, before[path]);
    }
  },
);

Deno.test("takeAway() leaves what it copied if the copy reads differently", () => {
  using folders = testFolders({ source: {}, replica: { a: "old" } });
  const before = readTree(folders.replica);
  using work = aside(folders, (call) => {
    farAway(call);
    const isCopy = call.side === "trash" && call.method === "openFile";
    if (isCopy) replaceFile(`${folders.source}/${call.path}`, "bad");
  });
  const error = diskErrorOf(() => takeAway(work, COPY_OPTIONS));
  assertEquals(error.message, "the copy reads differently");
  assertEquals(readTree(folders.replica), before);
  assertEquals(namesIn(folders.source), []);
});

Deno.test("takeFolder() moves a folder with all in it, and fails where something has the name", () => {
  using folders = testFolders({
    source: { taken: "file" },
    replica: { sub: { a: "a" }, taken: {} },
  });
  using work = aside(folders);
  assert(takeFolder(work.from, "sub", work.to));
  const error = diskErrorOf(() => takeFolder(work.from, "taken", work.to));
  assertEquals(error.code, "EEXIST");
  assertEquals(namesIn(folders.replica), ["taken"]);
  assertEquals(namesIn(`${folders.source}/sub`), ["a"]);
});

Deno.test("takeFolder() does nothing where the trash is on another device", () => {
  using folders = testFolders({ source: {}, replica: { sub: { a: "a" } } });
  const before = readTree(folders.top);
  using work = aside(folders, farAway);
  assert(!takeFolder(work.from, "sub", work.to));
  assertEquals(readTree(folders.top), before);
});

testUnless(
  notPosix(),
  "takeFolder() opens a folder to move it where its owner may not write in it, and closes it again",
  () => {
    using folders = testFolders({ source: {}, replica: { sub: { a: "a" } } });
    Deno.chmodSync(`${folders.replica}/sub`, 0o555);
    const before = readTree(folders.replica);
    let isTried = false;
    using work = aside(folders, (call) => {
      if (call.method !== "moveNew" || isTried) return;
      isTried = true;
      failWith("EACCES", call);
    });
    assert(takeFolder(work.from, "sub", work.to));
    assertEquals(readTree(folders.source)["sub"], before["sub"]);
    assertEquals(namesIn(folders.replica), []);
  },
);
