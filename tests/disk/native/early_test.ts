import { copyFile } from "../../../src/disk/copy.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { COPY_OPTIONS, copyOf } from "../../support/copying.ts";
import { putFile, someBytes } from "../../support/files.ts";
import { testFolders } from "../../support/folders.ts";
import { nativeTest, openNative, openWith } from "../../support/native.ts";
import {
  broken,
  ERRNO,
  type Trouble,
  troubledLibc,
} from "../../support/troubled_libc.ts";

const MIB = 1024 * 1024;

/** A part of a file that the device was told to begin with, in bytes. */
type Begun = readonly [from: number, length: number];

/** How contents get from file to file: moved inside the kernel, or read and written. */
const WAYS: Readonly<Record<string, Readonly<Record<string, Trouble>>>> = {
  "is moved": {},
  "is read and written": { copy_file_range: broken(ERRNO.EXDEV) },
};

for (const [way, troubles] of Object.entries(WAYS)) {
  nativeTest(
    `the device begins with a large file while it ${way}, piece by piece, if that is asked for`,
    () => {
      const begun = beginnings({ size: 20 * MIB, writeEarly: true, troubles });
      assert(begun.length >= 2, `${begun.length} beginnings`);
      let end = 0;
      for (const [from, length] of begun) {
        assertEquals(from, end);
        assert(length >= 8 * MIB);
        end += length;
      }
      assert(end <= 20 * MIB);
    },
  );
}

nativeTest(
  "the device is told nothing of small files, nor where nothing is asked for",
  () => {
    assertEquals(beginnings({ size: 7 * MIB, writeEarly: true }), []);
    assertEquals(beginnings({ size: 20 * MIB, writeEarly: false }), []);
  },
);

nativeTest("a device that cannot begin early is no failure", () => {
  using folders = testFolders({ source: {}, replica: {} });
  putFile(`${folders.source}/a`, someBytes(9 * MIB));
  const libc = troubledLibc({ sync_file_range: broken(ERRNO.EINVAL) });
  using to = openWith(libc, folders.replica);
  using from = openNative(folders.source, "source");
  const copy = { ...copyOf(folders), from, to };
  const { kind } = copyFile(copy, { ...COPY_OPTIONS, writeEarly: true });
  assertEquals(kind, "copied");
});

/** Copies a file, and returns what the device was told to begin with. */
function beginnings(
  { size, writeEarly, troubles = {} }: {
    readonly size: number;
    readonly writeEarly: boolean;
    readonly troubles?: Readonly<Record<string, Trouble>>;
  },
): readonly Begun[] {
  using folders = testFolders({ source: {}, replica: {} });
  putFile(`${folders.source}/a`, someBytes(size));
  const begun: Begun[] = [];
  const libc = troubledLibc({
    ...troubles,
    sync_file_range: (call, args) => {
      begun.push([Number(args[1]), Number(args[2])]);
      return call(...args);
    },
  });
  using from = openWith(libc, folders.source, "source");
  using to = openWith(libc, folders.replica);
  copyFile({ ...copyOf(folders), from, to }, { ...COPY_OPTIONS, writeEarly });
  return begun;
}
