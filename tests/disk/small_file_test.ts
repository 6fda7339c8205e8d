import { readSmall, writeSmall } from "../../src/disk/small_file.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { modeOf, putFolder, putLink } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { diskErrorOf, openFolder } from "../support/open_folder.ts";
import { namesIn, readText } from "../support/tree.ts";

Deno.test("readSmall() gives back what writeSmall() wrote, long or short, in place of what was there", () => {
  using folders = testFolders({ replica: {} });
  using folder = openFolder(folders.replica);
  assertEquals(readSmall(folder, "a"), undefined);
  for (const text of ["one\n", "", "\u00e4\u{1f5c2}".repeat(40_000)]) {
    writeSmall(folder, "a", text);
    assertEquals(readSmall(folder, "a"), text);
    assertEquals(readText(`${folders.replica}/a`), text);
  }
  assertEquals(namesIn(folders.replica), ["a"]);
  if (Deno.build.os !== "windows") {
    assertEquals(modeOf(`${folders.replica}/a`), 0o600);
  }
});

Deno.test("writeSmall() leaves nothing where it cannot write", () => {
  using folders = testFolders({ replica: {} });
  putFolder(`${folders.replica}/a`);
  using folder = openFolder(folders.replica);
  diskErrorOf(() => writeSmall(folder, "a", "text"));
  assertEquals(namesIn(folders.replica), ["a"]);
});

testUnless(
  notPosix(),
  "readSmall() does not follow a link, and writeSmall() replaces it",
  () => {
    using folders = testFolders({ source: { a: "outside" }, replica: {} });
    putLink(`${folders.replica}/a`, `${folders.source}/a`);
    using folder = openFolder(folders.replica);
    diskErrorOf(() => readSmall(folder, "a"));
    writeSmall(folder, "a", "text");
    assertEquals(readText(`${folders.source}/a`), "outside");
    assert(Deno.lstatSync(`${folders.replica}/a`).isFile);
  },
);
