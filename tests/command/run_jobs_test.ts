import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../support/assert.ts";
import { writeConfig } from "../support/config_file.ts";
import { exists, putFile } from "../support/files.ts";
import { parseObjects } from "../support/json_objects.ts";
import {
  actionLines,
  assertCode,
  logLines,
  type ProgramFolders,
  programFolders,
  runProgram,
  snapshot,
  startProgram,
} from "../support/program.ts";
import { readText, readTree, writeTree } from "../support/tree.ts";

/** Two jobs, and the folders of what they mirror. */
function twoJobs(): ProgramFolders {
  const folders = programFolders();
  writeTree(folders.cwd, {
    photos: { "a.jpg": "a" },
    docs: { "b.txt": "b", "c.txt": "c" },
    copies: {},
  });
  return folders;
}

const PHOTOS = { name: "photos", source: "photos", replica: "copies/photos" };
const DOCS = { name: "docs", source: "docs", replica: "copies/docs" };

Deno.test("lockstep run --once runs each job once, and says which one each line is about", async () => {
  using folders = twoJobs();
  writeConfig(folders, [PHOTOS, { ...DOCS, log: "docs.log" }]);
  const finished = await runProgram(["run", "--once"], folders);
  assertCode(finished, 0);
  const { cwd } = folders;
  for (const name of ["photos", "docs"]) {
    assertEquals(readTree(`${cwd}/copies/${name}`), readTree(`${cwd}/${name}`));
  }
  const lines = [
    'INFO  [photos] created "."',
    'INFO  [photos] copied "a.jpg" 1 B',
    'INFO  [docs] copied "b.txt" 1 B',
  ];
  for (const line of lines) {
    assert(logLines(finished.stderr).includes(line), finished.stderr);
  }
  assertMatch(
    finished.stdout,
    /^photos: The replica equals the source: .*\ndocs: The replica equals the source: .*\n$/,
  );
  assertEquals(actionLines(readText(`${cwd}/sync_log.txt`)).length, 0);
  const own = logLines(readText(`${cwd}/sync_log.txt`));
  assertEquals(own.filter((line) => line.includes("[docs]")), []);
  assert(own.includes('INFO  [photos] copied "a.jpg" 1 B'));
  const docs = logLines(readText(`${cwd}/docs.log`));
  assertEquals(docs.filter((line) => !line.startsWith("INFO  [docs] ")), []);
});

Deno.test("lockstep run has jobs share a log file, and its JSON lines name the job", async () => {
  using folders = twoJobs();
  writeConfig(folders, [PHOTOS, DOCS], {
    top: "parallel = 2",
    defaults: { "log-format": "json", log: "both.log" },
  });
  assertCode(await runProgram(["run", "--once"], folders), 0);
  const lines = readText(`${folders.cwd}/both.log`).trim().split("\n")
    .map((line): { job?: string; action: string } => JSON.parse(line));
  for (const job of ["photos", "docs"]) {
    const own = lines.filter((line) => line.job === job);
    assertEquals(own.at(0)?.action, "started");
    assertEquals(own.at(-1)?.action, "finished");
  }
  assertEquals(lines.filter(({ job }) => job === undefined), []);
});

Deno.test("lockstep run with names runs those jobs only", async () => {
  using folders = twoJobs();
  writeConfig(folders, [PHOTOS, DOCS]);
  assertCode(await runProgram(["run", "docs", "--once"], folders), 0);
  assert(exists(`${folders.cwd}/copies/docs/b.txt`));
  assert(!exists(`${folders.cwd}/copies/photos`));
});

Deno.test("lockstep run --once exits with the worst status, and a job that fails hurts no other", async () => {
  using folders = twoJobs();
  const { cwd } = folders;
  writeTree(cwd, { empty: {}, full: { "kept.txt": "kept" } });
  writeConfig(folders, [
    { name: "gone", source: "nowhere", replica: "copies/gone" },
    { name: "emptied", source: "empty", replica: "full" },
    DOCS,
  ]);
  const finished = await runProgram(["run", "--once"], folders);
  assertCode(finished, 3);
  assertEquals(readTree(`${cwd}/copies/docs`), readTree(`${cwd}/docs`));
  assert(exists(`${cwd}/full/kept.txt`));
  assertEquals(finished.stdout.split(":")[0], "docs");
  const without = await runProgram(["run", "--once", "gone", "docs"], folders);
  assertCode(without, 4);
});

Deno.test("lockstep run --dry-run shows the plan of each job and changes nothing at all", async () => {
  using folders = twoJobs();
  writeConfig(folders, [PHOTOS, DOCS]);
  const before = snapshot(folders.top);
  const finished = await runProgram(["run", "-n"], folders);
  assertEquals(snapshot(folders.top), before);
  const { cwd } = folders;
  const plans = ["photos", "docs"].map((name) =>
    `${name}: Plan to make "${cwd}/copies/${name}" equal to "${cwd}/${name}":\n`
  );
  for (const plan of plans) assertStringIncludes(finished.stdout, plan);
  assertEquals(finished.stdout.match(/^In all: create /gm)?.length, 2);
  assertEquals([finished.stderr, finished.code], ["", 7]);
});

Deno.test("lockstep run --dry-run ends as the worst of its plans, and with 0 where nothing is to be done", async () => {
  using folders = twoJobs();
  writeConfig(folders, [PHOTOS, DOCS]);
  assertCode(await runProgram(["run", "--once", "docs"], folders), 0);
  assertCode(await runProgram(["run", "-n", "docs"], folders), 0);
  const both = await runProgram(["run", "-n", "--json"], folders);
  assertCode(both, 7);
  assertEquals(
    parseObjects(both.stdout).map(({ command, job, exitStatus }) =>
      [command, job, exitStatus].join(" ")
    ).sort(),
    ["plan docs 0", "plan photos 7"],
  );
  const gone = { name: "gone", source: "nowhere", replica: "copies/gone" };
  writeConfig(folders, [PHOTOS, gone]);
  const worst = await runProgram(["run", "-n", "-q"], folders);
  assertCode(worst, 4);
  assertMatch(worst.stdout, /^photos: In all: create /);
  assertMatch(worst.stderr, /ERROR \[gone\] Not mirrored: the source, /);
});

Deno.test("lockstep run --dry-run shows what the safety checks would refuse of each plan", async () => {
  using folders = twoJobs();
  writeTree(folders.cwd, { empty: {}, full: { "kept.txt": "kept" } });
  const emptied = { name: "emptied", source: "empty", replica: "full" };
  writeConfig(folders, [emptied, DOCS]);
  const { stdout, code } = await runProgram(["run", "-n"], folders);
  assertMatch(stdout, /^ {2}remove "kept\.txt" 4 B$/m);
  assertMatch(stdout, /^Safety checks: refused: the source is empty: /m);
  assertMatch(stdout, /^Safety checks: nothing against it$/m);
  assertEquals(code, 3);
});

Deno.test("lockstep run --quiet says nothing where all went well", async () => {
  using folders = twoJobs();
  writeConfig(folders, [{ ...PHOTOS, verbose: true }]);
  const finished = await runProgram(["run", "--once", "-q"], folders);
  assertCode(finished, 0);
  assertEquals([finished.stdout, finished.stderr], ["", ""]);
});

Deno.test("lockstep run knows filters, a list of them too", async () => {
  using folders = twoJobs();
  writeConfig(folders, [{ ...DOCS, exclude: ["b.*", "x"] }]);
  assertCode(await runProgram(["run", "--once"], folders), 0);
  assert(exists(`${folders.cwd}/copies/docs/c.txt`));
  assert(!exists(`${folders.cwd}/copies/docs/b.txt`));
});

for (const parallel of [1, 2]) {
  Deno.test(`lockstep run --json prints an object for each pass, ${parallel} at a time`, async () => {
    using folders = twoJobs();
    writeConfig(folders, [PHOTOS, DOCS], { top: `parallel = ${parallel}` });
    const finished = await runProgram(["run", "--once", "--json"], folders);
    assertCode(finished, 0);
    const objects = parseObjects(finished.stdout);
    assertEquals(
      objects.map(({ command, job, exitStatus }) => [command, job, exitStatus])
        .toSorted(),
      [["sync", "docs", 0], ["sync", "photos", 0]],
    );
  });
}

Deno.test("lockstep run runs each job on its own timetable until it is stopped", async () => {
  using folders = twoJobs();
  writeConfig(folders, [
    { ...PHOTOS, interval: 0.2 },
    { ...DOCS, cron: "0 0 1 1 *" },
  ]);
  await using program = startProgram(["run"], folders);
  await program.waitForLine(/\[docs\] next pass at \d+-01-01 00:00:00.000/);
  await program.waitForLine(/\[photos\] pass 2 finished/);
  putFile(`${folders.cwd}/photos/new.jpg`, "new");
  await program.waitForLine(/\[photos\] copied "new.jpg"/);
  await program.waitForLine(/\[photos\] next pass/);
  program.kill("SIGTERM");
  const finished = await program.finished;
  assertEquals(
    logLines(finished.stderr).at(-1),
    "INFO  Stopped by the system or another program (SIGTERM)",
  );
  assertMatch(finished.stdout, /^photos: .* \(\d+ passes, .*\n$/);
  const log = logLines(readText(folders.log));
  assertEquals(log.at(-1), logLines(finished.stderr).at(-1));
  assert(!exists(`${folders.cwd}/copies/docs`));
});

Deno.test("lockstep run tries a job again whose source was not there", async () => {
  using folders = twoJobs();
  writeConfig(folders, [{ ...PHOTOS, source: "later", interval: 0.1 }]);
  await using program = startProgram(["run"], folders);
  await program.waitForLine(/\[photos\] next pass/);
  writeTree(folders.cwd, { later: { "a.txt": "a" } });
  await program.waitForLine(/\[photos\] copied "a.txt"/);
  program.kill("SIGINT");
  await program.finished;
});

Deno.test("lockstep run leaves the replica to others between its passes", async () => {
  using folders = twoJobs();
  writeConfig(folders, [{ ...PHOTOS, interval: "1h" }]);
  await using program = startProgram(["run"], folders);
  await program.waitForLine(/\[photos\] next pass/);
  assertCode(await runProgram(["run", "photos", "--once"], folders), 0);
  program.kill("SIGINT");
  assertCode(await program.finished, 0);
});
