import { assert, assertEquals } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import {
  assertCode,
  type Finished,
  logLines,
  type ProgramFolders,
  programFolders,
  runOnce,
} from "../support/program.ts";
import {
  link,
  namesBelow,
  namesIn,
  readText,
  readTree,
  writeTree,
} from "../support/tree.ts";

const IN_REPLICA =
  "WARN  the log file lies inside the replica: it is neither overwritten nor removed";
const IN_SOURCE = "WARN  the log file lies inside the source: it is not copied";

/** Runs a pass with that log; it must warn and do nothing else that its second run would undo. */
async function runWithLog(
  folders: ProgramFolders,
  log: string,
  warning: string,
): Promise<Finished> {
  const finished = await runOnce(folders, ["--log", log]);
  assertCode(finished, 0);
  const warnings = logLines(finished.stderr)
    .filter((line) => line.startsWith("WARN  the log"));
  assertEquals(warnings, [warning]);
  return finished;
}

/** Ways to name a log in the replica, by its place below the temporary folder. */
const REPLICA_LOGS: readonly {
  readonly title: string;
  readonly log: string;
  readonly kept: string;
}[] = [
  { title: "", log: "replica/my.log", kept: "my.log" },
  { title: " through a link", log: "link/my.log", kept: "my.log" },
  {
    title: ", in a folder that the source lacks",
    log: "replica/logs/deep/my.log",
    kept: "logs/deep/my.log",
  },
];

for (const { title, log, kept } of REPLICA_LOGS) {
  Deno.test(`lockstep warns of a log inside the replica${title}, and neither removes nor overwrites it`, async () => {
    using folders = programFolders({
      source: { "a.txt": "a" },
      replica: { "extra.txt": "extra", logs: { deep: { "my.log": "" } } },
    });
    const { top, replica } = folders;
    writeTree(top, { link: link("replica") });
    const path = `${top}/${log}`;
    const first = await runWithLog(folders, path, IN_REPLICA);
    const second = await runWithLog(folders, path, IN_REPLICA);
    assertEquals(readText(`${replica}/${kept}`), first.stderr + second.stderr);
    assert(namesBelow(replica).includes("a.txt"));
    assert(!namesBelow(replica).includes("extra.txt"));
  });
}

Deno.test("lockstep keeps the folder of a log inside the replica that it has yet to write", async () => {
  using folders = programFolders({
    source: { "a.txt": "a" },
    replica: { logs: { deep: {} } },
  });
  const path = `${folders.replica}/logs/deep/my.log`;
  const { stderr } = await runWithLog(folders, path, IN_REPLICA);
  assertEquals(readText(path), stderr);
});

Deno.test("lockstep does not overwrite a log inside the replica with the source's file of its name", async () => {
  using folders = programFolders({
    source: { "my.log": "the source's", "my.log.1": "too" },
    replica: { "my.log": "older\n" },
  });
  const path = `${folders.replica}/my.log`;
  const { stderr } = await runWithLog(folders, path, IN_REPLICA);
  assertEquals(readText(path), `older\n${stderr}`);
  assertEquals(readText(`${folders.source}/my.log`), "the source's");
});

Deno.test("lockstep keeps a log in a folder that is a file in the source, and says that it could not be replaced", async () => {
  using folders = programFolders({
    source: { logs: "a file" },
    replica: { logs: { "my.log": "older\n" } },
  });
  const path = `${folders.replica}/logs/my.log`;
  const finished = await runOnce(folders, ["--log", path]);
  assertCode(finished, 1);
  assert(finished.stderr.includes('ERROR failed "logs" '), finished.stderr);
  assertEquals(readText(path), `older\n${finished.stderr}`);
});

Deno.test("lockstep keeps the older parts of a log inside the replica, and nothing else that looks like it", async () => {
  using folders = programFolders({
    source: { "a.txt": "a" },
    replica: {
      "my.log": "x".repeat(2000),
      "my.log.1": "one",
      "my.log.2": "two",
      "my.log.old": "old",
      "my.logs": "logs",
    },
  });
  const { replica } = folders;
  const size = ["--log-max-size", "1KiB", "--log-keep", "9"];
  const args = ["--log", `${replica}/my.log`, ...size];
  assertCode(await runOnce(folders, args), 0);
  assertEquals(namesIn(replica), [
    "a.txt",
    "my.log",
    "my.log.1",
    "my.log.2",
    "my.log.3",
  ]);
  assertEquals(readText(`${replica}/my.log.3`), "two");
});

Deno.test("lockstep writes the whole log inside a replica that it has yet to make", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const path = `${folders.replica}/my.log`;
  const { stderr } = await runWithLog(folders, path, IN_REPLICA);
  assertEquals(readText(path), stderr);
  assertEquals(namesIn(folders.replica), ["a.txt", "my.log"]);
});

Deno.test("lockstep does not count a log inside the replica as a removal", async () => {
  using folders = programFolders({
    source: {},
    replica: { "my.log": "older\n", "my.log.1": "one" },
  });
  const path = `${folders.replica}/my.log`;
  await runWithLog(folders, path, IN_REPLICA);
});

/** Ways to name a log in the source. */
const SOURCE_LOGS: readonly (readonly [string, string, string])[] = [
  ["", "source/my.log", "my.log"],
  [" through a link", "link/my.log", "my.log"],
  [", in a folder", "source/logs/my.log", "logs/my.log"],
];

for (const [title, log, kept] of SOURCE_LOGS) {
  Deno.test(`lockstep warns of a log inside the source${title}, and never copies it`, async () => {
    using folders = programFolders({ source: { "a.txt": "a", logs: {} } });
    const { top, source, replica } = folders;
    writeTree(top, { link: link("source") });
    const path = `${top}/${log}`;
    const first = await runWithLog(folders, path, IN_SOURCE);
    const second = await runWithLog(folders, path, IN_SOURCE);
    assertEquals(readText(`${source}/${kept}`), first.stderr + second.stderr);
    assertEquals(namesBelow(replica), ["a.txt", "logs"]);
  });
}

Deno.test("lockstep does not copy the older parts of a log inside the source", async () => {
  using folders = programFolders({
    source: { "my.log": "x".repeat(2000), "my.log.1": "one", "my.log.txt": "" },
  });
  const path = `${folders.source}/my.log`;
  const args = ["--log", path, "--log-max-size", "1KiB"];
  assertCode(await runOnce(folders, args), 0);
  assertEquals(namesIn(folders.replica), ["my.log.txt"]);
});

for (
  const [where, warning] of [
    ["source", IN_SOURCE],
    ["replica", IN_REPLICA],
  ] as const
) {
  Deno.test(`lockstep can be started in the ${where}, where its log then lies`, async () => {
    using folders = programFolders({
      source: { "a.txt": "a" },
      replica: { "b.txt": "b" },
    });
    const { top, source, replica } = folders;
    const cwd = `${top}/${where}`;
    for (const _ of [1, 2]) {
      const finished = await runOnce(folders, [], { cwd });
      assertCode(finished, 0);
      assertEquals(logLines(finished.stderr)[1], warning);
    }
    assertEquals(namesIn(cwd), ["a.txt", "sync_log.txt"]);
    assertEquals(readTree(replica)["a.txt"], readTree(source)["a.txt"]);
    assertEquals(namesIn(where === "source" ? replica : source), ["a.txt"]);
  });
}

Deno.test("lockstep says nothing of a log that lies beside the trees", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const log = `${folders.top}/source.log`;
  const { stderr } = await runOnce(folders, ["--log", log]);
  assert(!stderr.includes("WARN"), stderr);
});

testUnless(
  notPosix(),
  "lockstep --log /dev/null keeps no log, and never moves the device away",
  async () => {
    using folders = programFolders({ source: { "a.txt": "a" } });
    const args = ["--log", "/dev/null", "--log-max-size", "1KiB", "-v"];
    for (let pass = 0; pass < 2; pass++) {
      assertCode(await runOnce(folders, args), 0);
    }
    assert((await Deno.stat("/dev/null")).isCharDevice);
    assert(!namesIn("/dev").includes("null.1"));
    assert(!namesBelow(folders.top).some((name) => name.includes("log")));
  },
);

for (const where of ["source", "replica"] as const) {
  Deno.test(`lockstep leaves its own state folder alone inside the ${where}`, async () => {
    using folders = programFolders({ source: { "a.txt": "a" }, replica: {} });
    const { top, replica } = folders;
    const state = `${top}/${where}/state`;
    for (const _ of [1, 2]) {
      assertCode(await runOnce(folders, [], { state }), 0);
    }
    // The lock of the replica, and what is remembered of the pair.
    assertEquals(namesIn(`${state}/lockstep`).length, 2);
    if (where === "source") {
      assert(!namesBelow(replica).some((name) => name.includes("lockstep")));
    }
  });
}
