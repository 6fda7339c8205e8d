import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { notRoot, testUnless } from "../support/conditions.ts";
import { mountTmpfs, noMounts } from "../support/mounts.ts";
import {
  assertCode,
  type Finished,
  logLines,
  type ProgramFolders,
  programFolders,
  runOnce,
  startProgram,
} from "../support/program.ts";
import { giveAway } from "../support/tools.ts";
import {
  link,
  namesIn,
  readText,
  readTree,
  type Tree,
  writeTree,
} from "../support/tree.ts";

const SOURCE: Tree = { "a.txt": "a", sub: { "b.txt": "b" } };

/** Enough files that their lines fill a small disk. */
function manyFiles(count: number): Tree {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return Object.fromEntries(numbers.map((number) => [`${number}.txt`, "a"]));
}

/** Returns the lines that say that the log could not be written. */
function complaints({ stderr }: Finished): readonly string[] {
  return logLines(stderr).filter((line) =>
    line.startsWith("ERROR Cannot write the log file ")
  );
}

/** Asserts that the mirror is done, and that the failure was said once. */
function assertDoneWithoutLog(
  finished: Finished,
  { source, replica }: ProgramFolders,
): void {
  assertCode(finished, 1);
  assertEquals(complaints(finished).length, 1, finished.stderr);
  assertMatch(complaints(finished)[0] ?? "", /; the mirror goes on$/);
  assertMatch(finished.stderr, /INFO {2}pass 1 finished: /);
  assertEquals(readTree(replica), readTree(source));
}

/** Logs that cannot be written, below the current folder. */
const HOPELESS: readonly {
  readonly title: string;
  readonly here: Tree;
  readonly log: string;
}[] = [
  { title: "a folder", here: { log: {} }, log: "log" },
  {
    title: "below a folder that does not exist",
    here: {},
    log: "none/my.log",
  },
  { title: "below a file", here: { file: "a file" }, log: "file/my.log" },
  {
    title: "a device that is full",
    here: { log: link("/dev/full") },
    log: "log",
  },
  { title: "a link to itself", here: { log: link("log") }, log: "log" },
  {
    title: "of a name that is too long",
    here: {},
    log: "x".repeat(300),
  },
];

for (const { title, here, log } of HOPELESS) {
  Deno.test(`lockstep mirrors all the same, says it once and exits 1, if the log is ${title}`, async () => {
    using folders = programFolders({ source: SOURCE });
    writeTree(folders.cwd, here);
    const before = readTree(folders.cwd);
    const finished = await runOnce(folders, ["--log", log]);
    assertDoneWithoutLog(finished, folders);
    assert(complaints(finished)[0]?.includes(`${folders.cwd}/${log}"`));
    assertEquals(readTree(folders.cwd), before);
  });
}

testUnless(
  notRoot(),
  "lockstep mirrors all the same, says it once and exits 1, if the log's folder may not be written",
  async () => {
    using folders = programFolders({ source: SOURCE });
    giveAway(folders.top);
    await Deno.chown(folders.cwd, 0, 0);
    const finished = await runOnce(folders, [], { unprivileged: true });
    assertDoneWithoutLog(finished, folders);
    assertEquals(namesIn(folders.cwd), []);
  },
);

testUnless(
  notRoot(),
  "lockstep mirrors all the same, says it once and exits 1, if the log may not be written",
  async () => {
    using folders = programFolders({ source: SOURCE });
    writeTree(folders.cwd, { "sync_log.txt": "somebody else's\n" });
    giveAway(folders.top);
    await Deno.chown(folders.log, 0, 0);
    const finished = await runOnce(folders, [], { unprivileged: true });
    assertDoneWithoutLog(finished, folders);
    assertEquals(readText(folders.log), "somebody else's\n");
  },
);

/** Disks that are full before the last line, by their size in pages, and how many files there are. */
const FULL: readonly (readonly [string, number, number])[] = [
  ["at once", 1, 2000],
  ["in the middle", 8, 2000],
  ["in the only block of lines", 1, 100],
];

for (const [title, pages, files] of FULL) {
  testUnless(
    noMounts(),
    `lockstep mirrors all the same, says it once and exits 1, if the log's disk is full ${title}`,
    async () => {
      using folders = programFolders({ source: manyFiles(files) });
      // What is written after the mirror is complete must be noticed as well.
      using disk = mountTmpfs(`${folders.top}/disk`, `size=${pages * 4}k`);
      const finished = await runOnce(folders, ["--log", `${disk.path}/my.log`]);
      assertDoneWithoutLog(finished, folders);
      assertMatch(complaints(finished)[0] ?? "", /ENOSPC|no space left/i);
    },
  );
}

testUnless(
  noMounts(),
  "lockstep has room for a log that just fits on its disk",
  async () => {
    using folders = programFolders({ source: SOURCE });
    using disk = mountTmpfs(`${folders.top}/disk`, "size=4k");
    const finished = await runOnce(folders, ["--log", `${disk.path}/my.log`]);
    assertCode(finished, 0);
    assertEquals(readText(`${disk.path}/my.log`), finished.stderr);
  },
);

Deno.test("lockstep says what is wrong with the log also with --quiet and in JSON", async () => {
  using folders = programFolders({ source: SOURCE });
  const args = ["--log", "none/my.log", "--log-format", "json", "--quiet"];
  const finished = await runOnce(folders, args);
  assertCode(finished, 1);
  const { level, action, message } = JSON.parse(finished.stderr);
  assertEquals({ level, action }, { level: "error", action: "said" });
  assertMatch(message, /^Cannot write the log file ".*none\/my\.log": /);
});

Deno.test("lockstep says only once in a loop that the log cannot be written, and exits 1", async () => {
  using folders = programFolders({ source: SOURCE });
  const { source, replica } = folders;
  const args = [source, replica, "1s", "--log", "none/my.log"];
  await using program = startProgram(args, folders);
  await program.waitForLine(/pass 1 finished/);
  await program.waitForLine(/pass 2 finished/);
  await program.waitForLine(/next pass/);
  program.kill("SIGTERM");
  const finished = await program.finished;
  assertCode(finished, 1);
  assertEquals(complaints(finished).length, 1, finished.stderr);
});

Deno.test("lockstep logs again in a loop once it can, and exits 0", async () => {
  using folders = programFolders({ source: SOURCE });
  const { source, replica, cwd } = folders;
  const args = [source, replica, "1s", "--log", "later/my.log"];
  await using program = startProgram(args, folders);
  await program.waitForLine(/Cannot write the log file/);
  await Deno.mkdir(`${cwd}/later`);
  await program.waitForLine(/pass [2-9] finished/);
  await program.waitForLine(/pass [3-9]\d* finished/);
  await program.waitForLine(/next pass/);
  program.kill("SIGTERM");
  assertCode(await program.finished, 0);
  assertMatch(
    readText(`${cwd}/later/my.log`),
    /INFO {2}pass \d+: [^]*INFO {2}pass \d+ finished: /,
  );
});
