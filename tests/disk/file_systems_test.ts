import { fileSystemsToFlush } from "../../src/disk/file_systems.ts";
import { type Mount, parseMounts } from "../../src/disk/mounts.ts";
import { assertEquals } from "../support/assert.ts";

const RELEASE = "6.1.0-18-amd64";

const MOUNTS = parseMounts(`\
22 1 8:1 / / rw - ext4 /dev/sda1 rw
23 22 0:21 / /proc rw - proc proc rw
30 22 8:2 / /backup rw - xfs /dev/sda2 rw
31 30 8:3 / /backup/big\\040disk rw - btrfs /dev/sdb rw
32 30 8:2 /old /backup/deep/bind rw - xfs /dev/sda2 rw
33 31 8:4 / /backup/big\\040disk/a/b rw - vfat /dev/sdc rw
40 22 0:50 / /usb rw - fuseblk /dev/sdd rw
41 22 0:51 / /nas rw - nfs4 nas:/ rw
42 22 0:52 / /container rw - overlay overlay rw
50 22 8:5 / /mixed rw - ext4 /dev/sde rw
51 50 0:53 / /mixed/nas rw - nfs4 nas:/ rw
`);

const ROOTS: Readonly<Record<string, [string, readonly string[] | undefined]>> =
  {
    "the root alone of a plain folder": ["/home/u/replica", [""]],
    "the root alone of a mount": ["/backup/big disk/a/b/c", [""]],
    "one folder of each file system that is mounted inside": [
      "/backup",
      ["", "big disk", "big disk/a/b"],
    ],
    "nothing on a FUSE file system": ["/usb/replica", undefined],
    "nothing on a network file system": ["/nas", undefined],
    "nothing on an overlay": ["/container/replica", undefined],
    "nothing where a network file system is mounted inside": [
      "/mixed",
      undefined,
    ],
    "nothing of a whole system, with its /proc": ["/", undefined],
  };

for (const [name, [root, folders]] of Object.entries(ROOTS)) {
  Deno.test(`fileSystemsToFlush() gives ${name}`, () => {
    const facts = { mounts: MOUNTS, release: RELEASE };
    assertEquals<readonly string[] | undefined>(
      fileSystemsToFlush(root, facts),
      folders,
    );
  });
}

Deno.test("fileSystemsToFlush() gives paths below a root that is / itself", () => {
  const mounts = MOUNTS.filter(({ type }) => type === "ext4");
  assertEquals<readonly string[] | undefined>(
    fileSystemsToFlush("/", { mounts, release: RELEASE }),
    ["", "mixed"],
  );
});

Deno.test("fileSystemsToFlush() gives nothing where the system tells of no mounts", () => {
  const mounts: readonly Mount[] = [];
  assertEquals(
    fileSystemsToFlush("/a", { mounts, release: RELEASE }),
    undefined,
  );
});

for (
  const [release, isTrusted] of [
    ["4.18.0-553.el8.x86_64", false],
    ["5.7.19", false],
    ["5.8.0", true],
    ["5.15.0-91-generic", true],
    ["6.0", true],
    ["10.2.1", true],
    ["unknown", false],
  ] as const
) {
  Deno.test(`fileSystemsToFlush() ${isTrusted ? "relies" : "does not rely"} on Linux ${release} to tell of failures`, () => {
    const found = fileSystemsToFlush("/a", { mounts: MOUNTS, release });
    assertEquals(found !== undefined, isTrusted);
  });
}
