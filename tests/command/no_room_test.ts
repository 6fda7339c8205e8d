import {
  assert,
  assertEquals,
  assertStringIncludes,
} from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { mountQuota, noQuotas } from "../support/faulty_mounts.ts";
import { someBytes } from "../support/files.ts";
import { mountTmpfs, noMounts } from "../support/mounts.ts";
import {
  actionLines,
  assertCode,
  type Finished,
  programFolders,
  runOnce,
} from "../support/program.ts";
import { mustRun } from "../support/shell.ts";
import { namesBelow, readText, readTree, writeTree } from "../support/tree.ts";

const MIB = 1024 ** 2;
const DISKS = ["auto", "portable"] as const;

for (const disk of DISKS) {
  testUnless(
    noQuotas(),
    `lockstep exits 1 when the quota of the replica is used up, says so, keeps old versions and mirrors what fits (--disk ${disk})`,
    async () => {
      const large = someBytes(2 * MIB);
      using folders = programFolders({
        source: { changed: large, large, "small.txt": "small" },
      });
      using mounted = mountQuota(folders.top);
      const replica = `${mounted.path}/limited`;
      writeTree(replica, { changed: "old" });
      const roots = { ...folders, replica };
      const finished = await runOnce(roots, ["--disk", disk]);
      assertCode(finished, 1);
      const failures = failuresOf(finished);
      assert(failures["changed"] !== undefined, finished.stderr);
      assert(failures["large"] !== undefined, finished.stderr);
      for (const failure of Object.values(failures)) {
        assertStringIncludes(failure, "the disk quota is used up (EDQUOT))");
      }
      assertEquals(readText(`${replica}/changed`), "old");
      assertEquals(temporariesIn(replica), []);

      // What did not fit goes; btrfs has room again after what it has in hand.
      for (const name of ["changed", "large"]) {
        await Deno.writeTextFile(`${folders.source}/${name}`, "fits");
      }
      mustRun("btrfs", "filesystem", "sync", mounted.path);
      assertCode(await runOnce(roots, ["--disk", disk]), 0);
      assertEquals(readTree(replica), readTree(folders.source));
    },
  );

  testUnless(
    noMounts(),
    `lockstep exits 1 when the replica's disk can hold no more files, says so, keeps old versions, and converges once it can (--disk ${disk})`,
    async () => {
      const numbers = Array.from({ length: 20 }, (_, at) => `${at}.txt`);
      const many = Object.fromEntries(numbers.map((name) => [name, "new one"]));
      using folders = programFolders({ source: { "old.txt": "newer", many } });
      const { source, replica } = folders;
      using _mounted = mountTmpfs(replica, "size=1m,nr_inodes=12");
      writeTree(replica, { "old.txt": "old" });
      const old = readTree(replica)["old.txt"];
      const finished = await runOnce(folders, ["--disk", disk]);
      assertCode(finished, 1);
      const failures = Object.values(failuresOf(finished));
      assert(failures.length > 0, finished.stderr);
      for (const failure of failures) {
        assertStringIncludes(failure, "no space left on the disk (ENOSPC))");
      }
      const [wanted, found] = [readTree(source), readTree(replica)];
      for (const path of namesBelow(replica)) {
        const isOld = path === "old.txt" && found[path] === old;
        const isWhole = isOld || found[path] === wanted[path];
        assert(isWhole || path === "many", path);
      }
      assertEquals(temporariesIn(replica), []);

      await Deno.remove(`${source}/many`, { recursive: true });
      await runOnce(folders, ["--disk", disk, "--yes"]);
      assertCode(await runOnce(folders, ["--disk", disk]), 0);
      assertEquals(readTree(replica), readTree(source));
    },
  );
}

/** Returns the lines of what failed, by path. */
function failuresOf({ stderr }: Finished): Readonly<Record<string, string>> {
  const lines = actionLines(stderr).filter((line) => line.startsWith("failed"));
  return Object.fromEntries(
    lines.map((line) => [line.split('"')[1] ?? "", line]),
  );
}

function temporariesIn(path: string): readonly string[] {
  return namesBelow(path).filter((name) => name.endsWith(".tmp"));
}
