import {
  fullCapabilities,
  probeCapabilities,
} from "../../src/disk/capabilities.ts";
import type { Folder } from "../../src/disk/disk.ts";
import { DryFolder } from "../../src/disk/dry.ts";
import type { Capabilities } from "../../src/model/entry/difference.ts";
import { ROOT } from "../../src/model/paths/path.ts";
import { assertEquals } from "../support/assert.ts";
import { notPosix, notRoot, testUnless } from "../support/conditions.ts";
import { look, setTime, timeOf } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import {
  mountFat,
  mountOldExt4,
  mountTmpfs,
  noFat,
  noMounts,
  noOldExt4,
  remountReadOnly,
  type TestMount,
} from "../support/mounts.ts";
import { openFolder } from "../support/open_folder.ts";
import { isPortable, testDisk } from "../support/test_disk.ts";
import { DEFAULT_TIME, namesIn } from "../support/tree.ts";
import { failWith, watchedDisk } from "../support/watched_disk.ts";

const FULL: Capabilities = {
  timeGrainNanos: isPortable ? 1_000_000 : 1,
  modes: true,
  owners: true,
};

Deno.test("fullCapabilities() takes all for granted but times finer than the disk's own", () => {
  assertEquals(fullCapabilities(testDisk), FULL);
});

testUnless(
  notRoot(),
  "probeCapabilities() finds that a usual disk keeps all",
  () => {
    using folders = testFolders({ replica: {} });
    assertEquals(probe(openFolder(folders.replica)), FULL);
  },
);

testUnless(
  notPosix(),
  "probeCapabilities() does not try owners that are not to be kept",
  () => {
    using folders = testFolders({ replica: {} });
    const { folder, calls } = watched(folders.replica);
    assertEquals(probe(folder, false), FULL);
    assertEquals(calls.includes("file.setOwner"), false);
  },
);

Deno.test("probeCapabilities() closes its file before it removes it, as Windows wants it, and sets the folder's time last", () => {
  using folders = testFolders({ replica: {} });
  const { folder, calls } = watched(folders.replica);
  probe(folder);
  const order = ["file.dispose", "removeFile", "setTime"];
  assertEquals(calls.filter((call) => order.includes(call)), order);
});

testUnless(
  noMounts(),
  "probeCapabilities() finds that a disk in memory keeps all",
  () => {
    onMount((top) => mountTmpfs(`${top}/disk`), FULL);
  },
);

testUnless(
  noOldExt4(),
  "probeCapabilities() finds that ext4 with small inodes keeps whole seconds",
  () => {
    onMount(mountOldExt4, { ...FULL, timeGrainNanos: 1_000_000_000 });
  },
);

testUnless(
  noFat(),
  "probeCapabilities() finds that FAT keeps every other second, and no modes or owners",
  () => {
    onMount(mountFat, {
      timeGrainNanos: 2_000_000_000,
      modes: false,
      owners: false,
    });
  },
);

testUnless(
  notPosix(),
  "probeCapabilities() leaves no trace in a folder of another time",
  () => {
    using folders = testFolders({ replica: { a: "a" } });
    setTime(folders.replica, DEFAULT_TIME - 5000);
    probe(openFolder(folders.replica));
    assertEquals(namesIn(folders.replica), ["a"]);
    assertEquals(timeOf(folders.replica), DEFAULT_TIME - 5000);
  },
);

/** What a disk may refuse or forget, and what is to be made of it. */
const REFUSALS: Readonly<
  Record<string, [string, string, Partial<Capabilities>]>
> = {
  "keeps no modes": ["file.setMode", "EPERM", { modes: false }],
  "keeps no owners": ["file.setOwner", "EPERM", { owners: false }],
  "lets no time be set": [
    "file.setTime",
    "EPERM",
    { timeGrainNanos: 2_000_000_000 },
  ],
};

for (const [name, [method, code, less]] of Object.entries(REFUSALS)) {
  testUnless(
    notRoot(),
    `probeCapabilities() finds that a disk ${name}, and leaves no trace`,
    () => {
      using folders = testFolders({ replica: {} });
      const { folder } = watched(folders.replica, method, code);
      assertEquals(probe(folder), { ...FULL, ...less });
      assertEquals(namesIn(folders.replica), []);
      assertEquals(timeOf(folders.replica), DEFAULT_TIME);
    },
  );
}

/** What a disk keeps of 1,000,000,001.111111111 s, and the step that is to be found. */
const GRAINS: readonly [number, number, number][] = [
  [1_000_000_001, 111_111_111, 1],
  [1_000_000_001, 111_111_110, 10],
  [1_000_000_001, 111_111_100, 100],
  [1_000_000_001, 111_111_000, 1000],
  [1_000_000_001, 111_110_000, 10_000],
  [1_000_000_001, 111_000_000, 1_000_000],
  [1_000_000_001, 100_000_000, 100_000_000],
  [1_000_000_001, 0, 1_000_000_000],
  [1_000_000_001, 123_456_789, 1_000_000_000],
  [1_000_000_000, 0, 2_000_000_000],
  [1_000_000_002, 0, 2_000_000_000],
  [1_700_000_000, 0, 2_000_000_000],
];

for (const [mtimeSeconds, mtimeNanos, timeGrainNanos] of GRAINS) {
  testUnless(
    notPosix(),
    `probeCapabilities() finds steps of ${timeGrainNanos} ns where ${mtimeSeconds}.${mtimeNanos} is kept`,
    () => {
      using folders = testFolders({ replica: {} });
      const folder = openFolder(folders.replica);
      const { createFile } = folder;
      folder.createFile = (name, mode) => {
        const file = createFile.call(folder, name, mode);
        const { stat } = file;
        file.stat = () => ({ ...stat.call(file), mtimeSeconds, mtimeNanos });
        return file;
      };
      const exact = { ...testDisk, timeGrainNanos: 1 };
      const { timeGrainNanos: found } = probeCapabilities(exact, folder, {
        owner: false,
      });
      assertEquals(found, timeGrainNanos);
    },
  );
}

Deno.test("probeCapabilities() changes nothing in a dry run, and takes all for granted", () => {
  using folders = testFolders({ replica: {} });
  const before = look(folders.replica).ctime?.getTime();
  assertEquals(probe(new DryFolder(openFolder(folders.replica))), FULL);
  assertEquals(look(folders.replica).ctime?.getTime(), before);
});

testUnless(
  noMounts(),
  "probeCapabilities() takes all for granted on a disk that cannot be written",
  () => {
    using folders = testFolders();
    using disk = mountTmpfs(`${folders.top}/disk`);
    remountReadOnly(disk);
    assertEquals(probe(openFolder(disk.path)), FULL);
  },
);

function onMount(
  mount: (top: string) => TestMount,
  expected: Capabilities,
): void {
  using folders = testFolders();
  using disk = mount(folders.top);
  const path = `${disk.path}/folder`;
  Deno.mkdirSync(path);
  setTime(path, 1_600_000_000_000);
  assertEquals(probe(openFolder(path)), expected);
  assertEquals(namesIn(path), []);
  assertEquals(timeOf(path), 1_600_000_000_000);
}

function probe(folder: Folder, owner = Deno.uid() === 0): Capabilities {
  return probeCapabilities(testDisk, folder, { owner });
}

/** Opens a folder whose calls are written down, and of which one may fail. */
function watched(
  path: string,
  method?: string,
  code = "",
): { readonly folder: Folder; readonly calls: readonly string[] } {
  const calls: string[] = [];
  const disk = watchedDisk((call) => {
    calls.push(call.method);
    if (call.method === method) failWith(code, call);
  });
  const root = disk.openRoot(path, { side: "replica", identity: undefined });
  return { folder: root.openFolder(ROOT), calls };
}
