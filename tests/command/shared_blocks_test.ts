import { assert, assertEquals } from "../support/assert.ts";
import { notNative, testUnless } from "../support/conditions.ts";
import { someBytes } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { mountXfs, noXfs } from "../support/mounts.ts";
import { assertCode, runProgram } from "../support/program.ts";
import { runTool } from "../support/tools.ts";

const MIB = 1024 ** 2;

testUnless(
  notNative() ?? noXfs(),
  "on a file system that can, a copy shares the blocks of its original, and a change parts them",
  async () => {
    using folders = testFolders();
    using xfs = mountXfs(folders.top);
    const [source, replica] = [`${xfs.path}/source`, `${xfs.path}/replica`];
    await Deno.mkdir(source);
    const bytes = someBytes(32 * MIB);
    await Deno.writeFile(`${source}/large`, bytes);
    runTool("sync", ["-f", xfs.path]);
    const before = usedBytes(xfs.path);

    assertCode(await runProgram([source, replica, "--once"]), 0);
    runTool("sync", ["-f", xfs.path]);
    const used = usedBytes(xfs.path) - before;
    assert(used < 4 * MIB, `${used} bytes more for a copy of ${bytes.length}`);
    assertEquals(await Deno.readFile(`${replica}/large`), bytes);

    await Deno.writeFile(`${source}/large`, someBytes(MIB));
    assertEquals(await Deno.readFile(`${replica}/large`), bytes);
  },
);

function usedBytes(path: string): number {
  const [, used] = runTool("df", ["-B1", "--output=used", path]).trim()
    .split("\n");
  return Number(used);
}
