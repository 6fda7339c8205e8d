import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { notRoot, testUnless } from "../support/conditions.ts";
import { putFifo } from "../support/files.ts";
import {
  assertCode,
  logLines,
  type ProgramFolders,
  programFolders,
  runOnce,
  runProgram,
  snapshot,
} from "../support/program.ts";
import { giveAway } from "../support/tools.ts";
import { lacks } from "../support/shell.ts";
import {
  DEFAULT_TIME,
  file,
  folder,
  link,
  namesIn,
  type Tree,
  writeTree,
} from "../support/tree.ts";

const [EARLIER, LATER] = [DEFAULT_TIME - 60_000, DEFAULT_TIME + 60_000];

/** A source with everything that a pass can do something about. */
const OPEN_SOURCE: Tree = {
  same: { "same.txt": "same", link: link("same.txt") },
  "new.txt": "new",
  "new link": link("nowhere"),
  new: { empty: {}, deep: { "a.txt": "a", deeper: { "b.txt": "b" } } },
  "size.txt": "longer",
  "content.txt": file("new text", { time: LATER }),
  "hidden.txt": "new text",
  "time.txt": file("text", { time: LATER }),
  "mode.txt": file("text", { mode: 0o640 }),
  "newer.txt": file("source", { time: EARLIER }),
  folder: folder({}, { mode: 0o700, time: LATER }),
  target: link("new target"),
  stamped: link("target", { time: LATER }),
  types: {
    "file to folder": { "a.txt": "a" },
    "file to link": link("a"),
    "folder to file": "file",
    "folder to link": link("a"),
    "link to file": "file",
    "link to folder": { "a.txt": "a" },
  },
  "odd\n\u001b[31m": "odd",
};

/** The same with what cannot be read, unless by root: only root can look at that in a test. */
const SOURCE: Tree = {
  ...OPEN_SOURCE,
  ...(notRoot() === undefined
    ? {
      "closed.txt": file("closed", { mode: 0o000 }),
      closed: folder({ "a.txt": "a" }, { mode: 0o000 }),
    }
    : {}),
};

const REPLICA: Tree = {
  same: { "same.txt": "same", link: link("same.txt") },
  "size.txt": "short",
  "content.txt": "old text",
  "hidden.txt": "old text",
  "time.txt": "text",
  "mode.txt": "text",
  "newer.txt": file("replica", { time: LATER }),
  folder: {},
  target: link("old target"),
  stamped: link("target"),
  types: {
    "file to folder": "file",
    "file to link": "file",
    "folder to file": { "a.txt": "a", deep: { "b.txt": "b" } },
    "folder to link": { "a.txt": "a" },
    "link to file": link("a"),
    "link to folder": link("../folder"),
  },
  closed: { "kept.txt": "kept" },
  "extra.txt": "extra",
  extra: { deep: { "a.txt": "a", deeper: { "b.txt": "b" } }, link: link("a") },
  ".lockstep-0123456789abcdef.tmp": "left",
};

function richFolders(replica: Tree | undefined): ProgramFolders {
  const folders = programFolders({
    source: SOURCE,
    ...(replica === undefined ? {} : { replica }),
  });
  putFifo(`${folders.source}/fifo`);
  putFifo(`${folders.source}/same/fifo`);
  giveAway(folders.top);
  return folders;
}

/** Returns the lines of a log without all that tells a dry run from a real one, sorted. */
function comparable(log: string): readonly string[] {
  return log.split("\n").map((line) =>
    line
      .replace(/^\S+ \S+ /, "")
      .replace(/"time":"[^"]*"/, "")
      .replace(/ \(dry run(: nothing is changed)?\)/, "")
      .replace(/ in [\d.]+ m?s( \(\S+ \S+\/s\))?/, "")
  ).sort();
}

const WAYS: readonly (readonly string[])[] = [
  [],
  ["--checksum"],
  ["--digest", "sha256"],
  ["--update"],
  ["--no-delete"],
  ["--verbose"],
  ["--quiet"],
  ["--log-format", "json"],
  ["--max-delete", "0", "--yes"],
  ["--threads", "0"],
  ["--disk", "portable"],
  ["--log", "../replica/sync_log.txt"],
  ["--log", "../source/sync_log.txt"],
];

for (const args of WAYS) {
  const way = args.length === 0 ? "" : ` with ${args.join(" ")}`;

  testUnless(
    lacks("mkfifo"),
    `lockstep -n${way} changes nothing and prints the very lines that the real pass prints`,
    async () => {
      using folders = richFolders(REPLICA);
      const before = snapshot(folders.top);
      const options = { unprivileged: true };
      const dry = await runOnce(folders, ["-n", ...args], options);
      assertEquals(snapshot(folders.top), before);
      const real = await runOnce(folders, args, options);
      assertEquals(comparable(dry.stderr), comparable(real.stderr));
      assertEquals(dry.code, real.code);
      assert(dry.code <= 1, `The exit status is ${dry.code}`);
    },
  );
}

testUnless(
  lacks("mkfifo"),
  "lockstep -n makes no replica, and prints the very lines that the real pass prints",
  async () => {
    using folders = richFolders(undefined);
    const before = snapshot(folders.top);
    const options = { unprivileged: true };
    const dry = await runOnce(folders, ["-n"], options);
    assertEquals(snapshot(folders.top), before);
    const real = await runOnce(folders, [], options);
    assertEquals(comparable(dry.stderr), comparable(real.stderr));
    assertMatch(dry.stderr, /INFO {2}created "\."\n/);
  },
);

Deno.test("lockstep -n makes none of the folders above a missing replica", async () => {
  using folders = programFolders({ source: OPEN_SOURCE });
  const before = snapshot(folders.top);
  const replica = `${folders.top}/x/y/replica`;
  const args = [folders.source, replica, "-n"];
  assertCode(await runProgram(args, folders), 0);
  assertEquals(snapshot(folders.top), before);
});

Deno.test("lockstep -n makes no state folder and no log", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const { top, cwd } = folders;
  const state = `${top}/none/state`;
  assertCode(await runOnce(folders, ["-n"], { state }), 0);
  assertCode(await runOnce(folders, ["-n", "-l", "none/my.log"], { state }), 0);
  assertEquals(namesIn(top), ["here", "source", "state"]);
  assertEquals(namesIn(cwd), []);
});

Deno.test("lockstep -n writes nothing to a log that is there, and does not rotate it", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  writeTree(folders.cwd, { "sync_log.txt": "x".repeat(2000) });
  const before = snapshot(folders.top);
  assertCode(await runOnce(folders, ["-n", "--log-max-size", "1KiB"]), 0);
  assertEquals(snapshot(folders.top), before);
});

Deno.test("lockstep -n runs one pass and ends, also without --once and with an interval", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const { source, replica } = folders;
  const finished = await runProgram([source, replica, "0.1", "-n"], folders);
  assertCode(finished, 0);
  assertEquals(finished.stderr.match(/ pass \d+: /g), [" pass 1: "]);
});

Deno.test("lockstep -n says at the beginning and at the end that it was a dry run", async () => {
  using folders = programFolders({ source: { "a.txt": "a", b: {} } });
  const finished = await runOnce(folders, ["--dry-run"]);
  const lines = logLines(finished.stderr);
  const { source, replica } = folders;
  assertEquals(
    lines[0],
    `INFO  pass 1: "${source}" -> "${replica}" (dry run: nothing is changed)`,
  );
  assertMatch(
    lines.at(-1) ?? "",
    /^INFO {2}pass 1 finished \(dry run\): created 2, copied 1, /,
  );
  assertMatch(
    finished.stdout,
    /^Dry run, nothing was changed: 2 created, 1 copied, 1 B \(\d+ ms\)\n$/,
  );
});

Deno.test("lockstep -n refuses what the real run would refuse, with the same line and status", async () => {
  using folders = programFolders({ source: {}, replica: { "a.txt": "a" } });
  const before = snapshot(folders.top);
  const dry = await runOnce(folders, ["-n"]);
  assertCode(dry, 3);
  assertEquals(dry.stdout, "");
  assertEquals(snapshot(folders.top), before);
  const real = await runOnce(folders);
  assertCode(real, 3);
  assertEquals(comparable(dry.stderr), comparable(real.stderr));
});

Deno.test("lockstep -n --yes shows what a refused plan would remove, and removes nothing", async () => {
  using folders = programFolders({
    source: {},
    replica: { "a.txt": "a", b: { "c.txt": "c" } },
  });
  const before = snapshot(folders.top);
  const dry = await runOnce(folders, ["-n", "--yes"]);
  assertCode(dry, 0);
  assertEquals(snapshot(folders.top), before);
  const real = await runOnce(folders, ["--yes"]);
  assertEquals(comparable(dry.stderr), comparable(real.stderr));
  assert(real.stderr.includes('removed "b/c.txt"'), real.stderr);
});

Deno.test("lockstep -n after the real run finds nothing to do", async () => {
  using folders = programFolders({ source: OPEN_SOURCE, replica: REPLICA });
  assertCode(await runOnce(folders, ["--yes"]), 0);
  const before = snapshot(folders.top);
  const finished = await runOnce(folders, ["-n"]);
  assertCode(finished, 0);
  assertEquals(logLines(finished.stderr).length, 2);
  assertEquals(snapshot(folders.top), before);
});
