import { assertEquals } from "../../support/assert.ts";
import { putFifo, putFile, remove } from "../../support/files.ts";
import { testFolders } from "../../support/folders.ts";
import {
  nativeTest,
  openBelow,
  openNative,
  openWith,
} from "../../support/native.ts";
import { codeOf } from "../../support/open_folder.ts";
import { link } from "../../support/tree.ts";
import {
  afterOnce,
  broken,
  ERRNO,
  failing,
  troubledLibc,
} from "../../support/troubled_libc.ts";

nativeTest(
  "stat() returns targets of any bytes, up to the longest there are",
  () => {
    using folders = testFolders({ replica: {} });
    using folder = openNative(folders.replica);
    const targets = ["\udce8", "a\udcff/\udc80", "\udced\udcb2\udc80", "x/"];
    targets.push("\udcfe".repeat(4095), "y".repeat(4095));
    targets.forEach((target, index) => {
      folder.createLink(`${index}`, { target });
      const entry = folder.stat(`${index}`);
      assertEquals(entry?.kind === "symlink" && entry.target, target);
    });
  },
);

nativeTest(
  "stat() says that there is nothing where a link vanishes between two looks at it",
  () => {
    using folders = testFolders({ source: { a: link("b") } });
    const readlinkat = afterOnce(() => remove(`${folders.source}/a`));
    using folder = openWith(troubledLibc({ readlinkat }), folders.source);
    assertEquals(folder.stat("a"), undefined);
  },
);

for (const name of ["statx", "readlinkat"]) {
  nativeTest(`stat() goes on where a signal interrupts ${name}`, () => {
    using folders = testFolders({ source: { a: link("b") } });
    using folder = openNative(folders.source);
    const expected = folder.stat("a");
    const interrupted = failing(ERRNO.EINTR, ERRNO.EINTR);
    const libc = troubledLibc({ [name]: interrupted });
    using again = openWith(libc, folders.source);
    for (const _ of [1, 2, 3]) assertEquals(again.stat("a"), expected);
  });
}

nativeTest(
  "stat() goes on where a signal interrupts it after the folder was opened",
  () => {
    using folders = testFolders({ source: { a: "a" } });
    let isOpen = false;
    const interrupted = failing(ERRNO.EINTR);
    const libc = troubledLibc({
      statx: (call, args) => isOpen ? interrupted(call, args) : call(...args),
    });
    using folder = openWith(libc, folders.source);
    isOpen = true;
    assertEquals(folder.stat("a")?.kind, "file");
  },
);

nativeTest(
  "openFile() opens no folder, link, FIFO or device, and leaves none open",
  () => {
    using folders = testFolders({
      source: { folder: {}, link: link("file"), lost: link("x"), file: "" },
    });
    putFifo(`${folders.source}/FIFO`);
    {
      using folder = openNative(folders.source, "source");
      const codes = ["folder", "link", "lost", "FIFO", "missing"].map((name) =>
        codeOf(() => folder.openFile(name))
      );
      assertEquals(codes, ["EGONE", "EGONE", "EGONE", "EGONE", "ENOENT"]);
      assertEquals(openBelow(folders.source), [""]);
    }
    assertEquals(openBelow(folders.source), []);
  },
);

nativeTest("openFile() goes on where a signal interrupts it", () => {
  using folders = testFolders({ source: { a: "text" } });
  let isOpen = false;
  const interrupted = failing(ERRNO.EINTR, ERRNO.EINTR);
  const libc = troubledLibc({
    openat: (call, args) => isOpen ? interrupted(call, args) : call(...args),
  });
  using folder = openWith(libc, folders.source);
  isOpen = true;
  using file = folder.openFile("a");
  assertEquals(file.opened.size, 4);
});

nativeTest("what cannot be looked at once it is open is closed again", () => {
  using folders = testFolders({ source: { a: "", b: {} } });
  let isOpen = false;
  const libc = troubledLibc({
    statx: (call, args) =>
      isOpen ? broken(ERRNO.EIO)(call, args) : call(...args),
  });
  {
    using folder = openWith(libc, folders.source);
    isOpen = true;
    assertEquals(codeOf(() => folder.openFile("a")), "EIO");
    assertEquals(codeOf(() => folder.createFile("c", 0o600)), "EIO");
    assertEquals(codeOf(() => openWith(libc, folders.source)), "EIO");
    assertEquals(openBelow(folders.source), [""]);
  }
});

nativeTest(
  "what is open is what was opened, whatever its name leads to by now",
  () => {
    using folders = testFolders({ source: { a: "old" } });
    using folder = openNative(folders.source);
    using file = folder.openFile("a");
    remove(`${folders.source}/a`);
    putFile(`${folders.source}/a`, "new and longer");
    const buffer = new Uint8Array(16);
    assertEquals(file.read(buffer), 3);
    assertEquals(new TextDecoder().decode(buffer.subarray(0, 3)), "old");
    assertEquals(file.stat().ino, file.opened.ino);
  },
);
