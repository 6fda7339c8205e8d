import { probeNames } from "../../src/disk/probe_names.ts";
import type { NameRules } from "../../src/model/folded_names.ts";
import { assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { foldingDisk } from "../support/folding_disk.ts";
import { mountExfat, noExfat } from "../support/mounts.ts";
import { openFolder } from "../support/open_folder.ts";
import { DryFolder } from "../../src/disk/dry.ts";
import { failWith, watchedDisk } from "../support/watched_disk.ts";
import { namesIn, readTree } from "../support/tree.ts";

const EXACT: NameRules = { foldsCase: false, normalizes: false };
const RULES: readonly NameRules[] = [
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
  assertEquals(probeNames(folder), { foldsCase: true, normalizes: false });
  assertEquals(namesIn(disk.path), []);
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
