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
  const id = undefined;
  assertEquals(volumeOf("/srv/a", MOUNTS), {
    type: "nfs4",
    origin: "server:/x y",
    id,
    point: "/srv",
  });
  assertEquals(volumeOf("/home", MOUNTS), {
    type: "ext4",
    origin: "/dev/no-such-device",
    id,
    point: "/",
  });
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
