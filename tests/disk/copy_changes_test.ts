import { CHUNK_BYTES } from "../../src/disk/buffers.ts";
import { copyFile, StillChanging } from "../../src/disk/copy.ts";
import { Stopped } from "../../src/disk/stop.ts";
import { assert, assertEquals, assertThrows } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { COPY_OPTIONS, copyOf, watchedCopyOf } from "../support/copying.ts";
import {
  putFile,
  putFolder,
  remove,
  rename,
  replaceFile,
  setTime,
  someBytes,
} from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { mountTmpfs, noMounts } from "../support/mounts.ts";
import { codeOf, openFolder } from "../support/open_folder.ts";
import { DEFAULT_TIME, namesIn, readText } from "../support/tree.ts";
import { type DiskHook, failWith, onceAt } from "../support/watched_disk.ts";

const LATER = DEFAULT_TIME + 5000;
const READ = { side: "source", method: "file.read", path: "a" } as const;

/** What happens to the file once its first chunk is about to be read, and what the copy then holds. */
const CHANGES: Readonly<
  Record<string, [(path: string) => void, Uint8Array]>
> = {
  "grown": [
    (path) => putFile(path, someBytes(3 * CHUNK_BYTES), LATER),
    someBytes(3 * CHUNK_BYTES),
  ],
  "shrunk": [
    (path) => putFile(path, someBytes(CHUNK_BYTES), LATER),
    someBytes(CHUNK_BYTES),
  ],
  "been emptied": [(path) => putFile(path, "", LATER), new Uint8Array(0)],
  "been rewritten in place with other bytes": [
    (path) => putFile(path, new Uint8Array(2 * CHUNK_BYTES), LATER),
    new Uint8Array(2 * CHUNK_BYTES),
  ],
  "only got another time": [
    (path) => setTime(path, LATER),
    someBytes(2 * CHUNK_BYTES),
  ],
  "grown without another time": [
    (path) => putFile(path, someBytes(2 * CHUNK_BYTES + 1), DEFAULT_TIME),
    someBytes(2 * CHUNK_BYTES + 1),
  ],
};

for (const [name, [change, expected]] of Object.entries(CHANGES)) {
  for (const [when, nth] of [["first", 1], ["last", 2]] as const) {
    Deno.test(`copyFile() reads a file again that has ${name} before its ${when} chunk`, () => {
      using folders = largeSource();
      let reads = 0;
      const copy = watchedCopyOf(folders, ({ method }) => {
        if (method !== "file.read" || ++reads !== nth) return;
        change(`${folders.source}/a`);
      });
      const copied = copyFile(copy, COPY_OPTIONS);
      assert(copied.kind === "copied");
      assertEquals(copied.bytes, expected.length);
      assertEquals(Deno.readFileSync(`${folders.replica}/b`), expected);
      assertEquals(namesIn(folders.replica), ["b"]);
    });
  }
}

Deno.test("copyFile() copies the whole file that it opened if another takes its place", () => {
  using folders = largeSource();
  const swap = onceAt(
    READ,
    () => replaceFile(`${folders.source}/a`, "other", LATER),
  );
  copyFile(watchedCopyOf(folders, swap), COPY_OPTIONS);
  assert(swap.hasHappened());
  assertEquals(
    Deno.readFileSync(`${folders.replica}/b`),
    someBytes(2 * CHUNK_BYTES),
  );
});

Deno.test("copyFile() copies the whole file that it opened if that is removed", () => {
  using folders = largeSource();
  const removal = onceAt(READ, () => remove(`${folders.source}/a`));
  const copied = copyFile(watchedCopyOf(folders, removal), COPY_OPTIONS);
  assertEquals(copied.kind, "copied");
});

Deno.test("copyFile() gives up a file that changes each of three times, and leaves nothing behind", () => {
  using folders = largeSource();
  let opened = 0;
  const copy = watchedCopyOf(folders, ({ method }) => {
    if (method === "openFile") opened++;
    if (method === "file.read") {
      setTime(`${folders.source}/a`, LATER + 1000 * opened);
    }
  });
  const error = assertThrows(() => copyFile(copy, COPY_OPTIONS), StillChanging);
  assertEquals(error.message, "it changed while it was read, 3 times");
  assertEquals(opened, 3);
  assertEquals(namesIn(folders.replica), []);
});

Deno.test("copyFile() copies a file that holds still the third time", () => {
  using folders = largeSource();
  let opened = 0;
  const copy = watchedCopyOf(folders, ({ method }) => {
    if (method === "openFile") opened++;
    if (method === "file.read" && opened < 3) {
      putFile(`${folders.source}/a`, `${opened}`, LATER + 1000 * opened);
    }
  });
  assertEquals(copyFile(copy, COPY_OPTIONS).kind, "copied");
  assertEquals(readText(`${folders.replica}/b`), "2");
});

Deno.test("copyFile() takes a file that changes while it is left to settle as it is then", () => {
  using folders = testFolders({ source: { a: "old" }, replica: {} });
  let opened = 0;
  const copy = watchedCopyOf(folders, ({ method }) => {
    if (method === "openFile") opened++;
  });
  const now = (): number => {
    putFile(`${folders.source}/a`, "newer", DEFAULT_TIME);
    return DEFAULT_TIME;
  };
  assertEquals(copyFile(copy, { ...COPY_OPTIONS, now }).kind, "copied");
  assertEquals([readText(`${folders.replica}/b`), opened], ["newer", 1]);
});

const FAILING: readonly [Parameters<typeof onceAt>[0], string][] = [
  [READ, "EIO"],
  [{ side: "source", method: "file.stat", path: "a" }, "ESTALE"],
  [{ side: "source", method: "openFile", path: "a" }, "EACCES"],
  [{ side: "replica", method: "createFile", path: "b" }, "EROFS"],
  [{ side: "replica", method: "file.write", path: "b" }, "EDQUOT"],
  [{ side: "replica", method: "file.setMode", path: "b" }, "EIO"],
  [{ side: "replica", method: "file.setTime", path: "b" }, "EPERM"],
];

for (const [at, code] of FAILING) {
  Deno.test(`copyFile() leaves nothing behind if ${at.method} fails with ${code}`, () => {
    using folders = largeSource();
    const fail: DiskHook = onceAt(at, (call) => failWith(code, call));
    const copy = watchedCopyOf(folders, fail);
    assertEquals(codeOf(() => copyFile(copy, COPY_OPTIONS)), code);
    assertEquals(namesIn(folders.replica), []);
  });
}

Deno.test("copyFile() tries twice more where there is room again", () => {
  using folders = largeSource();
  const copy = watchedCopyOf(folders, withoutRoom(2));
  assertEquals(copyFile(copy, COPY_OPTIONS).kind, "copied");
  assertEquals(namesIn(folders.replica), ["b"]);
});

Deno.test("copyFile() gives up where it finds no room three times, whatever is free", () => {
  using folders = largeSource();
  const copy = watchedCopyOf(folders, withoutRoom(3));
  assertEquals(codeOf(() => copyFile(copy, COPY_OPTIONS)), "ENOSPC");
  assertEquals(namesIn(folders.replica), []);
});

Deno.test("copyFile() says what failed even if what was half made cannot be removed", () => {
  using folders = largeSource();
  const copy = watchedCopyOf(folders, (call) => {
    if (call.method === "file.write") failWith("ENOSPC", call);
    if (call.method === "removeFile") failWith("EIO", call);
  });
  assertEquals(codeOf(() => copyFile(copy, COPY_OPTIONS)), "ENOSPC");
});

testUnless(
  noMounts(),
  "copyFile() leaves nothing behind on a disk that is full",
  () => {
    using folders = largeSource();
    using disk = mountTmpfs(`${folders.top}/disk`, "size=128k");
    const to = openFolder(disk.path);
    const code = codeOf(() => copyFile(copyOf(folders, { to }), COPY_OPTIONS));
    assertEquals(code, "ENOSPC");
    assertEquals(namesIn(disk.path), []);
  },
);

Deno.test("copyFile() stops between two chunks and leaves nothing behind", () => {
  using folders = largeSource();
  let reads = 0;
  const copy = watchedCopyOf(folders, ({ method }) => {
    if (method === "file.read") reads++;
  });
  const stop = { isSet: () => reads === 1 };
  assertThrows(() => copyFile(copy, { ...COPY_OPTIONS, stop }), Stopped);
  assertEquals(reads, 1);
  assertEquals(namesIn(folders.replica), []);
});

Deno.test("copyFile() opens nothing that is no file any more", () => {
  using folders = largeSource();
  const swap = onceAt({ ...READ, method: "openFile" }, () => {
    rename(`${folders.source}/a`, `${folders.source}/moved`);
    putFolder(`${folders.source}/a`);
  });
  const copy = watchedCopyOf(folders, swap);
  assertEquals(codeOf(() => copyFile(copy, COPY_OPTIONS)), "EGONE");
  assertEquals(namesIn(folders.replica), []);
});

/** There is none the first times, each time for the first chunk of a copy. */
function withoutRoom(times: number): DiskHook {
  let writes = 0;
  return (call) => {
    if (call.method === "file.write" && ++writes <= times) {
      failWith("ENOSPC", call);
    }
  };
}

/** A source whose file `a` takes two reads. */
function largeSource(): TestFolders {
  const folders = testFolders({ source: {}, replica: {} });
  putFile(`${folders.source}/a`, someBytes(2 * CHUNK_BYTES));
  return folders;
}
