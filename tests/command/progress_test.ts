import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putSparse } from "../support/files.ts";
import {
  type Finished,
  type ProgramFolders,
  programFolders,
  type ProgramOptions,
  type RunningProgram,
  startProgram,
} from "../support/program.ts";
import { DEFAULT_TIME, readText } from "../support/tree.ts";
import { assertStatus, noTerminal, QUESTION } from "./at_terminal.ts";

const GIB = 2 ** 30;

/** What is written around a status line, and to take it away. */
const [CUT, WRAP] = ["\u001b[?7l", "\u001b[?7h\r"];
const ERASE = "\r\u001b[K\u001b7\u001b[B\u001b[J\u001b8";

/** A part of a status line when some of the file has been compared. */
const FAR = /comparing: 1 entry, \d+(\.\d+)? (MiB|GiB)/;

/** Two trees with a file that takes long to compare. */
function longWork(): ProgramFolders {
  const folders = programFolders({ source: {}, replica: {} });
  putSparse(`${folders.source}/large`, 1024 * GIB);
  putSparse(`${folders.replica}/large`, 1024 * GIB, DEFAULT_TIME + 1000);
  return folders;
}

function start(
  args: readonly string[],
  folders: ProgramFolders,
  options: ProgramOptions = {},
): RunningProgram {
  return startProgram(args, { ...folders, terminal: true, ...options });
}

/** Returns all status lines that were drawn. */
function drawn(screen: string): readonly string[] {
  return screen.split(CUT).slice(1)
    .map((text) => text.slice(0, text.indexOf(WRAP)));
}

/** Asserts that nothing of a status line is left on the screen, nor of what the terminal shows of Ctrl-C. */
function assertGone({ stdout }: Finished): void {
  const end = stdout.slice(stdout.lastIndexOf(WRAP) + WRAP.length);
  assert(end.replace("^C", "").startsWith(ERASE), JSON.stringify(end));
}

const COMMANDS = {
  sync: ({ source, replica }) => [source, replica, "--once"],
  verify: ({ source, replica }) => ["verify", source, replica],
} as const satisfies Readonly<
  Record<string, (folders: ProgramFolders) => readonly string[]>
>;

for (const [name, words] of Object.entries(COMMANDS)) {
  testUnless(
    noTerminal,
    `lockstep ${name} has a status line at a terminal that moves inside a large file, and is gone after Ctrl-C`,
    async () => {
      using folders = longWork();
      await using program = start(words(folders), folders);
      await program.stdout.waitFor(FAR);
      await program.stdout.waitFor(FAR);
      await program.type("\u0003");
      const finished = await program.finished;
      assertStatus(finished, 130);
      assertGone(finished);
      const lines = drawn(finished.stdout);
      assert(lines.length > 1, finished.stdout);
      assert(lines.every((line) => line.length < 80), lines.join("\n"));
      assertMatch(lines.at(-1) ?? "", / {2}large$/);
    },
  );
}

testUnless(
  noTerminal,
  "lockstep verify does not count a file as compared that it was stopped in",
  async () => {
    using folders = longWork();
    await using program = start(COMMANDS.verify(folders), folders);
    await program.stdout.waitFor(FAR);
    await program.type("\u0003");
    const { stdout } = await program.finished;
    assertMatch(stdout, /stopped before its end, .*, 0 B of contents, in /);
  },
);

testUnless(
  noTerminal,
  "lockstep manifest has a status line at a terminal if its list goes elsewhere",
  async () => {
    using folders = longWork();
    const words = ["manifest", folders.source, "-o", `${folders.top}/list`];
    await using program = start(words, folders);
    await program.stdout.waitFor(/listing: 0 files, \d+(\.\d+)? (GiB|MiB)/);
    await program.type("\u0003");
    const finished = await program.finished;
    assertStatus(finished, 130);
    assertGone(finished);
  },
);

testUnless(
  noTerminal,
  "the status line is gone before a question is asked, and is not drawn while it waits",
  async () => {
    const extras = Object.fromEntries(
      Array.from({ length: 20 }, (_, number) => [`${number}`, "x"]),
    );
    using folders = programFolders({ source: {}, replica: extras });
    // Their digests take longer than it takes for the line to come.
    for (const side of [folders.source, folders.replica]) {
      putSparse(`${side}/large`, GIB / 2);
    }
    const words = [...COMMANDS.sync(folders), "--digest", "md5"];
    await using program = start(words, folders);
    await program.stdout.waitFor(/comparing: 21 entries, /);
    await program.stdout.waitFor(QUESTION);
    await program.type("n\r");
    const finished = await program.finished;
    assertStatus(finished, 3);
    const { stdout } = finished;
    const [before = "", asked = ""] = stdout.split("This looks like");
    assert(before.endsWith(WRAP + ERASE), JSON.stringify(before));
    const [waiting = ""] = asked.split("n\r\n");
    assertMatch(waiting, /\[y\/N\] $/);
    assert(!waiting.includes(CUT), JSON.stringify(waiting));
  },
);

testUnless(
  noTerminal,
  "the status line fits a narrow terminal",
  async () => {
    using folders = longWork();
    await using program = start(COMMANDS.sync(folders), folders, {
      through: ["sh", "-c", 'stty cols 24; exec "$@"', "sh"],
    });
    await program.stdout.waitFor(/comparing: 1 entry/);
    await program.type("\u0003");
    const { stdout } = await program.finished;
    const lines = drawn(stdout);
    assert(lines.every((line) => line.length < 24), lines.join("\n"));
  },
);

testUnless(
  noTerminal,
  "log lines are whole lines above the status line, and the log file has nothing of it",
  async () => {
    using folders = longWork();
    await using program = start(COMMANDS.sync(folders), folders);
    await program.stdout.waitFor(FAR);
    await program.type("\u0003");
    const { stdout } = await program.finished;
    const [, after = ""] = stdout.split(/.*Stopped by user \(SIGINT\)/);
    assertStringIncludes(after, "Stopped before the replica was equal");
    const log = readText(folders.log);
    assertEquals(log.includes("\u001b"), false);
    assertEquals(/comparing/.test(log), false);
  },
);

for (
  const [name, args, env] of [
    ["with --quiet", ["-q"], {}],
    ["of the kind dumb", [], { TERM: "dumb" }],
  ] as const
) {
  testUnless(
    noTerminal,
    `there is no status line at a terminal ${name}`,
    async () => {
      using folders = programFolders({ source: { a: "a" }, replica: {} });
      const { source, replica } = folders;
      // A digest of so much takes longer than it takes for the line to come.
      putSparse(`${source}/large`, GIB);
      await using program = start(
        [source, replica, "--once", "--digest", "md5", ...args],
        folders,
        { env },
      );
      const finished = await program.finished;
      assertStatus(finished, 0);
      assertEquals(drawn(finished.stdout), []);
    },
  );
}
