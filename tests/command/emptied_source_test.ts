import { assertEquals } from "../support/assert.ts";
import { remove } from "../support/files.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runOnce,
  startProgram,
} from "../support/program.ts";
import { namesIn, writeTree } from "../support/tree.ts";

/** Returns folders between which a pass has been made, and whose source is emptied. */
async function emptied(): Promise<ProgramFolders> {
  const folders = await mirrored();
  empty(folders.source);
  return folders;
}

for (const option of ["--accept-new-root", "--allow-empty-source"]) {
  Deno.test(`lockstep ${option} empties the replica of a source that was emptied`, async () => {
    using folders = await emptied();
    assertCode(await runOnce(folders, [option]), 0);
    assertEquals(namesIn(folders.replica), []);
    assertCode(await runOnce(folders), 0);
  });
}

Deno.test("lockstep --accept-new-root keeps to --max-delete with a source that was emptied", async () => {
  using folders = await emptied();
  const args = ["--accept-new-root", "--max-delete", "2"];
  assertCode(await runOnce(folders, args), 3);
  assertEquals(namesIn(folders.replica), ["a.txt", "sub"]);
});

Deno.test("lockstep --yes empties the replica of a source that was empty before, too", async () => {
  using folders = programFolders({ source: {} });
  assertCode(await runOnce(folders), 0);
  writeTree(folders.replica, { "a.txt": "a" });
  assertCode(await runOnce(folders, ["--accept-new-root"]), 3);
  assertCode(await runOnce(folders, ["--yes"]), 0);
  assertEquals(namesIn(folders.replica), []);
});

Deno.test("lockstep in a loop keeps the replica of a source that is emptied between two passes, whatever was accepted before", async () => {
  using folders = await mirrored();
  const { source, replica } = folders;
  await using program = startProgram(
    [source, replica, "0.1", "--accept-new-root", "--yes"],
    folders,
  );
  await program.waitForLine(/pass 1 finished/);
  empty(source);
  await program.waitForLine(/ERROR Refused, nothing was changed: the source/);
  assertEquals(namesIn(replica), ["a.txt", "sub"]);
  program.kill("SIGTERM");
  await program.finished;
});

async function mirrored(): Promise<ProgramFolders> {
  const folders = programFolders({
    source: { "a.txt": "a", sub: { "b.txt": "b" } },
  });
  assertCode(await runOnce(folders), 0);
  return folders;
}

function empty(path: string): void {
  for (const name of namesIn(path)) remove(`${path}/${name}`);
}
