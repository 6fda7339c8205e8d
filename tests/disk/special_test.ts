import { assert, assertEquals } from "../support/assert.ts";
import { notNative, testUnless } from "../support/conditions.ts";
import { look, modeOf, putFifo } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { codeOf, openFolder } from "../support/open_folder.ts";
import { noSpecials, putDevice, putSocket } from "../support/specials.ts";

const DEVICES = [
  { what: "character device", device: 0x103 },
  { what: "block device", device: 0xfff10ff },
  { what: "block device", device: 0xffffffff },
];

testUnless(
  noSpecials(),
  "createSpecial() makes what stat() then tells, for its owner only",
  () => {
    using folders = testFolders({ replica: {} });
    using folder = openFolder(folders.replica);
    const specials = [...DEVICES, { what: "FIFO", device: 0 }, {
      what: "socket",
      device: 0,
    }];
    specials.forEach((special, index) => {
      folder.createSpecial?.(`${index}`, special);
      const entry = folder.stat(`${index}`);
      assert(entry?.kind === "other");
      const { what, device } = entry;
      assertEquals({ what, device }, special);
      const { rdev } = look(`${folders.replica}/${index}`);
      assertEquals(rdev, special.device);
      assertEquals(modeOf(`${folders.replica}/${index}`), 0o600);
    });
  },
);

testUnless(
  notNative(),
  "createSpecial() makes nothing of a kind that is not known",
  () => {
    using folders = testFolders({ replica: {} });
    using folder = openFolder(folders.replica);
    const special = { what: "special file", device: 0 };
    assertEquals(
      codeOf(() => folder.createSpecial?.("a", special)),
      "EOPNOTSUPP",
    );
    assertEquals(folder.list().names, []);
  },
);

testUnless(
  notNative(),
  "createSpecial() replaces nothing",
  () => {
    using folders = testFolders({ replica: { file: "file" } });
    using folder = openFolder(folders.replica);
    const fifo = { what: "FIFO", device: 0 };
    assertEquals(codeOf(() => folder.createSpecial?.("file", fifo)), "EEXIST");
  },
);

testUnless(
  noSpecials(),
  "stat() tells the number of a device, and none of a FIFO or socket",
  () => {
    using folders = testFolders({ replica: {} });
    using folder = openFolder(folders.replica);
    putDevice(`${folders.replica}/device`, "b", "4095", "1048575");
    putFifo(`${folders.replica}/fifo`);
    putSocket(`${folders.replica}/socket`);
    const devices = ["device", "fifo", "socket"].map((name) => {
      const entry = folder.stat(name);
      assert(entry?.kind === "other");
      return entry.device;
    });
    assertEquals(devices, [0xffffffff, 0, 0]);
  },
);
