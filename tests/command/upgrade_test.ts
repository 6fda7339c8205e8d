import { DatabaseSync } from "node:sqlite";
import { pairFile } from "../../src/state/pair.ts";
import { STATE_VERSION } from "../../src/state/pair_database.ts";
import { shortDigest } from "../../src/state/short_digest.ts";
import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../support/assert.ts";
import { writeConfig } from "../support/config_file.ts";
import { putFile } from "../support/files.ts";
import { bytesOf } from "../support/pair_state.ts";
import {
  actionLines,
  assertCode,
  type ProgramFolders,
  programFolders,
  runOnce,
  runProgram,
} from "../support/program.ts";
import { namesIn, readText, readTree } from "../support/tree.ts";

/*
 * Files that older versions of lockstep wrote, opened by the program of today;
 * tests/fixtures/state/README.md says which commit wrote which.
 */

const FIXTURES = `${import.meta.dirname}/../fixtures/state`;

/** The time of the files that were mirrored then. */
const THEN = Date.UTC(2024, 4, 6, 7, 8, 9);

/** Returns folders as they were when the fixtures were written, and puts one in its place. */
async function after(
  fixture: string,
): Promise<ProgramFolders & { readonly file: string }> {
  const folders = programFolders({
    source: { folder: {} },
    replica: { folder: {} },
  });
  for (const root of [folders.source, folders.replica]) {
    putFile(`${root}/a.txt`, "first\n", THEN);
    putFile(`${root}/folder/b.txt`, "second\n", THEN);
  }
  const file = await pairFile(`${folders.state}/lockstep`, folders);
  place(fixture, file);
  return { ...folders, file };
}

function place(fixture: string, file: string): void {
  const folder = file.slice(0, file.lastIndexOf("/"));
  Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
  Deno.copyFileSync(`${FIXTURES}/${fixture}`, file);
  Deno.chmodSync(file, 0o600);
}

/** The fixtures are of folders on another machine; has one be of those of the test. */
function adopt(
  { source, replica, file }: ProgramFolders & { file: string },
): void {
  using database = new DatabaseSync(file);
  const update = database.prepare(
    `UPDATE root SET path = ?, dev = ?, ino = ?, born_ms = NULL,
       volume_type = NULL, volume_origin = NULL, volume_point = NULL
     WHERE side = ?`,
  );
  for (const [side, path] of Object.entries({ source, replica })) {
    const { dev, ino } = Deno.lstatSync(path);
    update.run(path, String(dev), String(ino), side);
  }
  // Whatever clock the test runs by, its changes come after that pass.
  database.exec("UPDATE last_pass SET replica_seconds = 1714979400");
}

function versionOf(file: string): unknown {
  using database = new DatabaseSync(file, { readOnly: true });
  return database.prepare("PRAGMA user_version").get()?.user_version;
}

for (const version of [2, 3, 4]) {
  const fixture = `pair-${version}.state`;

  Deno.test(`lockstep holds roots against what version ${version} of the state remembered, and refuses others`, async () => {
    using folders = await after(fixture);
    const before = bytesOf(folders.file);
    const tried = await runOnce(folders, ["--dry-run"]);
    assertCode(tried, 3);
    assertEquals(bytesOf(folders.file), before);
    const refused = await runOnce(folders);
    assertCode(refused, 3);
    for (const text of [tried.stdout, refused.stderr]) {
      assertMatch(
        text,
        /is another folder than before: at the end of the last pass, 2026-11-22 01:4\S+, it was on \/dev\/vda \(ext4, mounted at "\/"\) with 3 entries/,
      );
    }
    assertCode(await runOnce(folders, ["--accept-new-root"]), 0);
    assertEquals(versionOf(folders.file), STATE_VERSION);
    assertCode(await runOnce(folders), 0);
  });

  Deno.test(`lockstep tells what others changed in the replica since the pass that version ${version} of the state remembers`, async () => {
    using folders = await after(fixture);
    adopt(folders);
    putFile(`${folders.replica}/a.txt`, "edited", Date.now());
    const finished = await runOnce(folders);
    assertCode(finished, 0);
    assert(
      actionLines(finished.stderr)
        .includes('drift "a.txt" (changed in the replica)'),
      finished.stderr,
    );
    assertEquals(readTree(folders.replica), readTree(folders.source));
    assertEquals(versionOf(folders.file), STATE_VERSION);
  });
}

for (const version of [3, 4]) {
  Deno.test(`lockstep knows a decayed file by the digest that version ${version} of the state has`, async () => {
    using folders = await after(`pair-${version}.state`);
    adopt(folders);
    putFile(`${folders.source}/a.txt`, "fIrst\n", THEN);
    const finished = await runOnce(folders, ["--digest", "sha256"]);
    assertCode(finished, 1);
    assertStringIncludes(
      finished.stderr,
      'skipped "a.txt" (the source\'s contents are not those of the last pass',
    );
    assertEquals(readText(`${folders.replica}/a.txt`), "first\n");
  });
}

/** Returns the folders of a job, and where its results are remembered. */
async function withJob(): Promise<ProgramFolders & { readonly file: string }> {
  const folders = programFolders({ source: { "a.txt": "a" } });
  const { source, replica, state, cwd } = folders;
  const job = { name: "photos", source, replica, interval: "1h" };
  writeConfig(folders, [job]);
  const name = await shortDigest(`${cwd}/lockstep.toml`);
  const file = `${state}/lockstep/jobs-${name}.state`;
  place("jobs.state", file);
  return { ...folders, file };
}

Deno.test("lockstep jobs lists results from before they had a version, and lockstep run goes on with them", async () => {
  using folders = await withJob();
  const old = await runProgram(["jobs", "--json"], folders);
  assertCode(old, 0);
  assertEquals(old.stderr, "");
  const results = "The replica equals the source: 2 created, 2 copied, 13 B (";
  assertStringIncludes(old.stdout, results);
  assertCode(await runProgram(["run", "--once"], folders), 0);
  const { stdout } = await runProgram(["jobs", "--json"], folders);
  assertStringIncludes(
    stdout,
    "The replica equals the source: 1 created, 1 copied, 1 B (",
  );
  assertEquals(versionOf(folders.file), 1);
});

Deno.test("lockstep run says that a newer version remembered the jobs, leaves that, and runs them", async () => {
  using folders = await withJob();
  {
    using database = new DatabaseSync(folders.file);
    database.exec("PRAGMA user_version = 2");
  }
  const before = bytesOf(folders.file);
  const finished = await runProgram(["run", "--once"], folders);
  assertCode(finished, 0);
  assertStringIncludes(
    finished.stderr,
    `what becomes of the jobs is not remembered: "${folders.file}" was written by a newer lockstep: it has version 2 of the format, and this lockstep knows no later one than 1; the jobs run all the same`,
  );
  assertEquals(bytesOf(folders.file), before);
  assertEquals(readTree(folders.replica), readTree(folders.source));
});

/** Puts the lock file of the first version where the lock of the replica is. */
function placeLock({ replica, state }: ProgramFolders): string {
  const { dev, ino } = Deno.lstatSync(replica);
  const file = `${state}/lockstep/replica-${dev}-${ino}.lock`;
  place("replica.lock", file);
  return file;
}

Deno.test("a lock file that the first version left behind locks nobody out", async () => {
  using folders = programFolders({ source: { "a.txt": "a" }, replica: {} });
  placeLock(folders);
  assertCode(await runOnce(folders), 0);
});

Deno.test("a lock that the first version holds keeps today's out, who says whose it is", async () => {
  using folders = programFolders({ source: { "a.txt": "a" }, replica: {} });
  using database = new DatabaseSync(placeLock(folders));
  const words = String(
    database.prepare("SELECT words FROM holder").get()?.words,
  );
  assertMatch(words, /^process \d+, since 2026-11-22 01:4/);
  database.exec("BEGIN IMMEDIATE");
  const finished = await runOnce(folders);
  assertCode(finished, 5);
  assertStringIncludes(finished.stderr, words);
  assertEquals(namesIn(folders.replica), []);
});
