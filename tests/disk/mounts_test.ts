import fc from "fast-check";
import {
  type Mount,
  mountedPlace,
  mountsBelow,
  parseMounts,
  readMounts,
} from "../../src/disk/mounts.ts";
import { propertyRuns } from "../property/runs.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { mountBind, mountTmpfs, noMounts } from "../support/mounts.ts";

/** As Linux writes it: a container's root, kernel file systems, a bind mount, names with blanks. */
const MOUNTINFO = `\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw,errors=remount-ro
23 22 0:21 / /proc rw,nosuid,nodev,noexec,relatime shared:12 - proc proc rw
35 22 98:0 /root /mnt/parent rw,noatime master:1 - ext3 /dev/root rw,errors=continue
36 22 8:1 /home/u/data /mnt/bind rw,relatime - ext4 /dev/sda1 rw
37 22 0:45 / /mnt/my\\040usb\\011x\\134y\\012z rw - vfat /dev/sdb1 rw
38 22 0:46 /with\\040blank /srv rw shared:2 master:3 propagate_from:1 - btrfs /dev/sdc rw,subvol=/x
39 36 0:47 / /mnt/bind/deep rw - tmpfs tmpfs rw
`;

const MOUNTS = parseMounts(MOUNTINFO);

Deno.test("parseMounts() reads device, root, mount point and type of every line", () => {
  assertEquals<readonly Mount[]>(MOUNTS, [
    mount("8:1", "/", "/", "ext4 /dev/sda1"),
    mount("0:21", "/", "/proc", "proc proc"),
    mount("98:0", "/root", "/mnt/parent", "ext3 /dev/root"),
    mount("8:1", "/home/u/data", "/mnt/bind", "ext4 /dev/sda1"),
    mount("0:45", "/", "/mnt/my usb\tx\\y\nz", "vfat /dev/sdb1"),
    mount("0:46", "/with blank", "/srv", "btrfs /dev/sdc"),
    mount("0:47", "/", "/mnt/bind/deep", "tmpfs tmpfs"),
  ]);
});

Deno.test("parseMounts() leaves out what is no line of the table", () => {
  assertEquals(parseMounts(""), []);
  assertEquals(parseMounts("\n\n1 2 3:4\n"), []);
});

Deno.test("parseMounts() undoes what the kernel escapes", () => {
  const name = fc.string({ minLength: 1 }).filter((name) =>
    !name.includes("/")
  );
  fc.assert(
    fc.property(name, (name) => {
      const line = `36 22 8:1 /${escape(name)} /mnt/${escape(name)} rw - x y z`;
      assertEquals(parseMounts(line), [
        mount("8:1", `/${name}`, `/mnt/${name}`, "x y"),
      ]);
    }),
    propertyRuns(),
  );
});

const PLACES: Readonly<Record<string, [string, string, string]>> = {
  "of the root mount": ["/etc/x", "8:1", "/etc/x"],
  "of the root itself": ["/", "8:1", "/"],
  "of a mount point itself": ["/proc", "0:21", "/"],
  "below a mount point": ["/proc/self", "0:21", "/self"],
  "of a bind mount, where it really lies": ["/mnt/bind", "8:1", "/home/u/data"],
  "below a bind mount, where it really lies": [
    "/mnt/bind/a/b",
    "8:1",
    "/home/u/data/a/b",
  ],
  "below a mount inside another": ["/mnt/bind/deep/a", "0:47", "/a"],
  "next to a mount whose name begins alike": [
    "/mnt/bind2/a",
    "8:1",
    "/mnt/bind2/a",
  ],
  "below names with blanks": ["/mnt/my usb\tx\\y\nz/a", "0:45", "/a"],
};

for (const [name, [path, device, inside]] of Object.entries(PLACES)) {
  Deno.test(`mountedPlace() finds the place ${name}`, () => {
    assertEquals(mountedPlace(path, MOUNTS), { device, path: inside });
  });
}

Deno.test("mountedPlace() goes by the mount that came last where two cover each other", () => {
  const over = mount("9:9", "/", "/proc", "tmpfs tmpfs");
  assertEquals(
    mountedPlace("/proc/x", [...MOUNTS, over]),
    { device: "9:9", path: "/x" },
  );
});

Deno.test("mountedPlace() knows nothing where there is no table", () => {
  assertEquals(mountedPlace("/a", []), undefined);
});

Deno.test("mountsBelow() finds all mounts below a folder, at any depth, but not on it", () => {
  const devices = (path: string): readonly string[] =>
    mountsBelow(path, MOUNTS).map(({ device }) => device);
  assertEquals(devices("/mnt"), ["98:0", "8:1", "0:45", "0:47"]);
  assertEquals(devices("/mnt/bind"), ["0:47"]);
  assertEquals(devices("/mnt/bin"), []);
  assertEquals(devices("/srv"), []);
  assertEquals(devices("/").length, MOUNTS.length - 1);
});

Deno.test("mountsBelow() tells which folder of its file system shows there", () => {
  assertEquals(mountsBelow("/mnt", MOUNTS)[1], {
    device: "8:1",
    path: "/home/u/data",
  });
});

Deno.test({
  name: "readMounts() knows the file system of every path",
  ignore: Deno.build.os !== "linux",
  fn: () => assert(mountedPlace("/anywhere", readMounts()) !== undefined),
});

testUnless(noMounts(), "readMounts() sees through a bind mount", () => {
  using folders = testFolders({ source: { in: {} } });
  using _inner = mountTmpfs(`${folders.top}/disk`);
  Deno.mkdirSync(`${folders.top}/disk/real one`);
  using bind = mountBind(`${folders.top}/disk/real one`, `${folders.top}/a b`);
  const mounts = readMounts();
  assertEquals(
    mountedPlace(`${bind.path}/x`, mounts),
    mountedPlace(`${folders.top}/disk/real one/x`, mounts),
  );
  assertEquals(mountedPlace(`${bind.path}/x`, mounts)?.path, "/real one/x");
});

/** A line of the table: device, root, mount point, and type with origin. */
function mount(
  ...[device, root, point, what]: [string, string, string, string]
): Mount {
  const [type = "", origin = ""] = what.split(" ");
  return { device, root, point, type, origin };
}

/** As fs/proc_namespace.c does: blank, tab, newline and backslash. */
function escape(name: string): string {
  return name.replace(
    /[ \t\n\\]/g,
    (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`,
  );
}
