import { assert, assertEquals } from "../support/assert.ts";
import {
  assertCode,
  type Finished,
  type ProgramFolders,
  programFolders,
  runOnce,
} from "../support/program.ts";
import { namesIn, readText, type Tree, writeTree } from "../support/tree.ts";

const MIB = 1024 ** 2;

/** Files whose names are long enough that each makes a line of some 100 bytes. */
function manyFiles(count: number): Tree {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return Object.fromEntries(
    numbers.map((number) => [`${number} ${"name ".repeat(8)}`, "text"]),
  );
}

/** The files of the log, the newest first. */
function logNames(older: number): readonly string[] {
  const numbers = Array.from({ length: older }, (_, index) => index + 1);
  return ["sync_log.txt", ...numbers.map((number) => `sync_log.txt.${number}`)];
}

/** Returns what the files of the log hold, the oldest first. */
function readLogs({ cwd }: ProgramFolders): readonly string[] {
  const older = namesIn(cwd).length - 1;
  assertEquals(namesIn(cwd), [...logNames(older)].sort());
  return logNames(older).map((name) => readText(`${cwd}/${name}`)).reverse();
}

async function runAndRotate(
  folders: ProgramFolders,
  args: readonly string[],
): Promise<Finished> {
  const finished = await runOnce(folders, args);
  assertCode(finished, 0);
  return finished;
}

Deno.test("lockstep rotates the log at --log-max-size, and loses nothing", async () => {
  using folders = programFolders({ source: manyFiles(200) });
  const args = ["--log-max-size", "2KiB", "--log-keep", "1000"];
  const { stderr } = await runAndRotate(folders, args);
  const logs = readLogs(folders);
  assert(logs.length > 8, `There are ${logs.length} files`);
  assertEquals(logs.join(""), stderr);
  for (const log of logs) {
    assert(log.length <= 2048 && log.endsWith("\n"), `${log.length} bytes`);
  }
});

Deno.test("lockstep keeps --log-keep older logs, the newest ones", async () => {
  using folders = programFolders({ source: manyFiles(200) });
  const args = ["--log-max-size", "2KiB", "--log-keep", "3"];
  const { stderr } = await runAndRotate(folders, args);
  const logs = readLogs(folders);
  assertEquals(logs.length, 4);
  const kept = logs.join("");
  assert(stderr.endsWith(kept), kept);
  assert(kept.length > 3 * 1024, `Only ${kept.length} bytes are kept`);
});

Deno.test("lockstep --log-keep 1 keeps one older log", async () => {
  using folders = programFolders({ source: manyFiles(100) });
  const args = ["--log-max-size", "1KiB", "--log-keep", "1"];
  const { stderr } = await runAndRotate(folders, args);
  const logs = readLogs(folders);
  assertEquals(logs.length, 2);
  assert(stderr.endsWith(logs.join("")), logs.join(""));
});

Deno.test("lockstep keeps 5 older logs if not told otherwise", async () => {
  using folders = programFolders({ source: {}, replica: {} });
  const old = [...logNames(6)].map((name) => [name, `${name}\n`.repeat(100)]);
  writeTree(folders.cwd, Object.fromEntries(old));
  const { stderr } = await runAndRotate(folders, ["--log-max-size", "1KiB"]);
  const found = logNames(6).map((name) => readText(`${folders.cwd}/${name}`));
  const wanted = old.map(([, text]) => text);
  assertEquals(found, [
    stderr,
    ...wanted.slice(0, 5),
    // Somebody else's: no option asks for so many.
    wanted[6],
  ]);
});

Deno.test("lockstep rotates a log that would grow over 10 MiB", async () => {
  using folders = programFolders({ source: {}, replica: {} });
  const old = "x".repeat(10 * MIB - 1) + "\n";
  writeTree(folders.cwd, { "sync_log.txt": old });
  const { stderr } = await runAndRotate(folders, []);
  const [older, current] = readLogs(folders);
  assertEquals(current, stderr);
  assert(older === old, "The older log is not the one that was there");
});

Deno.test("lockstep does not rotate a log that stays below 10 MiB", async () => {
  using folders = programFolders({ source: {}, replica: {} });
  const old = "x".repeat(10 * MIB - 10_000) + "\n";
  writeTree(folders.cwd, { "sync_log.txt": old });
  const { stderr } = await runAndRotate(folders, []);
  const [log] = readLogs(folders);
  assert(log === old + stderr, "It is not the old log with new lines");
});

Deno.test("lockstep goes on in the log of the run before, and rotates it in time", async () => {
  using folders = programFolders({ source: {}, replica: {} });
  const args = ["--log-max-size", "1KiB", "--log-keep", "100"];
  const printed: string[] = [];
  for (let run = 0; run < 6; run++) {
    printed.push((await runAndRotate(folders, args)).stderr);
  }
  const logs = readLogs(folders);
  assertEquals(logs.join(""), printed.join(""));
  assert(logs.length > 1, "It was never rotated");
  assert(logs.length < 6, "It was rotated in each run");
});

Deno.test("lockstep never cuts a line, even one that alone is over --log-max-size", async () => {
  using folders = programFolders({ source: manyFiles(5) });
  const args = ["--log-max-size", "100", "--log-keep", "100"];
  const { stderr } = await runAndRotate(folders, args);
  const logs = readLogs(folders);
  assertEquals(logs.join(""), stderr);
  for (const log of logs) assert(log === "" || log.endsWith("\n"), log);
});

Deno.test("lockstep rotates a log of JSON between lines", async () => {
  using folders = programFolders({ source: manyFiles(100) });
  const size = ["--log-max-size", "2KiB", "--log-keep", "1000"];
  const args = ["--log-format", "json", ...size];
  const { stderr } = await runAndRotate(folders, args);
  const logs = readLogs(folders);
  assertEquals(logs.join(""), stderr);
  for (const line of stderr.trimEnd().split("\n")) JSON.parse(line);
});

Deno.test("lockstep counts bytes, not letters, towards --log-max-size", async () => {
  using folders = programFolders({
    source: Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [
        `${index} ${"\u4e2d".repeat(60)}`,
        "text",
      ]),
    ),
  });
  const args = ["--log-max-size", "2KiB", "--log-keep", "1000"];
  const { stderr } = await runAndRotate(folders, args);
  const logs = readLogs(folders);
  assertEquals(logs.join(""), stderr);
  for (const log of logs) {
    const { length } = new TextEncoder().encode(log);
    assert(length <= 2048, `A log has ${length} bytes`);
  }
});
