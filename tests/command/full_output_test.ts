import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { writeConfig } from "../support/config_file.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runOnce,
  runProgram,
  startProgram,
} from "../support/program.ts";
import { runTool } from "../support/tools.ts";
import { passesIn } from "../support/trashes.ts";
import { readText, readTree } from "../support/tree.ts";

/** Standard output is a device that is always full. */
const FULL = ["sh", "-c", 'exec "$@" > /dev/full', "sh"];

/** Standard output is a pipe that nobody reads. */
const GONE = ["bash", "-c", '"$@" | true; exit "${PIPESTATUS[0]}"', "sh"];

/**
 * Standard error is a pipe that was set not to block, and is full again and
 * again: its reader, whose standard output is that of the test, is slow.
 */
const IMPATIENT = [
  "bash",
  "-c",
  '{ dd if=/dev/null oflag=nonblock status=none; "$@" 2>&1 >/dev/null; } | while read -r -N 4096 part || { printf %s "$part"; false; }; do printf %s "$part"; sleep 0.01; done',
  "sh",
];

const PAIR = ["../source", "../replica"];

/** A pair of folders that differ, also as a job. */
function twoFolders(): ProgramFolders {
  const folders = programFolders({ source: { a: "a" }, replica: {} });
  const [source = "", replica = ""] = PAIR;
  writeConfig(folders, [{ name: "a", source, replica }]);
  return folders;
}

/** Commands with something to print, and the exit status where that can be printed. */
const COMMANDS: readonly (readonly [args: readonly string[], code: number])[] =
  [
    [[...PAIR, "--once"], 0],
    [[...PAIR, "--dry-run"], 7],
    [["plan", ...PAIR], 7],
    [["verify", ...PAIR], 1],
    [["manifest", "../source"], 0],
    [["explain", "../source", "a"], 0],
    [["schedule", ...PAIR, "--every", "1h"], 0],
    [["run", "--once"], 0],
    [["run", "--dry-run"], 7],
    [["jobs"], 0],
    [["init", "--config", "new.toml"], 0],
    [["completions", "bash"], 0],
    [["completions", "suggest"], 0],
    [["doctor"], 0],
    [["help", "sync"], 0],
    [["--version"], 0],
  ];

for (const [args, code] of COMMANDS) {
  const line = `lockstep ${args.join(" ")}`;

  testUnless(
    notPosix(),
    `${line} says that its result could not be written, and ends with 1`,
    async () => {
      using folders = twoFolders();
      const finished = await runProgram(args, { ...folders, through: FULL });
      assertCode(finished, 1);
      assertMatch(
        finished.stderr,
        /Cannot write the (result|list): no space left on the disk \(ENOSPC\)\n$/,
      );
    },
  );

  for (const more of args.includes("suggest") ? [[]] : [[], ["--json"]]) {
    testUnless(
      notPosix(),
      `${
        [line, ...more].join(" ")
      } says nothing where its reader has seen enough`,
      async () => {
        using folders = twoFolders();
        const finished = await runProgram([...args, ...more], {
          ...folders,
          through: GONE,
        });
        assertCode(finished, code);
        assertEquals(/Cannot|ERROR|pipe/.exec(finished.stderr), null);
      },
    );
  }
}

testUnless(
  notPosix(),
  "lockstep restore says that its result could not be written, and ends with 1",
  async () => {
    using folders = programFolders({
      source: { a: "a" },
      replica: { a: "ab" },
    });
    assertCode(await runOnce(folders, ["--keep-versions"]), 0);
    const [pass = ""] = passesIn(`${folders.replica}.versions`);
    const args = ["restore", folders.replica, "a", "--at", pass.slice(-24)];
    const finished = await runProgram(args, { ...folders, through: FULL });
    assertCode(finished, 1);
    assertMatch(finished.stderr, /\nlockstep: Cannot write the result: .*\n$/);
  },
);

testUnless(
  notPosix(),
  "lockstep puts all log lines on a slow pipe that was set not to block",
  async () => {
    const names = Array.from({ length: 4000 }, (_, at) => `${at}`);
    const source = Object.fromEntries(names.map((name) => [name, ""]));
    using folders = programFolders({ source });
    const args = [...PAIR, "--once"];
    const { stdout } = await runProgram(args, {
      ...folders,
      through: IMPATIENT,
    });
    assertEquals(stdout, readText(folders.log));
  },
);

testUnless(
  notPosix(),
  "lockstep mirrors all while nobody takes its log lines, and ends when they are taken",
  async () => {
    const names = Array.from({ length: 2000 }, (_, at) => `${at}`);
    const source = Object.fromEntries(names.map((name) => [name, ""]));
    using folders = programFolders({ source });
    const { top, cwd, log, replica } = folders;
    const pipe = `${top}/console`;
    runTool("mkfifo", [pipe]);
    using console = await Deno.open(pipe, { read: true, write: true });
    const changes = Deno.watchFs(cwd);
    await using program = startProgram([...PAIR, "--once"], {
      ...folders,
      through: ["sh", "-c", 'exec "$@" 2>"$0"', pipe],
    });
    for await (const _ of changes) {
      if (/ finished: /.test(readText(log))) break;
    }
    assertEquals(readTree(replica), readTree(folders.source));
    const { size } = await Deno.stat(log);
    assert(size > MOST_IN_PIPE, `All ${size} bytes fit into the pipe`);
    const taken = await readExactly(console, size);
    assertEquals(taken, readText(log));
    assertCode(await program.finished, 0);
  },
);

/** What a pipe holds on Linux. */
const MOST_IN_PIPE = 65_536;

async function readExactly(file: Deno.FsFile, bytes: number): Promise<string> {
  const whole = new Uint8Array(bytes);
  for (let done = 0; done < bytes;) {
    done += await file.read(whole.subarray(done)) ?? 0;
  }
  return new TextDecoder().decode(whole);
}

for (const args of [PAIR.concat("1h"), ["run"]]) {
  testUnless(
    notPosix(),
    `lockstep ${
      args.join(" ")
    } in a loop says at its end that its last word could not be written`,
    async () => {
      using folders = programFolders({ source: { a: "a" } });
      const [source = "", replica = ""] = PAIR;
      writeConfig(folders, [{ name: "a", source, replica, interval: "1h" }]);
      const options = { ...folders, through: FULL };
      await using program = startProgram(args, options);
      await program.waitForLine(/next pass/);
      program.kill("SIGTERM");
      const finished = await program.finished;
      assertCode(finished, 1);
      assertMatch(
        finished.stderr,
        /SIGTERM\)\nlockstep: Cannot write the result: no space left .*\n$/,
      );
      assertEquals(readTree(folders.replica), readTree(folders.source));
    },
  );
}
