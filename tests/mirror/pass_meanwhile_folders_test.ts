import { assertEquals } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { putFile, putLink, remove } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { mirrorAfter } from "../support/meanwhile.ts";
import { mirror, type MirrorOverrides } from "../support/mirror.ts";
import { file, readTree, type Tree } from "../support/tree.ts";

const LATER = 1_600_000_000_000;

/** What is to be done in a folder of the replica, or to it. */
const WORK: Readonly<Record<string, { source: Tree; replica: Tree }>> = {
  "a copy": { source: { d: { new: "new" } }, replica: { d: {} } },
  "an update": { source: { d: { a: "newer" } }, replica: { d: { a: "old" } } },
  "a time": {
    source: { d: { a: file("same", { time: LATER }) } },
    replica: { d: { a: "same" } },
  },
  "a removal": { source: { d: {} }, replica: { d: { a: "old" } } },
  "its own removal": {
    source: {},
    replica: { d: { a: "old", b: { c: "c" } } },
  },
  "giving way to a file": { source: { d: "d" }, replica: { d: { a: "old" } } },
};

/** What becomes of the folder between the survey and the change. */
const BECOMES: Readonly<Record<string, (path: string) => void>> = {
  nothing: () => {},
  "a file": (path) => putFile(path, "theirs"),
  "a link": (path) => putLink(path, "elsewhere"),
};

const HOW: Readonly<Record<string, MirrorOverrides>> = {
  "": {},
  ", with a trash": { trash: { kind: "beside" } },
  ", with hard links kept": { options: { hardLinks: true } },
};

for (const [what, trees] of Object.entries(WORK)) {
  for (const [kind, become] of Object.entries(BECOMES)) {
    for (const [how, overrides] of Object.entries(HOW)) {
      testUnless(
        notPosix(),
        `a folder of the replica that becomes ${kind} before ${what} fails nothing${how}`,
        async () => {
          using folders = testFolders(trees);
          const { lines } = await mirrorAfter(
            ({ replica }) => {
              remove(`${replica}/d`);
              become(`${replica}/d`);
            },
            folders,
            overrides,
          );
          assertEquals(lines.filter((line) => line.startsWith("failed")), []);
          await mirror(folders, overrides);
          assertEquals(readTree(folders.replica), readTree(folders.source));
        },
      );
    }
  }
}
