import { assert, assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putFile, putFolder, remove, replaceFile } from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { mirror, type MirrorOverrides } from "../support/mirror.ts";
import { mountTmpfs, noMounts } from "../support/mounts.ts";
import { testPool } from "../support/pool.ts";
import {
  DEFAULT_TIME,
  namesBelow,
  namesIn,
  readText,
  readTree,
  type Tree,
} from "../support/tree.ts";
import { type DiskCall, watchedDisk } from "../support/watched_disk.ts";

const LATER = DEFAULT_TIME + 5000;

/** Somebody who acts right before a call, the first time that it is made. */
interface Scene {
  readonly source: Tree;
  readonly replica: Tree;
  readonly before: Pick<DiskCall, "side" | "method"> & {
    readonly below?: string;
  };
  readonly act: (replica: string) => void;
  /** The path that is skipped. */
  readonly skipped: string;
  /** What a path of the replica holds then. */
  readonly left: Readonly<Record<string, string>>;
}

const SCENES: Readonly<Record<string, Scene>> = {
  "a folder is removed in which a file is to be made": {
    source: { d: { new: "new" } },
    replica: { d: {} },
    before: { side: "replica", method: "createFile", below: "d/" },
    act: (replica) => remove(`${replica}/d`),
    skipped: "d/new",
    left: {},
  },
  "a finished file is removed that is to get its name": {
    source: { a: "new" },
    replica: {},
    before: { side: "replica", method: "rename" },
    act: (replica) => {
      for (const name of namesIn(replica)) remove(`${replica}/${name}`);
    },
    skipped: "a",
    left: {},
  },
  "something comes into a folder that has given way": {
    source: { a: "a file" },
    replica: { a: { x: "x" } },
    before: { side: "replica", method: "removeFolder" },
    act: (replica) => putFile(`${replica}/a/theirs`, "theirs"),
    skipped: "a",
    left: { "a/theirs": "theirs" },
  },
  "a file that is to go becomes a folder": {
    source: { keep: "keep" },
    replica: { keep: "keep", a: "old" },
    before: { side: "replica", method: "removeFile" },
    act: (replica) => {
      remove(`${replica}/a`);
      putFolder(`${replica}/a`);
      putFile(`${replica}/a/theirs`, "theirs");
    },
    skipped: "a",
    left: { "a/theirs": "theirs" },
  },
};

/** The same with a trash on another device, to which old versions are copied. */
const FAR_SCENES: Readonly<Record<string, Scene>> = {
  "an old version is written while it is copied": {
    source: { a: "newer" },
    replica: { a: "old" },
    before: { side: "trash", method: "openFile" },
    act: (replica) => putFile(`${replica}/a`, "the", LATER),
    skipped: "a",
    left: { a: "the" },
  },
  "an old version is replaced while it is copied": {
    source: { keep: "keep" },
    replica: { keep: "keep", a: "old" },
    before: { side: "trash", method: "openFile" },
    act: (replica) => replaceFile(`${replica}/a`, "theirs", LATER),
    skipped: "a",
    left: { a: "theirs" },
  },
};

for (const [what, scene] of Object.entries(SCENES)) {
  Deno.test(`a pass skips what is changed right before it acts: ${what}`, async () => {
    using folders = testFolders(scene);
    await assertSkipped(scene, folders);
  });
}

for (const [what, scene] of Object.entries(FAR_SCENES)) {
  testUnless(
    noMounts(),
    `a pass with a trash elsewhere skips what is changed meanwhile: ${what}`,
    async () => {
      using folders = testFolders(scene);
      using disk = mountTmpfs(`${folders.top}/trash`);
      const trash = { kind: "folder", path: disk.path } as const;
      await assertSkipped(scene, folders, { trash });
      assertEquals(namesIn(disk.path).filter((it) => it.endsWith(".tmp")), []);
    },
  );
}

async function assertSkipped(
  { before, act, skipped, left }: Scene,
  folders: TestFolders,
  overrides: MirrorOverrides = {},
): Promise<void> {
  const { source, replica } = folders;
  let hasActed = false;
  const disk = watchedDisk(({ side, method, path }) => {
    const isIt = side === before.side && method === before.method &&
      path.startsWith(before.below ?? "");
    if (!isIt || hasActed) return;
    hasActed = true;
    act(replica);
  });
  const pool = testPool({ disk });
  const { lines } = await mirror(folders, { ...overrides, pool });
  assert(hasActed);
  assertEquals(lines.filter((line) => line.startsWith("failed")), []);
  const isTold = lines.some((line) =>
    line.startsWith(`skipped ${skipped} (meanwhile: `)
  );
  assert(isTold, lines.join("\n"));
  for (const [path, text] of Object.entries(left)) {
    assertEquals(readText(`${replica}/${path}`), text);
  }
  const temporary = namesBelow(replica).filter((it) => it.endsWith(".tmp"));
  assertEquals(temporary, []);
  await mirror(folders, overrides);
  assertEquals(readTree(replica), readTree(source));
}
