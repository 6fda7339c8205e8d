import {
  readerOfFiles,
  readIfSame,
  type SmallReader,
} from "../../../src/disk/portable/read_small.ts";
import { assertEquals } from "../../support/assert.ts";
import { notPosix, testUnless } from "../../support/conditions.ts";
import { look, putFifo, putLink, remove } from "../../support/files.ts";
import { testFolders } from "../../support/folders.ts";
import { nativeTest, openBelow } from "../../support/native.ts";

/** What may take a file's name between the look and the opening, and must not be read. */
const REPLACED: Readonly<Record<string, (path: string) => void>> = {
  "a link": (path) => putLink(path, "b"),
  "a folder": (path) => Deno.mkdirSync(path),
  "nothing": () => {},
};

const READERS: Readonly<Record<string, () => SmallReader>> = {
  "readIfSame()": () => readIfSame,
  "readerOfFiles()": readerOfFiles,
};

for (const [title, makeReader] of Object.entries(READERS)) {
  testUnless(notPosix(), `${title} reads a file that was seen`, () => {
    using folders = testFolders({ source: { a: "text" } });
    const path = `${folders.source}/a`;
    assertEquals(readText(makeReader(), path, look(path)), "text");
  });

  for (const [what, put] of Object.entries(REPLACED)) {
    testUnless(notPosix(), `${title} reads no ${what} in its place`, () => {
      using folders = testFolders({ source: { a: "text", b: "other" } });
      const path = `${folders.source}/a`;
      const seen = look(path);
      remove(path);
      put(path);
      assertEquals(readText(makeReader(), path, seen), undefined);
    });
  }
}

testUnless(notPosix(), "readerOfFiles() waits for nobody at a FIFO", () => {
  using folders = testFolders({ source: { a: "text" } });
  const path = `${folders.source}/a`;
  const seen = look(path);
  remove(path);
  putFifo(path);
  assertEquals(readText(readerOfFiles(), path, seen), "");
});

nativeTest("readerOfFiles() leaves nothing open", () => {
  using folders = testFolders({ source: { a: "text", b: {} } });
  const read = readerOfFiles();
  for (const name of ["a", "b", "none"]) {
    readText(read, `${folders.source}/${name}`, look(folders.source));
  }
  assertEquals(openBelow(folders.top), []);
});

/** Returns what was read, `undefined` where nothing was to be. */
function readText(
  read: SmallReader,
  path: string,
  seen: Deno.FileInfo,
): string | undefined {
  const buffer = new Uint8Array(16);
  try {
    const length = read(path, seen, buffer);
    if (length < 0) return undefined;
    return new TextDecoder().decode(buffer.subarray(0, length));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
