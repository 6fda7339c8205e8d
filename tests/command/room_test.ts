import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putFile, someBytes } from "../support/files.ts";
import { mountTmpfs, noMounts } from "../support/mounts.ts";
import {
  assertCode,
  logLines,
  type ProgramFolders,
  programFolders,
  runOnce,
  runProgram,
} from "../support/program.ts";
import { namesIn, readTree, type Tree } from "../support/tree.ts";

const MIB = 1024 ** 2;
const LARGE = someBytes(2 * MIB);
const SOURCE: Tree = { a: LARGE, sub: { b: LARGE, deep: { c: LARGE } } };

/** Says so before anything is copied: which line that is, among all. */
function toldAt(folders: ProgramFolders, stderr: string): number {
  const at = logLines(stderr).findIndex((line) =>
    line.includes("too little room")
  );
  const first = logLines(stderr).findIndex((line) =>
    /INFO {2}(copied|updated)/.test(line)
  );
  assert(first < 0 || at < first, `${folders.top}: ${stderr}`);
  return at;
}

for (const disk of ["auto", "portable"]) {
  const args = ["--disk", disk];
  testUnless(
    noMounts(),
    `lockstep says how much room is missing, before it copies and where a file fails (--disk ${disk})`,
    async () => {
      using folders = programFolders({ source: SOURCE });
      using _disk = mountTmpfs(folders.replica, "size=3m");
      const dry = await runOnce(folders, [...args, "--dry-run"]);
      const finished = await runOnce(folders, args);
      assertCode(finished, 1);
      for (const { stderr } of [dry, finished]) {
        assert(toldAt(folders, stderr) >= 0);
        assertMatch(
          stderr,
          /WARN {2}the replica's disk has too little room: 6 MiB needed, 3 MiB free, 3 MiB missing; what does not fit will fail\n/,
        );
      }
      assertMatch(
        finished.stderr,
        /no space left on the disk \(ENOSPC\): 2 MiB needed, .* free, .* missing\)/,
      );
    },
  );

  testUnless(
    noMounts(),
    `lockstep plan says how much room is missing where the replica, and what it lies in, is not there yet (--disk ${disk})`,
    async () => {
      using folders = programFolders({ source: SOURCE });
      const { source, replica } = folders;
      using _disk = mountTmpfs(replica, "size=3m");
      const planned = await runProgram(
        ["plan", source, `${replica}/not/there`, ...args],
        folders,
      );
      assertCode(planned, 7);
      assertMatch(
        planned.stderr,
        /WARN {2}the replica's disk has too little room: 6 MiB needed, 3 MiB free, 3 MiB missing; what does not fit will fail\n/,
      );
      assertEquals(namesIn(replica), []);
    },
  );

  testUnless(
    noMounts(),
    `lockstep counts what updates add, and says nothing where all fits (--disk ${disk})`,
    async () => {
      using folders = programFolders({ source: { a: "a", b: "b" } });
      using _disk = mountTmpfs(folders.replica, "size=3m");
      const first = await runOnce(folders, args);
      assertCode(first, 0);
      assertEquals(toldAt(folders, first.stderr), -1);
      putFile(`${folders.source}/a`, LARGE);
      putFile(`${folders.source}/b`, LARGE);
      const second = await runOnce(folders, args);
      assertCode(second, 1);
      assert(toldAt(folders, second.stderr) >= 0);
      assertEquals(namesIn(folders.replica), ["a", "b"]);
      putFile(`${folders.source}/a`, "a");
      putFile(`${folders.source}/b`, "b");
      assertCode(await runOnce(folders, args), 0);
      assertEquals(readTree(folders.replica), readTree(folders.source));
    },
  );
}
