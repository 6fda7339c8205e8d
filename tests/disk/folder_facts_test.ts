import type { Folder, Held } from "../../src/disk/disk.ts";
import type { Time } from "../../src/disk/open_file.ts";
import { isAfter } from "../../src/model/entry/drift.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { waitForTick } from "../support/clock.ts";
import { notPosix, notRoot, testUnless } from "../support/conditions.ts";
import { look, modeOf, timeOf } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { codeOf, hold, openFolder } from "../support/open_folder.ts";
import { isPortable } from "../support/test_disk.ts";
import { DEFAULT_TIME, link, readTree, writeTree } from "../support/tree.ts";

const LATER: Time = { mtimeSeconds: 1_600_000_005, mtimeNanos: 7_000_000 };
const OWNER = { uid: 12_345, gid: 54_321 };

/** Does something to what is at a name. */
function held(folder: Folder, name: string, action: (it: Held) => void): void {
  using taken = hold(folder, name);
  action(taken);
}

testUnless(
  notPosix(),
  "setMode() sets all bits, of a file, a folder, and the folder itself",
  () => {
    using folders = testFolders({ replica: { file: "", folder: {} } });
    using folder = openFolder(folders.replica);
    for (const name of ["file", "folder", ""]) {
      held(folder, name, (it) => it.setMode(0o6751));
      assertEquals(modeOf(`${folders.replica}/${name}`), 0o6751);
    }
  },
);

testUnless(
  notRoot(),
  "setOwner() sets owner and group, of a file, a folder, and the folder itself",
  () => {
    using folders = testFolders({ replica: { file: "", folder: {} } });
    using folder = openFolder(folders.replica);
    for (const name of ["file", "folder", ""]) {
      held(folder, name, (it) => it.setOwner(OWNER));
      const { uid, gid } = look(`${folders.replica}/${name}`);
      assertEquals({ uid, gid }, OWNER);
    }
  },
);

testUnless(
  notRoot(),
  "setOwner() of a link sets the link's and not that of what it leads to",
  () => {
    using folders = testFolders({
      replica: { link: link("../outside"), lost: link("no") },
    });
    writeTree(folders.top, { outside: "outside" });
    using folder = openFolder(folders.replica);
    for (const name of ["link", "lost"]) {
      held(folder, name, (it) => it.setOwner(OWNER));
      const { uid, gid } = look(`${folders.replica}/${name}`);
      assertEquals({ uid, gid }, OWNER);
    }
    assertEquals(look(`${folders.top}/outside`).uid, 0);
  },
);

Deno.test("setTime() sets the time of a file, a folder, and the folder itself", () => {
  using folders = testFolders({ replica: { file: "", folder: {} } });
  using folder = openFolder(folders.replica);
  for (const name of ["file", "folder", ""]) {
    held(folder, name, (it) => it.setTime(LATER));
    assertEquals(timeOf(`${folders.replica}/${name}`), 1_600_000_005_007);
  }
});

testUnless(
  notPosix(),
  "setTime() of a link sets the link's and not that of what it leads to",
  () => {
    using folders = testFolders({
      replica: { link: link("../outside"), lost: link("no") },
    });
    writeTree(folders.top, { outside: "outside" });
    using folder = openFolder(folders.replica);
    for (const name of ["link", "lost"]) {
      held(folder, name, (it) => it.setTime(LATER));
      assertEquals(timeOf(`${folders.replica}/${name}`), 1_600_000_005_007);
    }
    assertEquals(timeOf(`${folders.top}/outside`), DEFAULT_TIME);
  },
);

const TIMES: Readonly<Record<string, [Time, number]>> = {
  "at the beginning of 1970": [{ mtimeSeconds: 0, mtimeNanos: 0 }, 0],
  "right before 1970": [{ mtimeSeconds: -1, mtimeNanos: 999_000_000 }, -1],
  "long before 1970": [
    { mtimeSeconds: -1_000_000, mtimeNanos: 1_000_000 },
    -999_999_999,
  ],
  "after 2038": [
    { mtimeSeconds: 4_294_967_296, mtimeNanos: 1_000_000 },
    4_294_967_296_001,
  ],
  "with nanoseconds, rounded down to what Deno keeps": [
    { mtimeSeconds: 1, mtimeNanos: 1_999_999 },
    1001,
  ],
  "with nanoseconds before 1970, rounded down": [
    { mtimeSeconds: -2, mtimeNanos: 1_999_999 },
    // Deno, asked for what the native disk kept in full, rounds towards 1970.
    isPortable ? -1999 : -1998,
  ],
};

for (const [name, [time, expected]] of Object.entries(TIMES)) {
  Deno.test(`setTime() sets a file's and a folder's time ${name}`, () => {
    using folders = testFolders({ replica: { file: "", folder: {} } });
    using folder = openFolder(folders.replica);
    held(folder, "file", (it) => it.setTime(time));
    held(folder, "folder", (it) => it.setTime(time));
    assertEquals(timeOf(`${folders.replica}/file`), expected);
    assertEquals(timeOf(`${folders.replica}/folder`), expected);
  });

  testUnless(notPosix(), `setTime() sets a link's time ${name}`, () => {
    // Deno's own calls keep whole seconds only of a link older than 1970.
    const kept = isPortable && expected < 0
      ? Math.floor(expected / 1000) * 1000
      : expected;
    using folders = testFolders({ replica: { link: link("no") } });
    using folder = openFolder(folders.replica);
    held(folder, "link", (it) => it.setTime(time));
    assertEquals(timeOf(`${folders.replica}/link`), kept);
  });

  Deno.test(`setTime() sets an open file's time ${name}`, () => {
    using folders = testFolders({ replica: {} });
    using folder = openFolder(folders.replica);
    {
      using file = folder.createFile("a", 0o600);
      file.setTime(time);
    }
    assertEquals(timeOf(`${folders.replica}/a`), expected);
  });
}

testUnless(
  notPosix(),
  "no call with a link's name and kind changes what the link leads to",
  () => {
    using folders = testFolders({
      replica: { file: link("../out/file"), folder: link("../out/folder") },
    });
    writeTree(`${folders.top}/out`, { file: "outside", folder: { x: "x" } });
    const before = readTree(`${folders.top}/out`);
    using folder = openFolder(folders.replica);
    for (const name of ["file", "folder"]) {
      folder.stat(name);
      codeOf(() => folder.openFile(name));
      codeOf(() => folder.createFile(name, 0o600));
      codeOf(() => folder.createFolder(name, 0o700));
      codeOf(() => folder.createLink(name, { target: "x" }));
      held(folder, name, (it) => it.setTime(LATER));
      folder.rename(name, `${name}2`);
      folder.removeFile(`${name}2`);
    }
    assertEquals(readTree(`${folders.top}/out`), before);
  },
);

testUnless(
  notPosix(),
  "changeTime() tells when a file, a folder, a link or the folder itself was last changed, whatever its time says",
  () => {
    using folders = testFolders({
      replica: { file: "", folder: {}, link: link("file") },
    });
    const { top, replica } = folders;
    using folder = openFolder(replica);
    for (const name of ["file", "folder", "link", ""]) {
      const before = folder.changeTime?.(name);
      assert(before !== undefined);
      waitForTick(top);
      const seen = name === "" ? folder.own() : folder.stat(name);
      assert(seen !== undefined);
      using held = folder.hold(name, seen);
      held.setTime(LATER);
      assert(isAfter(folder.changeTime?.(name), before), name);
      const seconds = look(`${replica}/${name}`).ctime?.getTime();
      const found = folder.changeTime?.(name);
      assertEquals((found?.seconds ?? 0) * 1000, seconds);
    }
    assertEquals(folder.changeTime?.("missing"), undefined);
  },
);
