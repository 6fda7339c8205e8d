import {
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../support/assert.ts";
import { putSparse, rename } from "../support/files.ts";
import {
  actionLines,
  assertCode,
  type ProgramFolders,
  programFolders,
  type ProgramOptions,
  type RunningProgram,
  runOnce,
  startProgram,
} from "../support/program.ts";
import { giveAway } from "../support/tools.ts";
import { file, namesIn, readText, readTree } from "../support/tree.ts";

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

/** Somebody who appends to a file for as long as the test runs. */
class Writer implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;

  constructor(path: string) {
    const script = 'while :; do echo more >>"$0"; done';
    const args = ["-c", script, path];
    this.#child = new Deno.Command("sh", { args }).spawn();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.status;
  }
}

Deno.test("lockstep exits 6 when a file changes each time it is read, leaves the old version, and exits 0 once it rests", async () => {
  using folders = programFolders({
    source: { "a.txt": "a" },
    replica: { busy: "old", new: "" },
  });
  const { source, replica } = folders;
  // Large enough that the writer has its turn while it is read.
  putSparse(`${source}/busy`, 64 * MIB);
  {
    await using _writer = new Writer(`${source}/busy`);
    const finished = await runOnce(folders, ["--digest", "md5"]);
    assertCode(finished, 6);
    const lines = actionLines(finished.stderr);
    assertEquals(lines.filter((line) => !line.endsWith('"." (time)')), [
      'copied "a.txt" 1 B md5:0cc175b9c0f1b6a831c399e269772661',
      'removed "new"',
      'skipped "busy" (it changed while it was read, 3 times)',
    ]);
    assertStringIncludes(finished.stderr, 'WARN  skipped "busy"');
    assertMatch(
      finished.stdout,
      /^The replica equals the source, but for what changed meanwhile: /,
    );
    assertEquals(namesIn(replica), ["a.txt", "busy"]);
    assertEquals(readText(`${replica}/busy`), "old");
  }
  await Deno.truncate(`${source}/busy`, 100);
  assertCode(await runOnce(folders), 0);
  assertEquals(readTree(replica), readTree(source));
});

Deno.test("lockstep exits 6 when a file that the replica lacks changes each time it is read, and makes none", async () => {
  using folders = programFolders({ source: {}, replica: {} });
  const { source, replica } = folders;
  putSparse(`${source}/busy`, 64 * MIB);
  await using _writer = new Writer(`${source}/busy`);
  assertCode(await runOnce(folders, ["--digest", "md5"]), 6);
  assertEquals(namesIn(replica), []);
});

/** Starts a pass, and waits until it is busy with nothing but a large file. */
async function startCopying(
  folders: ProgramFolders,
  options: ProgramOptions = {},
): Promise<RunningProgram> {
  const { source, replica } = folders;
  putSparse(`${source}/large`, 64 * GIB);
  giveAway(folders.top);
  const busy = ["--once", "--digest", "md5", "--threads", "2"];
  const args = [source, replica, ...busy];
  const program = startProgram(args, { ...folders, ...options });
  await program.waitForLine(/copied "sub\/a\.txt"/);
  return program;
}

/** Takes the file away that is being read, and ends the reading. */
async function takeAway({ top, source }: ProgramFolders): Promise<void> {
  rename(`${source}/large`, `${top}/away`);
  await Deno.truncate(`${top}/away`, 10);
}

const TREES = {
  source: { sub: { "a.txt": "a" } },
  replica: { large: "old" },
};

Deno.test("lockstep exits 6 when a file vanishes while it is read, and removes its copy in the next pass", async () => {
  using folders = programFolders(TREES);
  const { source, replica } = folders;
  await using program = await startCopying(folders);
  await takeAway(folders);
  const finished = await program.finished;
  assertCode(finished, 6);
  assertStringIncludes(
    finished.stderr,
    'WARN  skipped "large" (it vanished from the source, or became something else)',
  );
  assertMatch(finished.stderr, /skipped 1, failed 0; /);
  assertEquals(namesIn(replica), ["large", "sub"]);
  assertEquals(readText(`${replica}/large`), "old");
  assertCode(await runOnce(folders), 0);
  assertEquals(readTree(replica), readTree(source));
});

Deno.test("lockstep exits 1 when one path fails and another vanishes", async () => {
  using folders = programFolders({
    ...TREES,
    source: { ...TREES.source, closed: file("closed", { mode: 0o000 }) },
  });
  const options = { unprivileged: true };
  await using program = await startCopying(folders, options);
  await takeAway(folders);
  assertCode(await program.finished, 1);
});

Deno.test("lockstep copies the new version of a file that is replaced while it is read", async () => {
  using folders = programFolders(TREES);
  const { top, source, replica } = folders;
  await using program = await startCopying(folders);
  await Deno.writeTextFile(`${top}/new`, "new version");
  rename(`${source}/large`, `${top}/away`);
  rename(`${top}/new`, `${source}/large`);
  await Deno.truncate(`${top}/away`, 10);
  assertCode(await program.finished, 0);
  assertEquals(readText(`${replica}/large`), "new version");
  assertEquals(namesIn(replica), ["large", "sub"]);
});

Deno.test("lockstep does not remove or overwrite what appears in the replica while it copies", async () => {
  using folders = programFolders(TREES);
  const { source, replica } = folders;
  await using program = await startCopying(folders);
  await Deno.writeTextFile(`${replica}/large`, "written meanwhile");
  await Deno.truncate(`${source}/large`, 10);
  const finished = await program.finished;
  assertCode(finished, 6);
  assertStringIncludes(
    finished.stderr,
    'skipped "large" (it was changed in the replica after it was compared)',
  );
  assertEquals(readText(`${replica}/large`), "written meanwhile");
  assertCode(await runOnce(folders), 0);
  assertEquals(readTree(replica), readTree(source));
});

Deno.test("lockstep removes nothing when the source is unmounted or exchanged while it copies", async () => {
  using folders = programFolders({
    source: TREES.source,
    replica: { large: "old", "extra.txt": "extra" },
  });
  const { top, source, replica } = folders;
  await using program = await startCopying(folders);
  rename(source, `${top}/away`);
  await Deno.mkdir(source);
  await Deno.truncate(`${top}/away/large`, 10);
  const finished = await program.finished;
  assertCode(finished, 4);
  assertEquals(readText(`${replica}/extra.txt`), "extra");
});
