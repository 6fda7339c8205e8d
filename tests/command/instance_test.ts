import {
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putSparse } from "../support/files.ts";
import {
  assertCode,
  type Finished,
  logLines,
  type ProgramFolders,
  programFolders,
  type RunningProgram,
  runOnce,
  runProgram,
  snapshot,
  startProgram,
} from "../support/program.ts";
import { noDeno27, noProc } from "../support/program_call.ts";
import { link, readTree, writeTree } from "../support/tree.ts";

const SOURCE = { "a.txt": "a" };
const GIB = 1024 ** 3;

/** Starts a loop, and waits until it rests between passes. */
async function startResting(
  { source, replica, ...folders }: ProgramFolders,
): Promise<RunningProgram> {
  const program = startProgram([source, replica, "1h"], folders);
  await program.waitForLine(/next pass/);
  return program;
}

/** Asserts that a second instance has named the first and kept its hands off. */
function assertKeptOff(finished: Finished, first: RunningProgram): void {
  assertCode(finished, 5);
  assertEquals(finished.stdout, "");
  const line = logLines(finished.stderr).at(-1) ?? "";
  assertStringIncludes(
    `${line},`,
    `ERROR Not mirrored: the replica is in use by another lockstep, process ${first.pid},`,
  );
}

Deno.test("lockstep exits 5, names the other process and changes nothing when another instance has the replica", async () => {
  using folders = programFolders({ source: SOURCE });
  await using first = await startResting(folders);
  writeTree(folders.source, { "b.txt": "b" });
  const before = snapshot(folders.replica);
  assertKeptOff(await runOnce(folders), first);
  assertEquals(snapshot(folders.replica), before);
});

Deno.test("lockstep exits 5 also as a loop, and does not wait for its turn", async () => {
  using folders = programFolders({ source: SOURCE });
  await using first = await startResting(folders);
  const { source, replica } = folders;
  const finished = await runProgram([source, replica, "0.1"], folders);
  assertKeptOff(finished, first);
  assertEquals(finished.stderr.match(/ pass \d+: /g), [" pass 1: "]);
});

Deno.test("lockstep is kept off a replica that another instance has by another path and from another source", async () => {
  using folders = programFolders({ source: SOURCE });
  const { top, replica } = folders;
  await using first = await startResting(folders);
  writeTree(top, { "other source": { "b.txt": "b" }, way: link(".") });
  const before = snapshot(replica);
  const args = [`${top}/other source`, `${top}/way/replica/`, "--once"];
  assertKeptOff(await runProgram(args, folders), first);
  assertEquals(snapshot(replica), before);
});

Deno.test("lockstep may mirror the same source to another replica meanwhile", async () => {
  using folders = programFolders({ source: SOURCE });
  const { top, source } = folders;
  await using _first = await startResting(folders);
  const other = `${top}/other replica`;
  assertCode(await runProgram([source, other, "--once"], folders), 0);
  assertEquals(readTree(other), readTree(source));
});

Deno.test("lockstep makes a dry run beside another instance", async () => {
  using folders = programFolders({ source: SOURCE });
  await using _first = await startResting(folders);
  const { stdout, code } = await runOnce(folders, ["-n"]);
  assertMatch(stdout, /^In all: nothing to do; /m);
  assertEquals(code, 0);
});

for (const signal of ["SIGTERM", "SIGKILL"] as const) {
  Deno.test(`lockstep may use the replica as soon as the other instance has ended by ${signal}`, async () => {
    using folders = programFolders({ source: SOURCE });
    await using first = await startResting(folders);
    first.kill(signal);
    await first.finished;
    assertCode(await runOnce(folders), 0);
  });
}

testUnless(
  noProc() ?? noDeno27("cannot lock a folder"),
  "lockstep is kept off during a pass of an instance that keeps its state elsewhere",
  async () => {
    using folders = programFolders({ source: SOURCE, replica: { large: "" } });
    const { top, source, replica } = folders;
    putSparse(`${source}/large`, 64 * GIB);
    const state = `${top}/elsewhere`;
    const args = [source, replica, "--once", "--digest", "md5"];
    await using first = startProgram(args, { ...folders, state });
    await first.waitForLine(/copied "a\.txt"/);
    assertKeptOff(await runOnce(folders), first);
  },
);

Deno.test("lockstep is not kept off between passes of an instance that keeps its state elsewhere", async () => {
  using folders = programFolders({ source: SOURCE });
  const state = `${folders.top}/elsewhere`;
  await using _first = await startResting({ ...folders, state });
  assertCode(await runOnce(folders), 0);
});

Deno.test("lockstep mirrors without a state folder, and says what that means", async () => {
  using folders = programFolders({ source: SOURCE });
  const { top, source, replica } = folders;
  writeTree(top, { file: "in the way" });
  const finished = await runOnce(folders, [], { state: `${top}/file` });
  assertCode(finished, 0);
  assertStringIncludes(
    finished.stderr,
    `WARN  other instances may not be kept off the replica: cannot lock it in the state folder "${top}/file/lockstep": `,
  );
  assertEquals(readTree(replica), readTree(source));
});
