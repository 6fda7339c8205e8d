import { probeFolder } from "../../src/disk/probe_folder.ts";
import { assertEquals } from "../support/assert.ts";
import { testFolders } from "../support/folders.ts";
import { foldingDisk } from "../support/folding_disk.ts";
import { readTree } from "../support/tree.ts";

Deno.test("probeFolder() finds what is kept, and leaves the folder as it was", () => {
  using folders = testFolders({ replica: { a: "a" } });
  const before = readTree(folders.replica);
  const disk = foldingDisk({ foldsCase: true, normalizes: false });
  using folder = disk.openRoot(folders.replica, {
    side: "replica",
    identity: undefined,
  });
  const { names, links, hardLinks } = probeFolder(disk, folder, {
    owner: false,
  });
  assertEquals(
    { names, links, hardLinks },
    {
      names: { foldsCase: true, normalizes: false },
      links: true,
      hardLinks: true,
    },
  );
  assertEquals(readTree(folders.replica), before);
});
