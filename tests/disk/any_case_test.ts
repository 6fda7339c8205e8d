import { isFoundByAnyCase } from "../../src/disk/any_case.ts";
import { assertEquals } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import { mountExfat, noExfat } from "../support/mounts.ts";
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
    using folders = testFolders({ source: { a: "a" } });
    using disk = mountExfat(folders.top);
    const roots = { source: folders.source, replica: `${disk.path}/replica` };
    writeTree(disk.path, {
      replica: {
        "Log.txt": "old lines",
        "Log.txt.1": "older lines",
        "log.txt.old": "an extra",
      },
    });
    assertEquals(isFoundByAnyCase(`${roots.replica}/LOG.txt`), true);
    assertEquals(isFoundByAnyCase(`${roots.replica}/other`), false);
    await mirror(roots, { log: `${roots.replica}/LOG.txt` });
    assertEquals(namesBelow(roots.replica), ["Log.txt", "Log.txt.1", "a"]);
    assertEquals(readText(`${roots.replica}/Log.txt`), "old lines");
  },
);
