import { copyFile } from "../../src/disk/copy.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { COPY_OPTIONS, copyOf, watchedCopyOf } from "../support/copying.ts";
import { testFolders } from "../support/folders.ts";
import { nativeTest, openNative, openWith } from "../support/native.ts";
import { diskErrorOf, openFolder } from "../support/open_folder.ts";
import { namesIn } from "../support/tree.ts";
import {
  broken,
  ERRNO,
  failing,
  troubledLibc,
} from "../support/troubled_libc.ts";
import type { DiskCall } from "../support/watched_disk.ts";

Deno.test("flush() of a new file and of folders works on a real file system", () => {
  using folders = testFolders({ replica: { sub: {} } });
  using root = openFolder(folders.replica);
  using file = root.createFile("a", 0o600);
  file.write(new Uint8Array(10));
  file.flush();
  file.close();
  root.flush();
  using sub = root.openFolder("sub" as RelativePath);
  sub.flush();
});

nativeTest("flushFileSystem() works on a real file system", () => {
  using folders = testFolders({ replica: {} });
  using root = openNative(folders.replica);
  assert(root.flushFileSystem !== undefined);
  root.flushFileSystem();
});

Deno.test("copyFile() flushes a copy that is whole, and only where that is asked for", () => {
  using folders = testFolders({ source: { a: "text" }, replica: {} });
  const calls: string[] = [];
  const note = ({ side, method }: DiskCall): void => {
    if (side === "replica") calls.push(method);
  };
  copyFile(watchedCopyOf(folders, note), COPY_OPTIONS);
  assert(!calls.includes("file.flush"));
  calls.length = 0;
  const copy = { ...watchedCopyOf(folders, note), as: "c" };
  copyFile(copy, { ...COPY_OPTIONS, flush: true });
  const last = ["file.flush", "file.close", "file.dispose"];
  assertEquals(calls.slice(-3), last);
  assert(calls.indexOf("file.setTime") < calls.indexOf("file.flush"));
});

nativeTest(
  "copyFile() leaves nothing of a copy that cannot be flushed, and says what that means",
  () => {
    for (
      const [errno, code] of [[ERRNO.EIO, "EIO"], [
        ERRNO.ENOSPC,
        "ENOSPC",
      ]] as const
    ) {
      using folders = testFolders({ source: { a: "text" }, replica: {} });
      const libc = troubledLibc({ fsync: broken(errno) });
      using to = openWith(libc, folders.replica);
      using from = openNative(folders.source, "source");
      const copy = { ...copyOf(folders), from, to };
      const error = diskErrorOf(() =>
        copyFile(copy, { ...COPY_OPTIONS, flush: true })
      );
      assertEquals([error.doing, error.code, error.unflushed], [
        "flush the replica file to the disk",
        code,
        true,
      ]);
      assertEquals(namesIn(folders.replica), []);
    }
  },
);

nativeTest(
  "flush() of a folder, and of a file system, says that it failed",
  () => {
    using folders = testFolders({ replica: {} });
    const libc = troubledLibc({
      fsync: broken(ERRNO.EIO),
      syncfs: broken(ERRNO.EDQUOT),
    });
    using folder = openWith(libc, folders.replica);
    const one = diskErrorOf(() => folder.flush());
    assertEquals([one.doing, one.code, one.unflushed], [
      "flush the replica folder to the disk",
      "EIO",
      true,
    ]);
    const all = diskErrorOf(() => folder.flushFileSystem());
    assertEquals([all.doing, all.message, all.unflushed], [
      "flush what was written to the disk",
      "the disk quota is used up",
      true,
    ]);
  },
);

nativeTest("flush() goes on after a signal", () => {
  using folders = testFolders({ replica: {} });
  const { EINTR } = ERRNO;
  const libc = troubledLibc({ fsync: failing(EINTR), syncfs: failing(EINTR) });
  using folder = openWith(libc, folders.replica);
  folder.flush();
  folder.flushFileSystem();
});
