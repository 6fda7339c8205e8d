import { DiskError } from "../../../src/disk/disk.ts";
import {
  enterFolder,
  Trail,
  TRAIL_MS,
} from "../../../src/disk/portable/enter.ts";
import { assert, assertEquals, assertThrows } from "../../support/assert.ts";
import { look, putLink, rename } from "../../support/files.ts";
import { type TestFolders, testFolders } from "../../support/folders.ts";
import { codeOf } from "../../support/open_folder.ts";
import { link, writeTree } from "../../support/tree.ts";

const ATTEMPT = { doing: "open the source folder", side: "source" } as const;

Deno.test("enterFolder() returns the folder's own entry", () => {
  using folders = testFolders({ source: {} });
  const own = enterFolder(folders.source, ATTEMPT);
  assertEquals(own.kind, "directory");
  assertEquals(own.ino, look(folders.source).ino);
});

const REFUSED: Readonly<Record<string, [string, string]>> = {
  "a link to a folder": ["link", "ELOOP"],
  "a link that leads nowhere": ["dangling", "ELOOP"],
  "a file": ["file", "ENOTDIR"],
  "nothing at all": ["nothing", "ENOENT"],
  "what would be below a file": ["file/x", "ENOTDIR"],
};

for (const [name, [path, code]] of Object.entries(REFUSED)) {
  Deno.test(`enterFolder() does not enter ${name}`, () => {
    using folders = testFolders({
      source: {
        folder: {},
        file: "",
        link: link("folder"),
        dangling: link("no"),
      },
    });
    const error = assertThrows(
      () => enterFolder(`${folders.source}/${path}`, ATTEMPT),
      DiskError,
    );
    assert(error instanceof DiskError);
    assertEquals([error.code, error.doing, error.side], [
      code,
      ATTEMPT.doing,
      ATTEMPT.side,
    ]);
  });
}

/** What is done to a tree after the way to `a/b` was walked, and what walking it again comes to. */
const CHANGED: Readonly<
  Record<string, [(folders: TestFolders) => void, string]>
> = {
  "a link in the place of the folder": [
    ({ source }) => swapForLink(`${source}/a/b`),
    "ELOOP",
  ],
  "a link in the place of a folder on the way": [
    ({ source }) => swapForLink(`${source}/a`),
    "ELOOP",
  ],
  "a link in the place of the root": [
    ({ source }) => swapForLink(source),
    "ELOOP",
  ],
  "another folder in the place of the root": [
    ({ source }) => {
      rename(source, `${source}.away`);
      writeTree(source, { a: { b: {} } });
    },
    "ESTALE",
  ],
};

for (const [name, [change, code]] of Object.entries(CHANGED)) {
  Deno.test(`Trail sees ${name} ${TRAIL_MS} ms after the last look, or as soon as it is told to forget`, () => {
    for (const isTold of [false, true]) {
      withTime((advance) => {
        using folders = testFolders({ source: { a: { b: {} } } });
        const trail = walkedTrail(folders);
        change(folders);
        if (isTold) trail.forget();
        else {
          advance(TRAIL_MS);
          trail.walk(`${folders.source}/a/b`, ATTEMPT);
          advance(0.1);
        }
        assertEquals(
          codeOf(() => trail.walk(`${folders.source}/a/b`, ATTEMPT)),
          code,
        );
      });
    }
  });
}

Deno.test("Trail looks again in time at folders that were added long after the first", () => {
  withTime((advance) => {
    using folders = testFolders({ source: { a: { b: {} } } });
    const trail = walkedTrail(folders);
    advance(TRAIL_MS - 0.5);
    trail.add(`${folders.source}/c`);
    advance(1);
    assertEquals(
      codeOf(() => trail.walk(`${folders.source}/c`, ATTEMPT)),
      "ENOENT",
    );
  });
});

function walkedTrail({ source: root }: TestFolders): Trail {
  const identity = enterFolder(root, ATTEMPT);
  const trail = new Trail({ root, identity });
  trail.walk(`${root}/a/b`, ATTEMPT);
  return trail;
}

function swapForLink(path: string): void {
  rename(path, `${path}.away`);
  putLink(path, `${path}.away`);
}

/** Runs a test on a clock that goes only as the test says. */
function withTime(
  test: (advance: (milliseconds: number) => void) => void,
): void {
  const real = performance.now;
  let now = 1000;
  performance.now = () => now;
  try {
    test((milliseconds) => void (now += milliseconds));
  } finally {
    performance.now = real;
  }
}
