import { assert, assertEquals } from "../../support/assert.ts";
import { testFolders } from "../../support/folders.ts";
import { nativeTest, openWith } from "../../support/native.ts";
import { namesBelow, writeTree } from "../../support/tree.ts";
import { broken, ERRNO, troubledLibc } from "../../support/troubled_libc.ts";

nativeTest(
  "renameNew() leaves a folder alone that appears where a file system cannot see to that itself",
  () => {
    using folders = testFolders({ replica: { from: { a: "a" } } });
    const { replica } = folders;
    const refuse = broken(ERRNO.EINVAL);
    let calls = 0;
    const libc = troubledLibc({
      renameat2: (call, args) => {
        if (calls++ === 0) return refuse(call, args);
        writeTree(replica, { to: { theirs: "theirs" } });
        return call(...args);
      },
    });
    using folder = openWith(libc, replica);
    assert(!folder.renameNew("from", { to: "to", kind: "directory" }));
    assertEquals(calls, 2);
    assertEquals(namesBelow(replica), ["from", "from/a", "to", "to/theirs"]);
  },
);
