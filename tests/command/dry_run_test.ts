import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { notRoot, testUnless } from "../support/conditions.ts";
import { putFifo } from "../support/files.ts";
import {
  itemsOf,
  type JsonObject,
  parseObject,
} from "../support/json_objects.ts";
import {
  assertCode,
  type Finished,
  type ProgramFolders,
  programFolders,
  runOnce,
  runProgram,
  snapshot,
} from "../support/program.ts";
import { lacks } from "../support/shell.ts";
import { giveAway } from "../support/tools.ts";
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

/** Returns what the object of a pass says, without all that tells a dry run from a real one. */
function comparable({ stdout }: Finished): JsonObject {
  const object = parseObject(stdout);
  const { started: _, milliseconds: __, renames: ___, ...rest } = object;
  const { command: ____, dryRun: _____, exitStatus: ______, ...same } = rest;
  const changes = itemsOf(object, "changes").map(({ freed: _, ...change }) =>
    change
  );
  const [skipped, failed] = [
    itemsOf(object, "skipped"),
    itemsOf(object, "failed"),
  ];
  return { ...same, changes, skipped, failed };
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
    `lockstep -n${way} changes nothing and tells the very changes, skips and failures of the real pass`,
    async () => {
      using folders = richFolders(REPLICA);
      const before = snapshot(folders.top);
      const options = { unprivileged: true };
      const dry = await runOnce(folders, ["-n", "--json", ...args], options);
      assertEquals(snapshot(folders.top), before);
      const real = await runOnce(folders, ["--json", ...args], options);
      assertEquals(comparable(dry), comparable(real));
      assertEquals(dry.code, real.code === 0 ? 7 : real.code);
      assert(real.code <= 1, `The exit status is ${real.code}`);
    },
  );
}

testUnless(
  lacks("mkfifo"),
  "lockstep -n makes no replica, and tells the very changes of the real pass",
  async () => {
    using folders = richFolders(undefined);
    const before = snapshot(folders.top);
    const options = { unprivileged: true };
    const dry = await runOnce(folders, ["-n", "--json"], options);
    assertEquals(snapshot(folders.top), before);
    const real = await runOnce(folders, ["--json"], options);
    assertEquals(comparable(dry), comparable(real));
    const [first] = itemsOf(parseObject(dry.stdout), "changes");
    assertEquals(first, { action: "created", path: "" });
  },
);

Deno.test("lockstep -n makes none of the folders above a missing replica", async () => {
  using folders = programFolders({ source: OPEN_SOURCE });
  const before = snapshot(folders.top);
  const replica = `${folders.top}/x/y/replica`;
  const args = [folders.source, replica, "-n"];
  assertCode(await runProgram(args, folders), 7);
  assertEquals(snapshot(folders.top), before);
});

Deno.test("lockstep -n makes no state folder and no log", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const { top, cwd } = folders;
  const state = `${top}/none/state`;
  assertCode(await runOnce(folders, ["-n"], { state }), 7);
  assertCode(await runOnce(folders, ["-n", "-l", "none/my.log"], { state }), 7);
  assertEquals(namesIn(top), ["here", "source", "state"]);
  assertEquals(namesIn(cwd), []);
});

Deno.test("lockstep -n writes nothing to a log that is there, and does not rotate it", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  writeTree(folders.cwd, { "sync_log.txt": "x".repeat(2000) });
  const before = snapshot(folders.top);
  assertCode(await runOnce(folders, ["-n", "--log-max-size", "1KiB"]), 7);
  assertEquals(snapshot(folders.top), before);
});

Deno.test("lockstep -n runs one pass and ends, also without --once and with an interval", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const { source, replica } = folders;
  const args = [source, replica, "0.1", "-n"];
  assertCode(await runProgram(args, folders), 7);
});

Deno.test("lockstep -n --yes shows what the real run would do with it, and removes nothing", async () => {
  using folders = programFolders({
    source: {},
    replica: { "a.txt": "a", b: { "c.txt": "c" } },
  });
  const before = snapshot(folders.top);
  const dry = await runOnce(folders, ["-n", "--yes", "--json"]);
  assertCode(dry, 7);
  assertEquals(snapshot(folders.top), before);
  const real = await runOnce(folders, ["--yes", "--json"]);
  assertEquals(comparable(dry), comparable(real));
  const paths = itemsOf(parseObject(real.stdout), "changes").map(({ path }) =>
    path
  );
  assertEquals(paths.includes("b/c.txt"), true);
});

Deno.test("lockstep -n after the real run finds nothing to do, and ends with 0", async () => {
  using folders = programFolders({ source: OPEN_SOURCE, replica: REPLICA });
  assertCode(await runOnce(folders, ["--yes"]), 0);
  const before = snapshot(folders.top);
  const finished = await runOnce(folders, ["-n"]);
  assertCode(finished, 0);
  assertMatch(finished.stdout, /^In all: nothing to do; \d+ unchanged$/m);
  assertEquals(snapshot(folders.top), before);
});
