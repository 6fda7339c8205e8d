import { parseMounts } from "../../src/disk/mounts.ts";
import { numberOf, volumeOf } from "../../src/disk/volumes.ts";
import { assertEquals } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { link, writeTree } from "../support/tree.ts";

const MOUNTS = parseMounts(`\
22 1 8:1 / / rw,relatime - ext4 /dev/no-such-device rw
38 22 0:46 / /srv rw shared:2 - nfs4 server:/x\\040y rw
`);

Deno.test("volumeOf() tells type, origin and mount point of the file system of a path", () => {
  const { top: _, ...served } = volumeOf("/srv/a", MOUNTS) ?? {};
  assertEquals(served, {
    type: "nfs4",
    origin: "server:/x y",
    id: undefined,
    point: "/srv",
  });
  const { top: __, ...local } = volumeOf("/home", MOUNTS) ?? {};
  assertEquals(local, {
    type: "ext4",
    origin: "/dev/no-such-device",
    id: undefined,
    point: "/",
  });
});

Deno.test("volumeOf() tells which folder shows where it is mounted, and when it was made", async () => {
  using folders = testFolders();
  const { ino, birthtime } = await Deno.lstat(folders.top);
  const mounts = parseMounts(`22 1 8:1 / ${folders.top} rw - ext4 /dev/x rw\n`);
  const bornMs = birthtime?.getTime() ?? 0;
  assertEquals(
    volumeOf(`${folders.top}/a`, mounts)?.top,
    bornMs > 0 ? { ino, bornMs } : undefined,
  );
});

Deno.test("volumeOf() knows nothing where there is no table of mounts", () => {
  assertEquals(volumeOf("/srv", []), undefined);
});

testUnless(
  notPosix(),
  "numberOf() finds the link that leads to a device, also where the device has another name",
  () => {
    using folders = testFolders();
    writeTree(folders.top, {
      ids: {
        "1111-2222": link("../../full"),
        "4b8c-11": link("../../null"),
        "lost": link("../../gone"),
      },
    });
    const ids = `${folders.top}/ids`;
    assertEquals(numberOf("/dev/null", ids), "4b8c-11");
    assertEquals(numberOf("/dev/zero", ids), undefined);
    assertEquals(numberOf("/dev/gone", ids), undefined);
    assertEquals(numberOf("tmpfs", ids), undefined);
    assertEquals(numberOf("/dev/null", `${ids}/none`), undefined);
  },
);
