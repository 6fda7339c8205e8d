import { toDate } from "../../src/disk/portable/file.ts";
import { assert, assertEquals } from "../support/assert.ts";
import {
  notPortable,
  notPosix,
  notRoot,
  testUnless,
} from "../support/conditions.ts";
import {
  look,
  modeOf,
  putFile,
  remove,
  replaceFile,
  someBytes,
} from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { mountTmpfs, noMounts, remountReadOnly } from "../support/mounts.ts";
import {
  codeOf,
  diskErrorOf,
  hold,
  openFolder,
} from "../support/open_folder.ts";
import { namesIn, readText } from "../support/tree.ts";

Deno.test("read() reads on from where it was, and nothing at the end", () => {
  using folders = testFolders({ source: { a: "abcdef" } });
  using folder = openFolder(folders.source);
  using file = folder.openFile("a");
  const buffer = new Uint8Array(4);
  assertEquals([file.read(buffer), textOf(buffer)], [4, "abcd"]);
  assertEquals([file.read(buffer), textOf(buffer)], [2, "efcd"]);
  assertEquals(file.read(buffer), 0);
});

Deno.test("stat() of an open file tells how it is now, whatever its name leads to", () => {
  using folders = testFolders({ source: { a: "old" } });
  const path = `${folders.source}/a`;
  using folder = openFolder(folders.source);
  using file = folder.openFile("a");
  putFile(path, "longer");
  assertEquals([file.opened.size, file.stat().size], [3, 6]);
  replaceFile(path, "another");
  assertEquals(file.stat().size, 6);
  remove(path);
  assertEquals(file.stat().size, 6);
  assertEquals(file.stat().ino, file.opened.ino);
});

Deno.test("write() writes all of what it is given", () => {
  using folders = testFolders({ replica: {} });
  using folder = openFolder(folders.replica);
  const bytes = someBytes(3_000_001);
  {
    using file = folder.createFile("a", 0o600);
    file.write(bytes);
    file.write(new Uint8Array(0));
    assertEquals(file.stat().size, bytes.length);
  }
  assertEquals(Deno.readFileSync(`${folders.replica}/a`), bytes);
});

testUnless(
  notPosix(),
  "setMode() and setTime() of an open file hold when it is closed",
  () => {
    using folders = testFolders({ replica: {} });
    using folder = openFolder(folders.replica);
    {
      using file = folder.createFile("a", 0o600);
      file.write(someBytes(5));
      file.setMode(0o4751);
      file.setTime({ mtimeSeconds: 5, mtimeNanos: 6_000_000 });
      assertEquals(file.stat().mtimeNanos, 6_000_000);
    }
    assertEquals(look(`${folders.replica}/a`).mtime?.getTime(), 5006);
    assertEquals(modeOf(`${folders.replica}/a`), 0o4751);
  },
);

testUnless(notRoot(), "setOwner() of an open file sets owner and group", () => {
  using folders = testFolders({ replica: {} });
  using folder = openFolder(folders.replica);
  using file = folder.createFile("a", 0o600);
  file.setOwner({ uid: 5, gid: 6 });
  const { uid, gid } = look(`${folders.replica}/a`);
  assertEquals([uid, gid, file.stat().uid], [5, 6, 5]);
});

testUnless(
  notPortable() ?? notPosix(),
  "setMode() and setOwner() fail with a code if the file has vanished",
  () => {
    using folders = testFolders({ replica: {} });
    using folder = openFolder(folders.replica);
    using file = folder.createFile("a", 0o600);
    remove(`${folders.replica}/a`);
    const error = diskErrorOf(() => file.setMode(0o644));
    assertEquals([error.code, error.doing], ["ENOENT", "set the mode"]);
    assertEquals(
      codeOf(() => file.setOwner({ uid: 0, gid: 0 })),
      "ENOENT",
    );
  },
);

testUnless(noMounts(), "write() says that the disk is full", () => {
  using folders = testFolders();
  using disk = mountTmpfs(`${folders.top}/disk`, "size=256k");
  using folder = openFolder(disk.path);
  using file = folder.createFile("a", 0o600);
  const error = diskErrorOf(() => file.write(someBytes(1_000_000)));
  const { code, doing, side, message } = error;
  assertEquals({ code, doing, side, message }, {
    code: "ENOSPC",
    doing: "write the replica file",
    side: "replica",
    message: "no space left on the disk",
  });
});

testUnless(
  noMounts(),
  "createFile() and createFolder() say that the disk has no room for another name",
  () => {
    using folders = testFolders();
    using disk = mountTmpfs(`${folders.top}/disk`, "size=256k,nr_inodes=2");
    putFile(`${disk.path}/only`, "");
    using folder = openFolder(disk.path);
    assertEquals(codeOf(() => folder.createFile("a", 0o600)), "ENOSPC");
    assertEquals(codeOf(() => folder.createFolder("b", 0o700)), "ENOSPC");
    assertEquals(namesIn(disk.path), ["only"]);
  },
);

testUnless(
  noMounts(),
  "every change fails on a disk that is read-only, and says so",
  () => {
    using folders = testFolders();
    using disk = mountTmpfs(`${folders.top}/disk`);
    putFile(`${disk.path}/a`, "a");
    remountReadOnly(disk);
    using folder = openFolder(disk.path);
    const time = { mtimeSeconds: 0, mtimeNanos: 0 };
    using held = hold(folder, "a");
    const calls = [
      () => folder.createFile("b", 0o600),
      () => folder.createFolder("b", 0o700),
      () => folder.createLink("b", { target: "a" }),
      () => folder.rename("a", "b"),
      () => folder.removeFile("a"),
      () => held.setMode(0o600),
      () => held.setOwner({ uid: 1, gid: 1 }),
      () => held.setTime(time),
    ];
    for (const call of calls) {
      const { code, message } = diskErrorOf(call);
      assertEquals([code, message], ["EROFS", "the file system is read-only"]);
    }
    assertEquals(readText(`${disk.path}/a`), "a");
  },
);

testUnless(noMounts(), "rename() says that a name lies on another disk", () => {
  using folders = testFolders({ replica: { a: "a" } });
  using disk = mountTmpfs(`${folders.replica}/disk`);
  using folder = openFolder(folders.replica);
  assert(look(disk.path).isDirectory);
  assertEquals(codeOf(() => folder.removeFolder("disk")), "EBUSY");
  assertEquals(codeOf(() => folder.rename("a", "disk/a")), "EXDEV");
});

const DATES: readonly [number, number, number][] = [
  [0, 0, 0],
  [1, 999_999_999, 1999],
  [-1, 999_999_999, -1],
  [-1, 0, -1000],
  [1_600_000_000, 123_456_789, 1_600_000_000_123],
];

for (const [mtimeSeconds, mtimeNanos, expected] of DATES) {
  Deno.test(`toDate() rounds ${mtimeSeconds} s and ${mtimeNanos} ns down to ${expected} ms`, () => {
    assertEquals(toDate({ mtimeSeconds, mtimeNanos }).getTime(), expected);
  });
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
