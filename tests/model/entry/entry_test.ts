import {
  type Entry,
  isSameEntry,
  isUntouched,
} from "../../../src/model/entry/entry.ts";
import { assertEquals } from "../../support/assert.ts";
import {
  fileEntry,
  folderEntry,
  linkEntry,
  otherEntry,
} from "../../support/entries.ts";

Deno.test("isSameEntry() goes by device and inode number together", () => {
  assertEquals(isSameEntry({ dev: 1, ino: 2 }, { dev: 1, ino: 2 }), true);
  assertEquals(isSameEntry({ dev: 1, ino: 2 }, { dev: 2, ino: 2 }), false);
  assertEquals(isSameEntry({ dev: 1, ino: 2 }, { dev: 1, ino: 3 }), false);
});

Deno.test("isSameEntry() is certain of nothing where there are no inode numbers", () => {
  assertEquals(isSameEntry({ dev: 1, ino: 0 }, { dev: 1, ino: 0 }), false);
});

const CASES: Readonly<Record<string, [Entry, Entry | undefined, boolean]>> = {
  "an entry that is as it was": [fileEntry(), fileEntry(), true],
  "no entry that is gone": [fileEntry(), undefined, false],
  "no file of another size": [fileEntry(), fileEntry({ size: 5 }), false],
  "no file of other seconds": [
    fileEntry(),
    fileEntry({ mtimeSeconds: 1 }),
    false,
  ],
  "no file of other nanoseconds": [
    fileEntry(),
    fileEntry({ mtimeNanos: 1 }),
    false,
  ],
  "no file that was replaced": [fileEntry(), fileEntry({ ino: 11 }), false],
  "no file of another device": [fileEntry(), fileEntry({ dev: 2 }), false],
  "a file of another mode, whose contents are as they were": [
    fileEntry(),
    fileEntry({ mode: 0o600 }),
    true,
  ],
  "no link of another time": [linkEntry(), linkEntry({ mtimeNanos: 1 }), false],
  "no link that became a file": [linkEntry(), fileEntry(), false],
  "no special file that was replaced": [
    otherEntry(),
    otherEntry({ ino: 11 }),
    false,
  ],
  "a folder in which something was done": [
    folderEntry(),
    folderEntry({ mtimeNanos: 1 }),
    true,
  ],
  "no other folder of the same time": [
    folderEntry(),
    folderEntry({ ino: 11 }),
    false,
  ],
};

for (const [name, [before, now, expected]] of Object.entries(CASES)) {
  Deno.test(`isUntouched() takes for untouched ${name}`, () => {
    assertEquals(isUntouched(before, now), expected);
  });
}
