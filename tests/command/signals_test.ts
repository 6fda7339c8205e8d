import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { putFile, putSparse, setTime } from "../support/files.ts";
import {
  assertCode,
  logLines,
  type ProgramFolders,
  programFolders,
  type ProgramOptions,
  type RunningProgram,
  runOnce,
  startProgram,
} from "../support/program.ts";
import { runTool } from "../support/tools.ts";
import {
  DEFAULT_TIME,
  namesBelow,
  readText,
  readTree,
  type Tree,
} from "../support/tree.ts";

import { STOPS } from "./stops.ts";

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** Many small files, in folders. */
function manyFiles(each = 40): Tree {
  const numbers = Array.from({ length: each }, (_, index) => index);
  const files = Object.fromEntries(
    numbers.map((number) => [`${number}.txt`, `text ${number}`]),
  );
  return { ...files, one: files, two: { three: files } };
}

/**
 * A source that takes minutes to copy, because of one file that the replica has
 * in an old version: 4 MiB to be written, and then a hole to be digested.
 */
function folderWithLargeFile(): ProgramFolders {
  const folders = programFolders({
    source: manyFiles(),
    replica: { large: "old" },
  });
  const path = `${folders.source}/large`;
  putFile(path, new Uint8Array(4 * MIB).fill(1));
  Deno.truncateSync(path, 64 * GIB);
  setTime(path, DEFAULT_TIME);
  return folders;
}

/** Starts a pass, and waits until it is busy with nothing but the large file. */
async function startCopying(
  { source, replica }: ProgramFolders,
  options: ProgramOptions,
): Promise<RunningProgram> {
  // The slowest digest keeps what is written in the meantime small, and the
  // second thread has all the rest.
  const busy = ["--digest", "md5", "--threads", "2"];
  const args = [source, replica, "--once", ...busy];
  const program = startProgram(args, options);
  await program.waitForLine(/copied "two\/three\/0\.txt"/);
  return program;
}

/** Asserts that the replica has nothing but whole files, and the large one as it was. */
function assertWhole({ source, replica }: ProgramFolders): void {
  const [wanted, found] = [readTree(source), readTree(replica)];
  for (const name of namesBelow(replica)) {
    if (name === "large" || found[name]?.startsWith("folder")) continue;
    assertEquals(found[name], wanted[name], name);
  }
  assertEquals(readText(`${replica}/large`), "old");
}

for (const { signal, code, line } of STOPS) {
  Deno.test(`lockstep drops the file in hand on ${signal}, says so, and exits ${code}; the next pass converges`, async () => {
    using folders = folderWithLargeFile();
    const { source, replica, log } = folders;
    await using program = await startCopying(folders, folders);
    program.kill(signal);
    const finished = await program.finished;
    assertCode(finished, code);
    assertEquals(finished.signal, null);
    const lines = logLines(finished.stderr);
    assertMatch(lines.at(-2) ?? "", /^WARN {2}pass 1 stopped before its end: /);
    assertEquals(lines.at(-1), line);
    assertEquals(readText(log), finished.stderr);
    assertMatch(finished.stdout, /^Stopped before the replica was equal: /);

    await Deno.truncate(`${source}/large`, 10);
    assertWhole({ ...folders });
    assertCode(await runOnce(folders), 0);
    assertEquals(readTree(replica), readTree(source));
  });
}

Deno.test("lockstep stops within a second in the middle of a large file", async () => {
  const tried: number[] = [];
  while (tried.length < 5 && !tried.some((time) => time < 1000)) {
    using folders = folderWithLargeFile();
    await using program = await startCopying(folders, folders);
    const asked = performance.now();
    program.kill("SIGINT");
    await program.finished;
    tried.push(performance.now() - asked);
  }
  assert(tried.some((time) => time < 1000), `It took ${tried.join(", ")} ms`);
});

Deno.test("lockstep changes nothing if it is stopped while it compares", async () => {
  using folders = programFolders({
    source: { "new.txt": "new" },
    replica: { "old.txt": "old" },
  });
  const { source, replica } = folders;
  putSparse(`${source}/large`, 1024 * GIB);
  putSparse(`${replica}/large`, 1024 * GIB, DEFAULT_TIME + 1000);
  const before = statAll(replica);
  await using program = startProgram([source, replica], folders);
  await program.waitForLine(/pass 1: /);
  program.kill("SIGTERM");
  assertCode(await program.finished, 143);
  assertEquals(statAll(replica), before);
});

/** What a write in a folder would alter, without reading the files. */
function statAll(path: string): readonly string[] {
  return [...Deno.readDirSync(path)].map(({ name }) => {
    const { mtime, ctime, size, ino } = Deno.lstatSync(`${path}/${name}`);
    return `${name} ${mtime?.getTime()} ${ctime?.getTime()} ${size} ${ino}`;
  }).sort();
}

Deno.test("lockstep killed in a pass leaves whole files, and the next pass cleans up and converges", async () => {
  using folders = folderWithLargeFile();
  const { source, replica } = folders;
  const changes = Deno.watchFs(replica, { recursive: false });
  await using program = await startCopying(folders, folders);
  for await (const { paths } of changes) {
    if (paths.some((path) => path.endsWith(".tmp") && sizeOf(path) > MIB)) {
      break;
    }
  }
  program.kill("SIGKILL");
  await program.finished;
  await Deno.truncate(`${source}/large`, 10);
  assertEquals(readText(`${replica}/large`), "old");
  const finished = await runOnce(folders);
  assertCode(finished, 0);
  assertMatch(
    finished.stderr,
    /removed "\.lockstep-[0-9a-f]+\.tmp" \(left by an interrupted pass\)/,
  );
  assertEquals(readTree(replica), readTree(source));
});

function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

Deno.test("lockstep leaves immediately on a second SIGINT, even if the console does not take its last words", async () => {
  using folders = programFolders({ source: manyFiles(500) });
  const { top, cwd, log, source, replica } = folders;
  const pipe = `${top}/console`;
  runTool("mkfifo", [pipe]);
  // Nobody reads it, and it holds less than is going to be said.
  using _console = await Deno.open(pipe, { read: true, write: true });
  const changes = Deno.watchFs(cwd);
  await using program = startProgram([source, replica, "--once"], {
    ...folders,
    through: ["sh", "-c", 'exec "$@" 2>"$0"', pipe],
  });
  for await (const _ of changes) {
    if (sizeOf(log) > 65_536) break;
  }
  let hasEnded = false;
  program.finished.then(() => hasEnded = true);
  while (!hasEnded) {
    program.kill("SIGINT");
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const { code, signal } = await program.finished;
  assertEquals({ code, signal }, { code: 130, signal: null });
});
