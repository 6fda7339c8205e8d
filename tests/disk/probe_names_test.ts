import { DryFolder } from "../../src/disk/dry.ts";
import { probeNames } from "../../src/disk/probe_names.ts";
import type { NameTraits } from "../../src/model/paths/folded_names.ts";
import type { NameLimits } from "../../src/model/paths/name_limits.ts";
import { assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { foldingDisk } from "../support/folding_disk.ts";
import { mountExfat, mountNtfs, noExfat, noNtfs } from "../support/mounts.ts";
import { openFolder } from "../support/open_folder.ts";
import { namesIn, readTree } from "../support/tree.ts";
import { failWith, watchedDisk } from "../support/watched_disk.ts";

const EXACT: NameTraits = { foldsCase: false, normalizes: false };
const FORMS: NameTraits = { foldsCase: false, normalizes: true };
const LIMITS: NameLimits = {
  characters: '"*:<>?\\|\u0001',
  ends: ". ",
  devices: true,
};
const RULES: readonly NameTraits[] = [
  { ...FORMS, spelling: FORMS },
  { foldsCase: true, normalizes: true, spelling: FORMS },
  { ...EXACT, limits: LIMITS },
  { ...FORMS, spelling: FORMS, limits: { ...LIMITS, characters: ":" } },
  { ...EXACT, limits: { ...LIMITS, characters: "", devices: false } },
  EXACT,
  { foldsCase: true, normalizes: false },
  { foldsCase: false, normalizes: true },
  { foldsCase: true, normalizes: true },
];

for (const rules of RULES) {
  Deno.test(`probeNames() finds ${JSON.stringify(rules)}, and leaves the folder as it was`, () => {
    using folders = testFolders({ replica: { a: "a" } });
    const before = readTree(folders.replica);
    const disk = foldingDisk(rules);
    using folder = disk.openRoot(folders.replica, {
      side: "replica",
      identity: undefined,
    });
    assertEquals(probeNames(folder), rules);
    assertEquals(readTree(folders.replica), before);
  });
}

testUnless(noExfat(), "probeNames() finds that exFAT ignores case", () => {
  using folders = testFolders();
  Deno.mkdirSync(folders.replica);
  using disk = mountExfat(folders.replica);
  using folder = openFolder(disk.path);
  assertEquals(probeNames(folder), {
    foldsCase: true,
    normalizes: false,
    limits: { characters: '"*:<>?\\|\u0001', ends: "", devices: false },
  });
  assertEquals(namesIn(disk.path), []);
});

testUnless(
  noNtfs(),
  "probeNames() finds what NTFS refuses for Windows' sake",
  () => {
    using folders = testFolders();
    Deno.mkdirSync(folders.replica);
    using disk = mountNtfs(folders.replica);
    using folder = openFolder(disk.path);
    assertEquals(probeNames(folder).limits, LIMITS);
  },
);

Deno.test("probeNames() finds no limits where nothing more can be made", () => {
  using folders = testFolders({ replica: {} });
  let files = 0;
  const disk = watchedDisk((call) => {
    if (call.method === "createFile" && ++files > 1) failWith("ENOSPC", call);
  });
  using folder = disk.openRoot(folders.replica, {
    side: "replica",
    identity: undefined,
  });
  assertEquals(probeNames(folder), EXACT);
});

Deno.test("probeNames() makes nothing in a dry run", () => {
  using folders = testFolders({ replica: {} });
  using folder = new DryFolder(openFolder(folders.replica));
  assertEquals(probeNames(folder), EXACT);
  assertEquals(namesIn(folders.replica), []);
});

Deno.test("probeNames() takes all names for different ones where it can make nothing", () => {
  using folders = testFolders({ replica: {} });
  const disk = watchedDisk((call) => {
    if (call.method === "createFolder") failWith("EROFS", call);
  });
  using folder = disk.openRoot(folders.replica, {
    side: "replica",
    identity: undefined,
  });
  assertEquals(probeNames(folder), EXACT);
});

Deno.test("probeNames() does without the letter that a file system refuses", () => {
  using folders = testFolders({ replica: {} });
  const disk = watchedDisk((call) => {
    if (call.path.includes("\u00e9")) failWith("EILSEQ", call);
  });
  using folder = disk.openRoot(folders.replica, {
    side: "replica",
    identity: undefined,
  });
  assertEquals(probeNames(folder), EXACT);
  assertEquals(namesIn(folders.replica), []);
});
