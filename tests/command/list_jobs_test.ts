import { assertEquals, assertMatch } from "../support/assert.ts";
import { writeConfig } from "../support/config_file.ts";
import { parseObject } from "../support/json_objects.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runProgram,
  snapshot,
  startProgram,
} from "../support/program.ts";
import { writeTree } from "../support/tree.ts";

const JOBS = [
  {
    name: "photos",
    source: "photos",
    replica: "copies/photos",
    interval: "1h",
  },
  { name: "docs", source: "docs", replica: "copies/docs", cron: "0 0 1 1 *" },
];

const TIME = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\+00:00`;

function twoJobs(): ProgramFolders {
  const folders = programFolders();
  writeTree(folders.cwd, { photos: { "a.jpg": "a" }, docs: {}, copies: {} });
  writeConfig(folders, JOBS);
  return folders;
}

/** Returns what is listed, line by line. */
async function list(folders: ProgramFolders): Promise<readonly string[]> {
  const finished = await runProgram(["jobs"], folders);
  assertCode(finished, 0);
  assertEquals(finished.stderr, "");
  return finished.stdout.split("\n");
}

Deno.test("lockstep jobs lists jobs that have never run, and changes nothing", async () => {
  using folders = twoJobs();
  const { cwd } = folders;
  const before = snapshot(cwd);
  const lines = await list(folders);
  assertEquals(lines.slice(0, 5), [
    `photos: "${cwd}/photos" -> "${cwd}/copies/photos", 1 h 00 min after each pass`,
    "  last: never",
    '  next: at once, when "lockstep run" is started',
    `docs: "${cwd}/docs" -> "${cwd}/copies/docs", cron 0 0 1 1 *`,
    "  last: never",
  ]);
  assertMatch(lines[5] ?? "", new RegExp(`^ {2}next: \\d+-01-01 00:00:00`));
  assertEquals(lines.slice(6), [
    "",
    '"lockstep run" is not at work: nothing starts by itself',
    "",
  ]);
  assertEquals(snapshot(cwd), before);
});

Deno.test("lockstep jobs tells what became of the last passes, and who is at work", async () => {
  using folders = twoJobs();
  await using program = startProgram(["run", "photos"], folders);
  await program.waitForLine(/\[photos\] next pass/);
  const lines = await list(folders);
  assertMatch(
    lines[1] ?? "",
    new RegExp(`^ {2}last: ${TIME}, exit status 0: The replica equals the`),
  );
  assertMatch(lines[2] ?? "", new RegExp(`^ {2}next: ${TIME}$`));
  assertMatch(
    lines[7] ?? "",
    new RegExp(
      `^"lockstep run" is at work: process \\d+, since ${TIME}, only photos$`,
    ),
  );
  program.kill("SIGINT");
  assertCode(await program.finished, 0);
  assertEquals(
    (await list(folders)).at(-2),
    '"lockstep run" is not at work: nothing starts by itself',
  );
});

Deno.test("lockstep jobs tells of a pass that could not be done", async () => {
  using folders = twoJobs();
  writeConfig(folders, [{ ...JOBS[0], source: "nowhere" }]);
  assertCode(await runProgram(["run", "--once"], folders), 4);
  const [, last = ""] = await list(folders);
  assertMatch(last, /, exit status 4: Not mirrored: .*nowhere/);
});

Deno.test("lockstep jobs tells who is at work on a replica now", async () => {
  using folders = twoJobs();
  const args = ["photos", "copies/photos", "1h"];
  await using program = startProgram(args, folders);
  await program.waitForLine(/next pass/);
  const [, now = "", last] = await list(folders);
  const who = `process ${program.pid}, since ${TIME}`;
  assertMatch(now, new RegExp(`^ {2}now: in use by ${who}$`));
  assertEquals(last, "  last: never");
  const { stdout } = await runProgram(["jobs", "--json"], folders);
  const { jobs } = parseObject(stdout);
  const [photos, docs] = jobs as { readonly inUse?: string }[];
  assertMatch(photos?.inUse ?? "", new RegExp(`^${who}$`));
  assertEquals(docs?.inUse, undefined);
  program.kill("SIGINT");
  await program.finished;
  assertEquals((await list(folders))[1], "  last: never");
});

Deno.test("lockstep jobs --json prints one object", async () => {
  using folders = twoJobs();
  assertCode(await runProgram(["run", "--once", "photos"], folders), 0);
  const finished = await runProgram(["jobs", "--json"], folders);
  assertCode(finished, 0);
  const object = parseObject(finished.stdout);
  const { config, runner, jobs } = object;
  assertEquals(
    [config, runner],
    [`${folders.cwd}/lockstep.toml`, undefined],
  );
  const [photos, docs] = jobs as {
    readonly name: string;
    readonly last?: { readonly exitStatus: number };
  }[];
  assertEquals([photos?.name, docs?.name], ["photos", "docs"]);
  assertEquals(photos?.last?.exitStatus, 0);
  assertEquals(docs?.last, undefined);
});

for (
  const [zone, offsets] of [
    ["Asia/Kolkata", /^\+05:30$/],
    ["Pacific/Kiritimati", /^\+14:00$/],
    // In winter and in summer.
    ["Europe/Berlin", /^\+0[12]:00$/],
  ] as const
) {
  Deno.test(`lockstep jobs takes the times of cron for those of ${zone}`, async () => {
    using folders = programFolders({ source: {} });
    const { source, replica } = folders;
    const job = { name: "nightly", source, replica, cron: "30 3 * * *" };
    writeConfig(folders, [job]);
    const env = { TZ: zone };
    const { stdout } = await runProgram(["jobs"], { ...folders, env });
    const next = /^ {2}next: (\S+) 03:30:00\.000(\S+)$/m.exec(stdout);
    const [, day, offset = ""] = next ?? [];
    assertMatch(offset, offsets, stdout);
    const ahead = Date.parse(`${day}T03:30:00.000${offset}`) - Date.now();
    assertEquals(ahead > -60_000 && ahead <= 25 * 3_600_000, true, stdout);
  });
}
