import { assertEquals } from "../support/assert.ts";
import {
  putFile,
  putFolder,
  remove,
  rename,
  replaceFile,
} from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { mirrorAfter } from "../support/meanwhile.ts";
import { mirror } from "../support/mirror.ts";
import {
  DEFAULT_TIME,
  file,
  namesBelow,
  readText,
  readTree,
  type Tree,
} from "../support/tree.ts";

const LATER = DEFAULT_TIME + 5000;

interface Scene {
  readonly source: Tree;
  readonly replica: Tree;
  /** What somebody does between the survey and the first change. */
  readonly act: (folders: TestFolders) => void;
  readonly lines: readonly string[];
  /** What a path of the replica holds afterwards; `undefined` where nothing is there. */
  readonly left: Readonly<Record<string, string | undefined>>;
}

const IN_REPLICA = "meanwhile: it was changed in the replica after it was";

const SCENES: Readonly<Record<string, Scene>> = {
  "a file that was changed in the replica is not overwritten": {
    source: { a: file("newer", { time: LATER }) },
    replica: { a: "old" },
    act: ({ replica }) => putFile(`${replica}/a`, "theirs", LATER + 1000),
    lines: [`skipped a (${IN_REPLICA} compared)`],
    left: { a: "theirs" },
  },
  "a file that was replaced in the replica is not overwritten, though it looks the same":
    {
      source: { a: file("newer", { time: LATER }) },
      replica: { a: "old" },
      act: ({ replica }) => replaceFile(`${replica}/a`, "own", DEFAULT_TIME),
      lines: [`skipped a (${IN_REPLICA} compared)`],
      left: { a: "own" },
    },
  "a file that vanished from the replica is copied all the same": {
    source: { a: file("newer", { time: LATER }) },
    replica: { a: "old" },
    act: ({ replica }) => remove(`${replica}/a`),
    lines: ["updated a (size)"],
    left: { a: "newer" },
  },
  "a file that appeared in the replica is not overwritten": {
    source: { a: "new" },
    replica: {},
    act: ({ replica }) => putFile(`${replica}/a`, "theirs"),
    lines: [
      "skipped a (meanwhile: something of that name has appeared in the replica)",
    ],
    left: { a: "theirs" },
  },
  "a folder that appeared in the replica is not touched": {
    source: { a: { "x.txt": "x" } },
    replica: {},
    act: ({ replica }) => putFolder(`${replica}/a`),
    lines: [
      "skipped a (meanwhile: something of that name has appeared in the replica)",
    ],
    left: { "a/x.txt": undefined },
  },
  "a file that vanished from the source leaves the replica's as it is": {
    source: { a: file("newer", { time: LATER }) },
    replica: { a: "old" },
    act: ({ source }) => remove(`${source}/a`),
    lines: [
      "skipped a (meanwhile: it vanished from the source, or became something else)",
    ],
    left: { a: "old" },
  },
  "a file that became a folder in the source leaves the replica's as it is": {
    source: { a: file("newer", { time: LATER }) },
    replica: { a: "old" },
    act: ({ source }) => {
      remove(`${source}/a`);
      putFolder(`${source}/a`);
    },
    lines: [
      "skipped a (meanwhile: it vanished from the source, or became something else)",
    ],
    left: { a: "old" },
  },
  "a file that changed in the source is copied as it is now": {
    source: { a: file("newer", { time: LATER }) },
    replica: { a: "old" },
    act: ({ source }) => putFile(`${source}/a`, "newest", LATER + 1000),
    lines: ["updated a (size)"],
    left: { a: "newest" },
  },
  "metadata is not mended of a file that changed in the source": {
    source: { a: file("same", { time: LATER }) },
    replica: { a: "same" },
    act: ({ source }) => putFile(`${source}/a`, "diff", LATER + 1000),
    lines: [
      "skipped a (meanwhile: it was changed in the source after it was compared)",
    ],
    left: { a: "same" },
  },
  "metadata is not mended of a file that changed in the replica": {
    source: { a: file("same", { time: LATER }) },
    replica: { a: "same" },
    act: ({ replica }) => putFile(`${replica}/a`, "diff", LATER + 1000),
    lines: [`skipped a (${IN_REPLICA} compared)`],
    left: { a: "diff" },
  },
  "what appeared in the source is not removed": {
    source: { keep: "keep" },
    replica: { keep: "keep", a: "old" },
    act: ({ source }) => putFile(`${source}/a`, "back"),
    lines: ["skipped a (meanwhile: it has appeared in the source)"],
    left: { a: "old" },
  },
  "a folder that took the place of a file in the replica is not removed": {
    source: { keep: "keep" },
    replica: { keep: "keep", a: "old" },
    act: ({ replica }) => {
      remove(`${replica}/a`);
      putFolder(`${replica}/a`);
      putFile(`${replica}/a/x`, "theirs");
    },
    lines: [
      "skipped a (meanwhile: it became something else in the replica)",
    ],
    left: { "a/x": "theirs" },
  },
  "what vanished from the replica by itself is not told as removed": {
    source: { keep: "keep" },
    replica: { keep: "keep", a: "old" },
    act: ({ replica }) => remove(`${replica}/a`),
    lines: [],
    left: { a: undefined },
  },
  "a folder that gives way to a file stays if it was exchanged": {
    source: { a: "file" },
    replica: { a: { "x.txt": "x" } },
    act: ({ replica }) => {
      putFolder(`${replica}/new`);
      putFile(`${replica}/new/y.txt`, "theirs");
      remove(`${replica}/a`);
      rename(`${replica}/new`, `${replica}/a`);
    },
    lines: [`skipped a (${IN_REPLICA} compared)`],
    left: { "a/y.txt": "theirs" },
  },
};

for (const [name, scene] of Object.entries(SCENES)) {
  Deno.test(name, async () => {
    using folders = testFolders(scene);
    const { lines, report } = await mirrorAfter(scene.act, folders);
    const told = lines.filter((line) => !line.startsWith("metadata ."));
    assertEquals(told, [...scene.lines]);
    assertEquals(report.tally.meanwhile, countSkipped(scene.lines));
    assertEquals(report.tally.failed, 0);
    for (const [path, content] of Object.entries(scene.left)) {
      const isThere = namesBelow(folders.replica).includes(path);
      const found = isThere
        ? readText(`${folders.replica}/${path}`)
        : undefined;
      assertEquals(found, content, path);
    }
    assertNoTemporaries(folders);
    await mirror(folders);
    assertEquals(readTree(folders.replica), readTree(folders.source));
  });
}

function countSkipped(lines: readonly string[]): number {
  return lines.filter((line) => line.startsWith("skipped")).length;
}

function assertNoTemporaries({ replica }: TestFolders): void {
  const left = namesBelow(replica).filter((path) => path.endsWith(".tmp"));
  assertEquals(left, []);
}
