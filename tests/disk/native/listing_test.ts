import fc from "fast-check";
import type { Listing } from "../../../src/disk/disk.ts";
import { DIRENT } from "../../../src/disk/native/layout.ts";
import { encodeInto } from "../../../src/disk/native/names.ts";
import { propertyRuns } from "../../property/runs.ts";
import { arbitraryName } from "../../support/arbitrary_bytes.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { hexNamesIn, putNamed } from "../../support/bytes.ts";
import { putFifo, remove } from "../../support/files.ts";
import { testFolders } from "../../support/folders.ts";
import {
  nativeTest,
  openBelow,
  openNative,
  openWith,
} from "../../support/native.ts";
import { diskErrorOf } from "../../support/open_folder.ts";
import { folder, link } from "../../support/tree.ts";
import {
  afterOnce,
  broken,
  ERRNO,
  failing,
  type Trouble,
  troubledLibc,
} from "../../support/troubled_libc.ts";

nativeTest("list() returns names of any bytes", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(arbitraryName, {
        selector: (name) => name.toHex(),
        maxLength: 12,
      }),
      (names) => {
        using folders = testFolders({ source: {} });
        for (const name of names) putNamed(folders.source, name);
        using folder = openNative(folders.source);
        const listing = folder.list();
        assertEquals(listing.unusable, []);
        assertEquals(listing.names.map(toHex).sort(), names.map(hexOf).sort());
        assertEquals(hexNamesIn(folders.source), names.map(hexOf).sort());
        for (const name of listing.names) {
          assertEquals(folder.stat(name)?.kind, "file");
        }
      },
    ),
    propertyRuns(50),
  );
});

/** Names of all lengths up to 255 bytes, every third with a bad byte. */
function manyNames(count: number): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, index) => {
    const name = new Uint8Array(8 + index % 248).fill(0x78);
    name.set(new TextEncoder().encode(`${index}`.padStart(7, "0")));
    if (index % 3 === 0) name[name.length - 1] = 0x80 + index % 128;
    return name;
  });
}

nativeTest(
  "list() returns each of more names than one call gives, once, however often it is asked",
  () => {
    using folders = testFolders({ source: {} });
    const names = manyNames(1500);
    for (const name of names) putNamed(folders.source, name);
    const expected = names.map(hexOf).sort();
    using folder = openNative(folders.source);
    for (const _ of [1, 2]) {
      const listing = folder.list();
      assertEquals(listing.names.map(toHex).sort(), expected);
      assertEquals(new Set(listing.kinds), new Set(["file"]));
    }
  },
);

nativeTest(
  "list() returns what is new since the folder was opened, and not what is gone",
  () => {
    using folders = testFolders({ source: { old: "" } });
    using folder = openNative(folders.source);
    assertEquals(folder.list().names, ["old"]);
    putNamed(folders.source, new Uint8Array([0xff]));
    remove(`${folders.source}/old`);
    assertEquals(folder.list().names, ["\udcff"]);
  },
);

nativeTest(
  "list() returns once each name that was there all the time, while others come and go",
  () => {
    using folders = testFolders({ source: {} });
    const names = manyNames(1200).map((name) => name.fill(0x79, 7));
    for (const name of names) putNamed(folders.source, name);
    const texts = names.map((name) => new TextDecoder().decode(name));
    const going = texts.filter((_, index) => index % 4 === 0);
    let calls = 0;
    const getdents64: Trouble = (call, args) => {
      if (++calls === 2) {
        for (const name of going) remove(`${folders.source}/${name}`);
        for (let index = 0; index < 300; index++) {
          putNamed(folders.source, new TextEncoder().encode(`new ${index}`));
        }
      }
      return call(...args);
    };
    using folder = openWith(troubledLibc({ getdents64 }), folders.source);
    const listed = folder.list().names;
    assert(calls > 2, "one call has given all");
    const staying = texts.filter((name) => !going.includes(name));
    assertEquals(
      listed.filter((name) => staying.includes(name)).sort(),
      [...staying].sort(),
    );
    assertEquals(new Set(listed).size, listed.length);
  },
);

const KINDS = {
  file: "file",
  folder: folder({}),
  link: link("file"),
  "link to a folder": link("folder"),
  lost: link("nowhere"),
};

nativeTest("list() tells of each name what it is", () => {
  using folders = testFolders({ source: KINDS });
  putFifo(`${folders.source}/FIFO`);
  using folder = openNative(folders.source);
  assertEquals(kindsIn(folder.list()), {
    FIFO: "other",
    file: "file",
    folder: "directory",
    link: "symlink",
    "link to a folder": "symlink",
    lost: "symlink",
  });
});

/** Listings as some file systems give them: without kinds. */
const withoutKinds: Trouble = (call, args) => {
  const length = Number(call(...args));
  const [, bytes] = args;
  if (!(bytes instanceof Uint8Array)) throw new Error("It has no buffer");
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < length;) {
    bytes[at + DIRENT.type] = 0;
    at += view.getUint16(at + DIRENT.length, true);
  }
  return length;
};

nativeTest(
  "list() looks itself where the file system does not tell kinds",
  () => {
    using folders = testFolders({ source: KINDS });
    putFifo(`${folders.source}/FIFO`);
    putNamed(folders.source, new Uint8Array([0x61, 0xe8]));
    const libc = troubledLibc({ getdents64: withoutKinds });
    using folder = openWith(libc, folders.source);
    assertEquals(kindsIn(folder.list()), {
      FIFO: "other",
      "a\udce8": "file",
      file: "file",
      folder: "directory",
      link: "symlink",
      "link to a folder": "symlink",
      lost: "symlink",
    });
  },
);

nativeTest("list() takes up again what a signal interrupts", () => {
  using folders = testFolders({ source: { a: "", b: "" } });
  const getdents64 = failing(ERRNO.EINTR, ERRNO.EINTR);
  using folder = openWith(troubledLibc({ getdents64 }), folders.source);
  assertEquals([...folder.list().names].sort(), ["a", "b"]);
});

nativeTest(
  "list() fails where a listing breaks off, and says which side it was",
  () => {
    using folders = testFolders({ source: { a: "" } });
    let calls = 0;
    const getdents64: Trouble = (call, args) =>
      ++calls === 2 ? broken(ERRNO.EIO)(call, args) : call(...args);
    using folder = openWith(
      troubledLibc({ getdents64 }),
      folders.source,
      "source",
    );
    const { code, doing, side } = diskErrorOf(() => folder.list());
    assertEquals([code, doing, side], [
      "EIO",
      "list the source folder",
      "source",
    ]);
  },
);

nativeTest(
  "list() of a folder that was removed says so, and leaves nothing open",
  () => {
    using folders = testFolders({ source: { gone: {} } });
    {
      const getdents64 = afterOnce(() => remove(`${folders.source}/gone`));
      const libc = troubledLibc({ getdents64 });
      using folder = openWith(libc, `${folders.source}/gone`);
      assertEquals(diskErrorOf(() => folder.list()).code, "ENOENT");
    }
    assertEquals(openBelow(folders.source), []);
  },
);

function kindsIn({ names, kinds }: Listing): Record<string, string> {
  return Object.fromEntries(
    names.map((name, index) => [name, kinds[index] ?? ""] as const)
      .sort(([a], [b]) => a < b ? -1 : 1),
  );
}

function hexOf(bytes: Uint8Array): string {
  return bytes.toHex();
}

function toHex(name: string): string {
  const buffer = new Uint8Array(512);
  return buffer.subarray(0, encodeInto(name, buffer)).toHex();
}
