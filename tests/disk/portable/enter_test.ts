import { DiskError } from "../../../src/disk/disk.ts";
import { enterFolder, Trail } from "../../../src/disk/portable/enter.ts";
import { assert, assertEquals, assertThrows } from "../../support/assert.ts";
import { look } from "../../support/files.ts";
import { testFolders } from "../../support/folders.ts";
import { link } from "../../support/tree.ts";

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

Deno.test("Trail knows the folders that were added just now, and no others", () => {
  withTime((advance) => {
    const trail = new Trail();
    assertEquals(trail.has("/a"), false);
    trail.add("/a");
    assertEquals(trail.has("/a/b"), false);
    advance(20);
    assertEquals(trail.has("/a"), true);
  });
});

Deno.test("Trail forgets all folders 20 ms after the first, however late others came", () => {
  withTime((advance) => {
    const trail = new Trail();
    trail.add("/a");
    advance(19);
    trail.add("/b");
    advance(2);
    assertEquals([trail.has("/a"), trail.has("/b")], [false, false]);
    trail.add("/c");
    advance(20);
    assertEquals(trail.has("/c"), true);
  });
});

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
