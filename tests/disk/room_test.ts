import { ROOT } from "../../src/model/paths/path.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putFile, someBytes } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { mountTmpfs, noMounts } from "../support/mounts.ts";
import { testDisk } from "../support/test_disk.ts";

testUnless(
  noMounts(),
  "room() tells what is free and what is used on the file system of a folder",
  () => {
    using folders = testFolders({ replica: {} });
    using mounted = mountTmpfs(folders.replica, "size=4m");
    const options = { side: "replica", identity: undefined } as const;
    using root = testDisk.openRoot(mounted.path, options);
    assertEquals(root.room?.(), { free: 4 * 1024 ** 2, used: 0 });
    putFile(`${mounted.path}/file`, someBytes(1024 ** 2));
    using opened = root.openFolder(ROOT);
    assertEquals(opened.room?.(), { free: 3 * 1024 ** 2, used: 1024 ** 2 });
  },
);

Deno.test("room() counts as df does", () => {
  using folders = testFolders({ replica: {} });
  const options = { side: "replica", identity: undefined } as const;
  using root = testDisk.openRoot(folders.replica, options);
  const room = root.room?.();
  assert(room !== undefined && room.free > 0 && room.used > 0);
});
