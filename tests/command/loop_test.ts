import { assert, assertEquals } from "../support/assert.ts";
import { putSparse } from "../support/files.ts";
import {
  actionLines,
  assertCode,
  logLines,
  programFolders,
  type RunningProgram,
  startProgram,
} from "../support/program.ts";
import { file, readTree, writeTree } from "../support/tree.ts";

const MIB = 1024 ** 2;

/** Returns the time at the beginning of a log line, in milliseconds. */
function timeOf(line: string): number {
  return Date.parse(line.split(" ").slice(0, 2).join("T"));
}

/** The lines about passes as a whole, without times and sums. */
function courseOf(log: string): readonly string[] {
  return logLines(log)
    .map((line) => line.slice("INFO  ".length).replace(/:? .*/, ""))
    .filter((word) => ["pass", "next", "Not"].includes(word));
}

/** Waits until a pass has ended that began after this call. */
async function nextWholePass(program: RunningProgram): Promise<void> {
  await program.waitForLine(/pass \d+: /);
  await program.waitForLine(/next pass/);
}

Deno.test("lockstep runs a pass at once and again and again", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const { source, replica } = folders;
  await using program = startProgram([source, replica, "0.1"], folders);
  await program.waitForLine(/pass 1 finished/);
  writeTree(source, { "a.txt": "a", "b.txt": "later" });
  await program.waitForLine(/copied "b\.txt"/);
  writeTree(source, { "a.txt": file("changed", { time: 1_700_000_000_000 }) });
  await program.waitForLine(/updated "a\.txt"/);
  await nextWholePass(program);
  program.kill("SIGINT");
  await program.finished;
  assertEquals(readTree(replica), readTree(source));
});

Deno.test("lockstep begins a pass the interval after the end of the last, never two at a time", async () => {
  using folders = programFolders({ source: {}, replica: {} });
  const { source, replica } = folders;
  putSparse(`${source}/large`, 512 * MIB);
  putSparse(`${replica}/large`, 512 * MIB);
  await using program = startProgram(
    [source, replica, "1s", "--checksum"],
    folders,
  );
  const ends: string[] = [];
  const starts: string[] = [];
  for (const pass of [1, 2, 3]) {
    starts.push(await program.waitForLine(new RegExp(`pass ${pass}: `)));
    ends.push(await program.waitForLine(new RegExp(`pass ${pass} finished`)));
  }
  program.kill("SIGTERM");
  const { stderr } = await program.finished;
  for (const index of [1, 2]) {
    const waited = timeOf(starts[index] ?? "") - timeOf(ends[index - 1] ?? "");
    assert(waited >= 999, `It waited for ${waited} ms:\n${stderr}`);
  }
  assertEquals(courseOf(stderr).slice(0, 8), [
    "pass",
    "pass",
    "next",
    "pass",
    "pass",
    "next",
    "pass",
    "pass",
  ]);
});

Deno.test("lockstep tells after a pass when the next one comes", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const { source, replica } = folders;
  await using program = startProgram([source, replica, "0.2"], folders);
  const line = await program.waitForLine(/INFO {2}next pass at \S+ \S+$/);
  const start = await program.waitForLine(/pass 2: /);
  program.kill("SIGTERM");
  await program.finished;
  const told = line.trimEnd().split(" next pass at ")[1] ?? "";
  assert(
    timeOf(start) >= timeOf(told) - 1,
    `${start} is before the time that was told: ${line}`,
  );
});

Deno.test("lockstep mirrors a source that appears while it loops", async () => {
  using folders = programFolders();
  const { top, source, replica } = folders;
  await using program = startProgram([source, replica, "0.1"], folders);
  await program.waitForLine(
    /ERROR Not mirrored: the source, .* does not exist/,
  );
  await program.waitForLine(/pass 2: /);
  writeTree(`${top}/made`, { "a.txt": "a" });
  await Deno.rename(`${top}/made`, source);
  await program.waitForLine(/copied "a\.txt"/);
  await nextWholePass(program);
  program.kill("SIGTERM");
  await program.finished;
  assertEquals(readTree(replica), readTree(source));
});

Deno.test("lockstep removes nothing while the source is away, and goes on when it is back", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const { top, source, replica } = folders;
  await using program = startProgram([source, replica, "0.1"], folders);
  await program.waitForLine(/pass 1 finished/);
  const before = readTree(replica);
  await Deno.rename(source, `${top}/away`);
  await program.waitForLine(/ERROR Not mirrored: the source/);
  await program.waitForLine(/next pass/);
  assertEquals(readTree(replica), before);
  writeTree(`${top}/away`, { "b.txt": "b" });
  await Deno.rename(`${top}/away`, source);
  await program.waitForLine(/copied "b\.txt"/);
  program.kill("SIGTERM");
  const { stderr } = await program.finished;
  assertEquals(actionLines(stderr).filter((line) => /^removed/.test(line)), []);
});

Deno.test("lockstep tries again in a loop after a replica that could not be made", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const { top, source } = folders;
  writeTree(top, { disk: "a file in the way" });
  const replica = `${top}/disk/replica`;
  await using program = startProgram([source, replica, "0.1"], folders);
  await program.waitForLine(/ERROR Not mirrored: /);
  await Deno.remove(`${top}/disk`);
  await program.waitForLine(/copied "a\.txt"/);
  await nextWholePass(program);
  program.kill("SIGTERM");
  await program.finished;
  assertEquals(readTree(replica), readTree(source));
});

Deno.test("lockstep tries again in a loop after a plan that was refused", async () => {
  using folders = programFolders({ source: {}, replica: { "a.txt": "old" } });
  const { source, replica } = folders;
  await using program = startProgram([source, replica, "0.1"], folders);
  await program.waitForLine(/ERROR Refused, nothing was changed/);
  await program.waitForLine(/next pass/);
  writeTree(source, { "b.txt": "new" });
  await program.waitForLine(/pass \d+ finished/);
  await nextWholePass(program);
  program.kill("SIGTERM");
  await program.finished;
  assertEquals(readTree(replica), readTree(source));
});

Deno.test("lockstep does not loop between folders that can never be mirrored", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const { source } = folders;
  await using program = startProgram([source, source, "0.1"], folders);
  assertCode(await program.finished, 3);
});

Deno.test("lockstep --once runs one pass and ends", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const { source, replica } = folders;
  await using program = startProgram(
    [source, replica, "0.1", "--once"],
    folders,
  );
  const finished = await program.finished;
  assertCode(finished, 0);
  assertEquals(courseOf(finished.stderr), ["pass", "pass"]);
});
