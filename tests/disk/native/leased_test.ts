import { assert, assertEquals } from "../../support/assert.ts";
import { putFifo, remove } from "../../support/files.ts";
import { testFolders } from "../../support/folders.ts";
import { leaseFile } from "../../support/lease.ts";
import {
  nativeTest,
  openBelow,
  openNative,
  openWith,
} from "../../support/native.ts";
import { codeOf, diskErrorOf } from "../../support/open_folder.ts";
import { link, writeTree } from "../../support/tree.ts";
import {
  broken,
  ERRNO,
  type Trouble,
  troubledLibc,
} from "../../support/troubled_libc.ts";

nativeTest(
  "openFile() waits for a file that another process has a lease on",
  async () => {
    using folders = testFolders({ source: { a: "text" } });
    await using holder = await leaseFile(`${folders.source}/a`);
    {
      using folder = openNative(folders.source, "source");
      using file = folder.openFile("a");
      const buffer = new Uint8Array(9);
      assertEquals(file.read(buffer), 4);
      assertEquals(openBelow(folders.source), ["", "/a"]);
    }
    assertEquals(await holder.said(), "given");
    assertEquals(openBelow(folders.source), []);
  },
);

/** Opening says that there is a lease, and then something happens. */
function leasedUntil(action: () => void): Trouble {
  let isAsked = false;
  return (call, args) => {
    if (isAsked || nameOf(args[1]) !== "a") return call(...args);
    isAsked = true;
    action();
    return broken(ERRNO.EAGAIN)(call, args);
  };
}

function nameOf(bytes: unknown): string {
  assert(bytes instanceof Uint8Array);
  return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)));
}

nativeTest(
  "openFile() waits for nothing that has taken the name of a file with a lease",
  () => {
    const others: readonly ((folder: string) => void)[] = [
      (folder) => putFifo(`${folder}/a`),
      (folder) => writeTree(folder, { a: link("b") }),
      (folder) => writeTree(folder, { a: {} }),
    ];
    for (const put of others) {
      using folders = testFolders({ source: { a: "text", b: "" } });
      const openat = leasedUntil(() => {
        remove(`${folders.source}/a`);
        put(folders.source);
      });
      {
        using folder = openWith(troubledLibc({ openat }), folders.source);
        assertEquals(codeOf(() => folder.openFile("a")), "EGONE");
        assertEquals(openBelow(folders.source), [""]);
      }
    }
  },
);

nativeTest(
  "openFile() says of a file with a lease that another program has it, where there is no /proc",
  () => {
    using folders = testFolders({ source: { a: "text" } });
    const leased = leasedUntil(() => {});
    const openat: Trouble = (call, args) =>
      nameOf(args[1]).startsWith("/proc/")
        ? broken(ERRNO.ENOENT)(call, args)
        : leased(call, args);
    using folder = openWith(troubledLibc({ openat }), folders.source, "source");
    const { code, message, doing } = diskErrorOf(() => folder.openFile("a"));
    assertEquals([code, message, doing], [
      "EAGAIN",
      "another program has it for itself at the moment",
      "open the source file",
    ]);
    assertEquals(openBelow(folders.source), [""]);
  },
);
