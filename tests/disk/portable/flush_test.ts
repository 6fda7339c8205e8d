import { DiskError } from "../../../src/disk/disk.ts";
import { flushFolder } from "../../../src/disk/portable/flush.ts";
import { assertThrows } from "../../support/assert.ts";
import { notPosix, testUnless } from "../../support/conditions.ts";
import { testFolders } from "../../support/folders.ts";

testUnless(
  notPosix(),
  "flushFolder() flushes a folder, and nothing else",
  () => {
    using folders = testFolders({ replica: { file: "x" } });
    flushFolder(folders.replica);
    for (const name of ["file", "missing"]) {
      assertThrows(() => flushFolder(`${folders.replica}/${name}`), DiskError);
    }
  },
);

Deno.test("flushFolder() does not try on Windows", () => {
  flushFolder("no such folder", { os: "windows" });
});
