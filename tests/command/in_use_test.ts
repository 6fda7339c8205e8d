import { assertEquals, assertStringIncludes } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import {
  makeImage,
  mountBind,
  mountLoop,
  noMounts,
  tryOut,
} from "../support/mounts.ts";
import {
  actionLines,
  assertCode,
  programFolders,
  runOnce,
} from "../support/program.ts";
import { lacks, mustRun } from "../support/shell.ts";
import { readText, readTree, type Tree, writeTree } from "../support/tree.ts";

const DISKS = ["auto", "portable"] as const;

const SOURCE: Tree = {
  fixed: "new version",
  folder: { "new.txt": "new" },
  other: "other",
};

for (const disk of DISKS) {
  testUnless(
    noImmutable(),
    `lockstep exits 1 when a file or folder of the replica is immutable, names both, and mirrors the rest (--disk ${disk})`,
    async () => {
      using folders = programFolders({ source: SOURCE });
      using mounted = mountExt4(folders.top);
      const replica = `${mounted.path}/replica`;
      writeTree(replica, {
        fixed: "old",
        folder: { "old.txt": "old" },
        "fixed too": "old",
      });
      const fixed = ["fixed", "fixed too", "folder"].map((name) =>
        `${replica}/${name}`
      );
      mustRun("chattr", "+i", ...fixed);
      const roots = { ...folders, replica };
      const finished = await runOnce(roots, ["--disk", disk, "--yes"]);
      mustRun("chattr", "-i", ...fixed);
      assertCode(finished, 1);
      const failures = actionLines(finished.stderr)
        .filter((line) => line.startsWith("failed"));
      assertEquals(failures.map((line) => line.split('"')[1]).sort(), [
        "fixed",
        "fixed too",
        "folder/new.txt",
        "folder/old.txt",
      ]);
      for (const failure of failures) {
        assertStringIncludes(failure, "operation not permitted (EPERM)");
      }
      assertEquals(readText(`${replica}/fixed`), "old");
      assertEquals(readText(`${replica}/other`), "other");
      assertCode(await runOnce(roots, ["--disk", disk, "--yes"]), 0);
      assertEquals(readTree(replica), readTree(folders.source));
    },
  );

  testUnless(
    noMounts(),
    `lockstep exits 1 when something is mounted where it must write, says that it is in use, and mirrors the rest (--disk ${disk})`,
    async () => {
      using folders = programFolders({
        source: { busy: "new version", other: "other" },
        replica: { busy: "old" },
      });
      const { top, source, replica } = folders;
      writeTree(top, { mounted: "mounted" });
      {
        using _mounted = mountBind(`${top}/mounted`, `${replica}/busy`);
        const finished = await runOnce(folders, ["--disk", disk]);
        assertCode(finished, 1);
        assertStringIncludes(
          finished.stderr,
          'failed "busy" (cannot rename the temporary file into place: it is in use (EBUSY))',
        );
        assertEquals(readText(`${top}/mounted`), "mounted");
      }
      assertEquals(readText(`${replica}/busy`), "old");
      assertEquals(readText(`${replica}/other`), "other");
      assertCode(await runOnce(folders, ["--disk", disk]), 0);
      assertEquals(readTree(replica), readTree(source));
    },
  );

  Deno.test(`lockstep updates a program that runs from the replica, and leaves the running one alone (--disk ${disk})`, async () => {
    using folders = programFolders({ source: { tool: "new version" } });
    const { source, replica } = folders;
    writeTree(replica, {});
    const sleep = mustRun("sh", "-c", "command -v sleep").trim();
    await Deno.copyFile(await Deno.realPath(sleep), `${replica}/sleep`);
    await Deno.rename(`${replica}/sleep`, `${replica}/tool`);
    await using running = runningProgram(`${replica}/tool`);
    assertCode(await runOnce(folders, ["--disk", disk]), 0);
    assertEquals(readTree(replica), readTree(source));
    assertEquals(running.hasEnded(), false);
  });
}

/** Starts a copy of sleep(1), and ends it when the test is over. */
function runningProgram(
  path: string,
): AsyncDisposable & { readonly hasEnded: () => boolean } {
  const child = new Deno.Command(path, { args: ["600"] }).spawn();
  let hasEnded = false;
  child.status.then(() => hasEnded = true);
  return {
    hasEnded: () => hasEnded,
    async [Symbol.asyncDispose](): Promise<void> {
      if (!hasEnded) child.kill("SIGKILL");
      await child.status;
    },
  };
}

function noImmutable(): string | undefined {
  return noMounts() ?? lacks("mkfs.ext4") ?? lacks("chattr") ??
    tryOut(mountExt4);
}

function mountExt4(top: string): ReturnType<typeof mountLoop> {
  const image = `${top}/ext4.img`;
  makeImage(image, 8);
  mustRun("mkfs.ext4", "-q", "-F", image);
  return mountLoop(image, `${top}/ext4`);
}
