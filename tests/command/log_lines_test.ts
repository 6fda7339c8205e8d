import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putFifo } from "../support/files.ts";
import {
  assertCode,
  logLines,
  programFolders,
  runOnce,
  startProgram,
} from "../support/program.ts";
import { lacks } from "../support/shell.ts";
import { giveAway } from "../support/tools.ts";
import {
  DEFAULT_TIME,
  file,
  namesIn,
  readText,
  type Tree,
  writeTree,
} from "../support/tree.ts";

const LATER = DEFAULT_TIME + 60_000;

/** A log line, with its time and its level. */
const LINE =
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d (?:DEBUG|INFO |WARN |ERROR) \S.*$/;

/** Returns files, or whatever is given, under that many names. */
function many(count: number, name: string, node: Tree[string]): Tree {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return Object.fromEntries(
    numbers.map((number) => [`${name}${number}`, node]),
  );
}

/** Returns what the clock of a time zone is ahead of UTC now, as `+05:30`. */
function offsetOf(timeZone: string): string {
  const name = new Intl.DateTimeFormat("en", {
    timeZone,
    timeZoneName: "longOffset",
  }).formatToParts(new Date()).find(({ type }) => type === "timeZoneName");
  return name?.value.replace(/^GMT/, "") || "+00:00";
}

for (
  const zone of [
    "UTC",
    "Asia/Kolkata",
    "America/St_Johns",
    "Pacific/Kiritimati",
    "America/Los_Angeles",
  ]
) {
  Deno.test(`lockstep logs the local time with milliseconds and its zone, in ${zone}`, async () => {
    using folders = programFolders({ source: { "a.txt": "a" } });
    const start = Date.now();
    const { stderr } = await runOnce(folders, [], { env: { TZ: zone } });
    const end = Date.now();
    const lines = stderr.trimEnd().split("\n");
    assertEquals(lines.length, 4);
    for (const line of lines) {
      assertMatch(line, LINE);
      const [day, clock = ""] = line.split(" ");
      assertEquals(clock.slice("00:00:00.000".length), offsetOf(zone));
      const time = Date.parse(`${day}T${clock}`);
      assert(time >= start && time <= end, `${line} is not the time`);
    }
  });
}

testUnless(
  lacks("mkfifo"),
  "lockstep logs one line for each change and problem, between a header and a summary with all counts",
  async () => {
    using folders = programFolders({
      source: {
        new: {},
        ...many(2, "copied", "copied"),
        ...many(3, "updated", "longer"),
        ...many(4, "mended", file("same", { time: LATER })),
        ...many(6, "equal", "equal"),
        ...many(8, "closed", file("closed", { mode: 0o000 })),
      },
      replica: {
        ...many(3, "updated", "short"),
        ...many(4, "mended", "same"),
        ...many(4, "extra", "extra"),
        extra: {},
        ...many(6, "equal", "equal"),
        ...many(8, "closed", "old"),
      },
    });
    const { source, replica } = folders;
    for (const name of Object.keys(many(7, "fifo", ""))) {
      putFifo(`${source}/${name}`);
    }
    await Deno.utime(source, new Date(), new Date(DEFAULT_TIME));
    giveAway(folders.top);
    const finished = await runOnce(folders, [], { unprivileged: true });
    assertCode(finished, 1);
    const lines = logLines(finished.stderr);
    assertEquals(lines[0], `INFO  pass 1: "${source}" -> "${replica}"`);
    assertMatch(
      lines.at(-1) ?? "",
      /^INFO {2}pass 1 finished: created 1, copied 2, updated 3, metadata 4, removed 5, unchanged 6, skipped 7, failed 8; 30 B in [\d.]+ m?s \(.+\/s\)$/,
    );
    const verbs = lines.slice(1, -1).map((line) =>
      line.match(/^\w+ +\w+/)?.[0]
    );
    assertEquals(countOf(verbs), {
      "INFO  created": 1,
      "INFO  copied": 2,
      "INFO  updated": 3,
      "INFO  metadata": 4,
      "INFO  removed": 5,
      "WARN  skipped": 7,
      "ERROR failed": 8,
    });
    assertMatch(
      finished.stdout,
      /^Some paths failed, the replica is not equal: 1 created, 2 copied, 3 updated, 4 metadata, 5 removed, 6 unchanged, 7 skipped, 8 failed, 30 B \([\d.]+ m?s\)\n$/,
    );
  },
);

function countOf(
  words: readonly (string | undefined)[],
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word ?? ""] = (counts[word ?? ""] ?? 0) + 1;
  return counts;
}

Deno.test("lockstep appends to a log that is there", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  writeTree(folders.cwd, { "sync_log.txt": "an older line\n" });
  const first = await runOnce(folders);
  const second = await runOnce(folders);
  const all = `an older line\n${first.stderr}${second.stderr}`;
  assertEquals(readText(folders.log), all);
  assertEquals(namesIn(folders.cwd), ["sync_log.txt"]);
});

Deno.test("lockstep logs a header, a summary and the time of the next one for each pass of a loop", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const { source, replica, log } = folders;
  await using program = startProgram([source, replica, "0.1"], folders);
  await program.waitForLine(/pass 3 finished/);
  await program.waitForLine(/next pass at/);
  program.kill("SIGTERM");
  const { stderr, stdout } = await program.finished;
  const lines = logLines(stderr).filter((line) =>
    /^INFO {2}(pass|next)/.test(line)
  );
  assertEquals(lines.slice(0, 9).map((line) => line.slice(6, 13)), [
    "pass 1:",
    "pass 1 ",
    "next pa",
    "pass 2:",
    "pass 2 ",
    "next pa",
    "pass 3:",
    "pass 3 ",
    "next pa",
  ]);
  assertEquals(readText(log), stderr);
  assertMatch(stdout, /: 1 created, 1 copied, .*\(\d+ passes, .*\)\n$/);
});
