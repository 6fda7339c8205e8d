import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { exists } from "../support/files.ts";
import {
  programFolders,
  runOnce,
  runProgram,
  snapshot,
} from "../support/program.ts";
import { readText } from "../support/tree.ts";
import {
  accident,
  ANY_QUESTION,
  assertStatus,
  noTerminal,
  startAtTerminal,
} from "./at_terminal.ts";

/** What leaves nothing to ask, and what comes of it without an answer. */
const UNASKED: readonly (readonly [readonly string[], number])[] = [
  [["--yes"], 0],
  [["-y"], 0],
  [["--allow-empty-source"], 0],
  [["--no-delete"], 0],
];

for (const [args, code] of UNASKED) {
  testUnless(
    noTerminal,
    `lockstep ${args.join(" ")} asks nothing at a terminal`,
    async () => {
      using folders = accident();
      await using program = startAtTerminal(folders, ["--once", ...args]);
      const finished = await program.finished;
      assertStatus(finished, code);
      assert(!ANY_QUESTION.test(finished.stdout), finished.stdout);
    },
  );
}

testUnless(
  noTerminal,
  "lockstep --create-source asks nothing at a terminal",
  async () => {
    using folders = programFolders();
    await using program = startAtTerminal(folders, [
      "--once",
      "--create-source",
    ]);
    const finished = await program.finished;
    assertStatus(finished, 0);
    assert(!ANY_QUESTION.test(finished.stdout), finished.stdout);
  },
);

testUnless(
  noTerminal,
  "lockstep prints plain lines at a terminal, without control sequences",
  async () => {
    using folders = programFolders({ source: { "a\u001b[31m": "a" } });
    await using program = startAtTerminal(folders);
    const { stdout } = await program.finished;
    const plain = stdout.replaceAll(STATUS_LINE, "").replaceAll("\r\n", "");
    assertEquals(plain.match(/\p{Cc}/gu), null);
    assertMatch(stdout, /INFO {2}copied "a\\u001b\[31m" 1 B\r\n/);
  },
);

/** What a pass shows besides its lines once it takes half a second; see src/output/console.ts. */
// deno-lint-ignore no-control-regex
const STATUS_LINE = /\r\u001b\[J|\u001b\[\?7l.*?\u001b\[\?7h\r/g;

/** Ways to be started that leave nobody to ask, though the answer may be at hand. */
const NOBODY: readonly (readonly [string, string, boolean])[] = [
  ["standard input is a pipe", 'echo y | "$@"', true],
  ["standard input is empty", '"$@" </dev/null', true],
  ["standard error is a file", '"$@" 2>console', true],
  ["there is no terminal", '"$@"', false],
];

for (const [title, script, terminal] of NOBODY) {
  testUnless(
    noTerminal,
    `lockstep asks nothing when ${title}, and refuses`,
    async () => {
      using folders = accident();
      const before = snapshot(folders.replica);
      const through = ["sh", "-c", script, "-"];
      const finished = await runOnce(folders, [], { through, terminal });
      assertStatus(finished, 3);
      const console = `${folders.cwd}/console`;
      const said = finished.stdout + finished.stderr +
        (exists(console) ? readText(console) : "");
      assertStringIncludes(said, "Refused, nothing was changed");
      assert(!ANY_QUESTION.test(said), said);
      assertEquals(snapshot(folders.replica), before);
    },
  );
}

testUnless(
  noTerminal,
  "lockstep asks nothing about a missing source when there is no terminal",
  async () => {
    using folders = programFolders();
    const { source, replica } = folders;
    const through = ["sh", "-c", 'echo y | "$@"', "-"];
    const args = [source, replica, "--once"];
    const finished = await runProgram(args, { ...folders, through });
    assertStatus(finished, 4);
    assert(!ANY_QUESTION.test(finished.stderr), finished.stderr);
    assert(!exists(source));
  },
);
