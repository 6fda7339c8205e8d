import { asListed, isFoundByAnyCase } from "../../src/disk/any_case.ts";
import { assertEquals } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import { mountExfat, noExfat } from "../support/mounts.ts";
import { rootsOn } from "../support/roots_on.ts";
import { namesBelow, readText, writeTree } from "../support/tree.ts";

testUnless(
  notPosix(),
  "isFoundByAnyCase() is false where names are told apart, and for what is not there",
  () => {
    using folders = testFolders({
      source: { log: "one", "both.txt": "", "BOTH.TXT": "", "1.2": "" },
    });
    const { source } = folders;
    for (const name of ["log", "both.txt", "BOTH.TXT", "1.2", "missing"]) {
      assertEquals(isFoundByAnyCase(`${source}/${name}`), false, name);
    }
  },
);

testUnless(
  noExfat(),
  "a log in the replica stays, by whatever case it is named where case does not count",
  async () => {
    using roots = rootsOn(mountExfat, { a: "a" });
    writeTree(roots.replica, {
      "Log.txt": "old lines",
      "Log.txt.1": "older lines",
      "log.txt.old": "an extra",
    });
    assertEquals(isFoundByAnyCase(`${roots.replica}/LOG.txt`), true);
    assertEquals(isFoundByAnyCase(`${roots.replica}/other`), false);
    await mirror(roots, { log: `${roots.replica}/LOG.txt` });
    assertEquals(namesBelow(roots.replica), ["Log.txt", "Log.txt.1", "a"]);
    assertEquals(readText(`${roots.replica}/Log.txt`), "old lines");
  },
);

testUnless(
  notPosix(),
  "asListed() leaves alone what is told apart, and what is not there",
  () => {
    using folders = testFolders({ source: { a: {}, A: {}, x: {} } });
    const { source } = folders;
    for (const below of ["a", "A", "a/b", "x/Y/z", "X"]) {
      assertEquals(asListed(`${source}/${below}`), `${source}/${below}`);
    }
    assertEquals(asListed("/"), "/");
  },
);

testUnless(
  noExfat(),
  "a folder in two spellings is one folder where case does not count: nothing is mirrored into its own source",
  async () => {
    using folders = testFolders();
    using disk = mountExfat(folders.top);
    writeTree(disk.path, { Photos: { Sub: { a: "a" } }, other: {} });
    const source = `${disk.path}/Photos`;
    const before = namesBelow(disk.path);
    assertEquals(asListed(`${disk.path}/photos/SUB/new`), `${source}/Sub/new`);
    for (const replica of ["photos", "PHOTOS/copy", "photos/sub"]) {
      const roots = { source, replica: `${disk.path}/${replica}` };
      const { report } = await mirror(roots);
      assertEquals(report.ending.kind, "unfit", replica);
    }
    const outer = { source: `${disk.path}/photos/sub`, replica: source };
    assertEquals((await mirror(outer)).report.ending.kind, "unfit");
    assertEquals(namesBelow(disk.path), before);
    // What is reached by another spelling is mirrored all the same.
    await mirror({
      source: `${disk.path}/pHOTOS`,
      replica: `${disk.path}/OTHER`,
    });
    assertEquals(readText(`${disk.path}/other/Sub/a`), "a");
  },
);
