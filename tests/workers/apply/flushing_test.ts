import type { Folder } from "../../../src/disk/disk.ts";
import type { RelativePath } from "../../../src/model/paths/path.ts";
import { DURABILITIES, type Durability } from "../../../src/model/settings.ts";
import { Flusher, flushRules } from "../../../src/workers/apply/flushing.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { testUnless } from "../../support/conditions.ts";
import { settingsFor } from "../../support/contexts.ts";
import { type TestFolders, testFolders } from "../../support/folders.ts";
import { mountTmpfs, noMounts } from "../../support/mounts.ts";
import { nativeTest, noNative, openWith } from "../../support/native.ts";
import { diskErrorOf } from "../../support/open_folder.ts";
import { recordedFolder } from "../../support/recorded.ts";
import {
  ERRNO,
  failing,
  type Trouble,
  troubledLibc,
} from "../../support/troubled_libc.ts";

const ALL = [""] as readonly string[] as readonly RelativePath[];

Deno.test("flushRules() flushes nothing where nothing is asked for", () => {
  assertEquals(flushRules("off", ALL), {
    files: false,
    folders: false,
    fileSystems: undefined,
  });
});

Deno.test("flushRules() leaves a pass to one flush of all, or else flushes every file", () => {
  assertEquals(flushRules("pass", ALL), {
    files: false,
    folders: false,
    fileSystems: ALL,
  });
  const { files, folders } = flushRules("pass", undefined);
  assertEquals([files, folders], [true, false]);
});

Deno.test("flushRules() flushes every file, and folders as names are made in them, if it is to be file by file", () => {
  for (const fileSystems of [ALL, undefined]) {
    const { files, folders } = flushRules("file", fileSystems);
    assertEquals([files, folders], [true, true]);
  }
});

nativeTest(
  "a Flusher flushes the replica's file system by the folder that was open from the beginning",
  () => {
    using folders = testFolders({ source: {}, replica: {} });
    const { flusher, calls } = flusherOf(folders, "pass");
    assertEquals([flusher.flushAll(), calls], [true, ["syncfs"]]);
  },
);

testUnless(
  noNative() ?? noMounts(),
  "a Flusher flushes what is mounted inside the replica as well",
  () => {
    using folders = testFolders({ source: {}, replica: { "a b": { c: {} } } });
    using _inner = mountTmpfs(`${folders.replica}/a b/c`);
    const { flusher, calls } = flusherOf(folders, "pass");
    flusher.flushAll();
    assertEquals(calls, ["syncfs", "syncfs"]);
  },
);

nativeTest(
  "a Flusher does not trust what is flushed after something was lost",
  () => {
    using folders = testFolders({ source: {}, replica: {} });
    const { flusher } = flusherOf(folders, "pass", failing(ERRNO.EIO));
    for (let time = 0; time < 2; time++) {
      const { code, unflushed } = diskErrorOf(() => flusher.flushAll());
      assertEquals([code, unflushed], ["EIO", true]);
    }
  },
);

for (const durable of DURABILITIES) {
  nativeTest(
    `before something is removed a Flusher flushes ${
      durable === "off" ? "nothing with" : "all there is with"
    } --durable ${durable}`,
    () => {
      using folders = testFolders({ source: {}, replica: {} });
      const { flusher, calls, folder } = flusherOf(folders, durable);
      flusher.flushBeforeRemoval(folder);
      assertEquals(calls, durable === "off" ? [] : ["syncfs"]);
    },
  );
}

Deno.test("where there is no flush of all, a Flusher flushes the folder in which something is removed", () => {
  using folders = testFolders({ source: {}, replica: {} });
  const root = Object.assign(recordedFolder(), { writable: true });
  const flusher = new Flusher(root, settingsFor(folders, { durable: "pass" }));
  const inner = recordedFolder();
  assertEquals(flusher.flushAll(), false);
  flusher.flushBeforeRemoval(inner);
  assertEquals([root.calls, inner.calls], [[], ["flush "]]);
});

Deno.test("a Flusher flushes nothing where nothing is written", () => {
  using folders = testFolders({ source: {}, replica: {} });
  const dry = recordedFolder();
  const flusher = new Flusher(dry, settingsFor(folders, { durable: "file" }));
  flusher.flushBeforeRemoval(dry);
  assertEquals([flusher.flushAll(), flusher.rules.files], [false, false]);
  assertEquals(dry.calls, []);
});

/** Returns a flusher of the replica, and what it calls to flush. */
function flusherOf(
  folders: TestFolders,
  durable: Durability,
  trouble: Trouble = (call, args) => call(...args),
): {
  readonly flusher: Flusher;
  readonly calls: readonly string[];
  readonly folder: Folder;
} {
  const calls: string[] = [];
  const noted = (name: string): Trouble => (call, args) => {
    calls.push(name);
    return trouble(call, args);
  };
  const libc = troubledLibc({ fsync: noted("fsync"), syncfs: noted("syncfs") });
  const folder = openWith(libc, folders.replica);
  const settings = settingsFor(folders, { durable });
  const flusher = new Flusher(folder, settings);
  assert(durable !== "pass" || !flusher.rules.files, "not a known file system");
  return { flusher, calls, folder };
}
