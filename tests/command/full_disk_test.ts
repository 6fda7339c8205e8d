import { assertEquals, assertStringIncludes } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { someBytes } from "../support/files.ts";
import { mountTmpfs, noMounts, remountReadOnly } from "../support/mounts.ts";
import {
  actionLines,
  assertCode,
  programFolders,
  runOnce,
  snapshot,
} from "../support/program.ts";
import {
  namesIn,
  readText,
  readTree,
  type Tree,
  writeTree,
} from "../support/tree.ts";

const MIB = 1024 ** 2;

const SOURCE: Tree = {
  "a.txt": "a",
  large: someBytes(2 * MIB),
  changed: someBytes(2 * MIB),
  sub: { "b.txt": "b", large: someBytes(2 * MIB) },
};

testUnless(
  noMounts(),
  "lockstep exits 1 when the replica's disk is full, says so, keeps old versions and leaves nothing half written",
  async () => {
    using folders = programFolders({ source: SOURCE });
    const { source, replica } = folders;
    using _disk = mountTmpfs(replica, "size=1m");
    writeTree(replica, { changed: "old", extra: "extra" });
    const finished = await runOnce(folders);
    assertCode(finished, 1);
    const failures = actionLines(finished.stderr)
      .filter((line) => line.startsWith("failed"));
    assertEquals(failures.map((line) => line.split(" ")[1]), [
      '"changed"',
      '"large"',
      '"sub/large"',
    ]);
    for (const failure of failures) {
      assertStringIncludes(failure, "no space left on the disk (ENOSPC)");
    }
    assertEquals(namesIn(replica), ["a.txt", "changed", "sub"]);
    assertEquals(namesIn(`${replica}/sub`), ["b.txt"]);
    assertEquals(readText(`${replica}/changed`), "old");
    assertEquals(readTree(replica)["a.txt"], readTree(source)["a.txt"]);
  },
);

testUnless(
  noMounts(),
  "lockstep exits 1 when the replica's disk is read-only, says so, and fails nothing else",
  async () => {
    using folders = programFolders({ source: SOURCE });
    const { source, replica } = folders;
    using disk = mountTmpfs(replica, "size=1m");
    writeTree(replica, { changed: "old", extra: "extra" });
    remountReadOnly(disk);
    const before = [snapshot(source), snapshot(replica)];
    const finished = await runOnce(folders);
    assertCode(finished, 1);
    assertStringIncludes(
      finished.stderr,
      "the file system is read-only (EROFS)",
    );
    assertEquals([snapshot(source), snapshot(replica)], before);
  },
);

testUnless(
  noMounts(),
  "lockstep makes room by removing what a killed pass left before it copies",
  async () => {
    using folders = programFolders({ source: { new: someBytes(3 * MIB) } });
    const { source, replica } = folders;
    using _disk = mountTmpfs(replica, "size=4m");
    const left = someBytes(3 * MIB);
    writeTree(replica, { ".lockstep-0123456789abcdef.tmp": left });
    assertCode(await runOnce(folders), 0);
    assertEquals(readTree(replica), readTree(source));
  },
);
