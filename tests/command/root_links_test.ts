import { assertEquals, assertStringIncludes } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { exists, remove } from "../support/files.ts";
import { mountTmpfs, noMounts } from "../support/mounts.ts";
import {
  assertCode,
  type Finished,
  type ProgramFolders,
  programFolders,
  runProgram,
  startProgram,
} from "../support/program.ts";
import { namesIn, readTree, writeTree } from "../support/tree.ts";

/*
 * Roots that are reached through a link of the user's own, which leads
 * elsewhere the next time: to another disk, or to the empty folder that a disk
 * is mounted on.
 */

const SOURCE = { a: "a", b: "b", c: "c" };

interface Linked extends ProgramFolders {
  /** The links by which the roots are called. */
  readonly from: string;
  readonly to: string;
}

/** Returns folders that were mirrored once, by links to both. */
async function mirrored(): Promise<Linked> {
  const folders = programFolders({ source: SOURCE, replica: {} });
  const linked = {
    ...folders,
    from: `${folders.top}/from`,
    to: `${folders.top}/to`,
  };
  lead(linked.from, folders.source);
  lead(linked.to, folders.replica);
  assertCode(await run(linked), 0);
  assertEquals(readTree(folders.replica), readTree(folders.source));
  return linked;
}

function lead(link: string, target: string): void {
  if (exists(link)) remove(link);
  Deno.symlinkSync(target, link);
}

function run(folders: Linked, ...args: readonly string[]): Promise<Finished> {
  return runProgram([folders.from, folders.to, "--once", ...args], folders);
}

testUnless(
  notPosix(),
  "lockstep refuses a replica whose link leads to another folder than before, until --accept-new-root",
  async () => {
    using folders = await mirrored();
    const other = `${folders.top}/other`;
    writeTree(other, { precious: "precious" });
    const before = readTree(other);
    lead(folders.to, other);
    for (const args of [[], ["--yes"], ["--dry-run"]]) {
      const refused = await run(folders, ...args);
      assertCode(refused, 3);
      // A dry run says it with the plan, on standard output.
      assertStringIncludes(
        refused.stderr + refused.stdout,
        `the replica, "${folders.to}" (which leads to "${other}"), is another folder than before: at the end of the last pass, `,
      );
      assertEquals(readTree(other), before);
    }
    assertCode(await run(folders, "--accept-new-root", "--yes"), 0);
    assertEquals(readTree(other), readTree(folders.source));
    assertCode(await run(folders), 0);
  },
);

testUnless(
  notPosix(),
  "lockstep takes two replicas by turns behind one link once it knows both",
  async () => {
    using folders = await mirrored();
    const other = `${folders.top}/other`;
    writeTree(other, {});
    lead(folders.to, other);
    assertCode(await run(folders, "--accept-new-root"), 0);
    for (const replica of [folders.replica, other]) {
      lead(folders.to, replica);
      assertCode(await run(folders), 0);
    }
  },
);

testUnless(
  notPosix(),
  "lockstep follows the link of a source to another folder of the same file system, as long as it is not empty",
  async () => {
    using folders = await mirrored();
    const release = `${folders.top}/release`;
    writeTree(release, { ...SOURCE, c: "changed" });
    lead(folders.from, release);
    assertCode(await run(folders), 0);
    assertEquals(readTree(folders.replica), readTree(release));
    const empty = `${folders.top}/empty`;
    writeTree(empty, {});
    lead(folders.from, empty);
    assertCode(await run(folders), 3);
    assertEquals(readTree(folders.replica), readTree(release));
  },
);

testUnless(
  noMounts(),
  "lockstep refuses a source whose link leads to another disk than before, though most of it is the same",
  async () => {
    using folders = await mirrored();
    using disk = mountTmpfs(`${folders.top}/disk`, "size=1m");
    writeTree(disk.path, { a: "a", b: "b" });
    const before = readTree(folders.replica);
    lead(folders.from, disk.path);
    const refused = await run(folders);
    assertCode(refused, 3);
    assertStringIncludes(
      refused.stderr,
      `the source, "${folders.from}" (which leads to "${disk.path}"), is another folder than before`,
    );
    assertEquals(readTree(folders.replica), before);
  },
);

testUnless(
  notPosix(),
  "lockstep in a loop refuses a replica whose link is changed between two passes, though --accept-new-root was given",
  async () => {
    using folders = await mirrored();
    const other = `${folders.top}/other`;
    writeTree(other, {});
    const args = [folders.from, folders.to, "1s", "--accept-new-root"];
    await using running = startProgram(args, folders);
    await running.waitForLine(/pass 1 finished/);
    lead(folders.to, other);
    await running.waitForLine(/"\), is another folder than before/);
    assertEquals(namesIn(other), []);
  },
);
