import type { Folder } from "../../../src/disk/disk.ts";
import type { RelativePath } from "../../../src/model/paths/path.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { testFolders } from "../../support/folders.ts";
import { nativeTest, openNative, openWith } from "../../support/native.ts";
import { namesIn } from "../../support/tree.ts";
import {
  broken,
  ERRNO,
  type Trouble,
  troubledLibc,
} from "../../support/troubled_libc.ts";

/** A call that a signal interrupts every other time, the first among them; says how often. */
function interruptedByTurns(): { call: Trouble; times: () => number } {
  const interrupt = broken(ERRNO.EINTR);
  let asked = 0;
  return {
    call: (call, args) =>
      asked++ % 2 === 0 ? interrupt(call, args) : call(...args),
    times: () => Math.ceil(asked / 2),
  };
}

/** Makes, looks at, changes and removes one thing of each kind. Returns what it saw. */
function workIn(folder: Folder): unknown {
  folder.createFolder("folder", 0o700);
  using inner = folder.openFolder("folder" as RelativePath);
  using file = inner.createFile("file", 0o600);
  file.write(new TextEncoder().encode("text"));
  file.setSize(3);
  file.setMode(0o640);
  file.setOwner(file.made);
  file.setTime({ mtimeSeconds: 1000, mtimeNanos: 5 });
  inner.createLink("link", { target: "nowhere" });
  inner.createHardLink("twin", { folder: inner, name: "file" });
  inner.createSpecial?.("FIFO", { what: "FIFO", device: 0 });
  inner.rename("link", "renamed");
  inner.renameNew("renamed", { to: "link", kind: "symlink" });
  folder.moveNew("folder", { folder, name: "moved", kind: "directory" });
  const seen = inner.stat("file");
  if (seen !== undefined) {
    using held = inner.hold("file", seen);
    held.setMode(0o600);
    held.setOwner(seen);
    held.setTime({ mtimeSeconds: 2000, mtimeNanos: 7 });
  }
  using reading = inner.openFile("twin");
  const link = inner.stat("link");
  const result = [
    inner.list().names.toSorted(),
    reading.read(new Uint8Array(9)),
    [reading.opened.mode, reading.opened.mtimeSeconds],
    link?.kind === "symlink" && link.target,
  ];
  for (const name of inner.list().names) inner.removeFile(name);
  folder.removeFolder("moved");
  return result;
}

/** What `workIn` asks the system for. */
const INTERRUPTED = [
  ...["openat", "statx", "getdents64", "readlinkat"],
  ...["read", "write", "ftruncate", "mkdirat", "unlinkat", "renameat2"],
  ...["linkat", "symlinkat", "futimens", "utimensat"],
  ...["fchmod", "fchmodat", "fchown", "fchownat", "mknodat"],
];

for (const name of INTERRUPTED) {
  nativeTest(`a folder's work goes on where signals interrupt ${name}`, () => {
    using folders = testFolders({ source: {}, replica: {} });
    using plain = openNative(folders.source);
    const interrupted = interruptedByTurns();
    const libc = troubledLibc({ [name]: interrupted.call });
    using troubled = openWith(libc, folders.replica);
    assertEquals(workIn(troubled), workIn(plain));
    assertEquals(namesIn(folders.replica), []);
    assert(interrupted.times() > 0);
  });
}
