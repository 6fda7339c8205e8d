import { assert, assertStringIncludes } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import {
  type Finished,
  programFolders,
  type ProgramOptions,
  runProgram,
} from "../support/program.ts";
import { readText } from "../support/tree.ts";
import { noTerminal } from "./at_terminal.ts";

const RED_ERROR = '\u001b[31mERROR\u001b[39m failed "link/a"';
const RED_VERDICT =
  "\u001b[31mSome paths failed, the replica is not equal\u001b[39m: ";

/** Runs a pass in which a path fails; returns what it said and what is in the log file. */
async function fail(
  args: readonly string[],
  options: ProgramOptions,
): Promise<Finished & { readonly file: string }> {
  // A folder that must not be removed for a file.
  using folders = programFolders({
    source: { link: { a: "file" } },
    replica: { link: { a: { kept: "x" } } },
  });
  const { source, replica, log } = folders;
  const finished = await runProgram(
    [source, replica, "--once", "--no-delete", ...args],
    { ...folders, ...options },
  );
  return { ...finished, file: readText(log) };
}

const AT_TERMINAL: ProgramOptions = {
  terminal: true,
  env: { NO_COLOR: "", TERM: "xterm" },
};

/** A terminal: with which arguments, and what else. */
type Terminals = readonly (readonly [
  name: string,
  args: readonly string[],
  options: ProgramOptions,
])[];

const PAINTED: Terminals = [
  ["without NO_COLOR", [], { through: ["env", "-u", "NO_COLOR"] }],
  ["if NO_COLOR is empty", [], {}],
  ["with --color auto", ["--color", "auto"], {}],
  ["with --color always, whatever NO_COLOR says", ["--color", "always"], {
    env: { NO_COLOR: "1", TERM: "dumb" },
  }],
];

for (const [name, args, options] of PAINTED) {
  testUnless(
    noTerminal,
    `lockstep paints errors and its verdict at a terminal ${name}, and nothing in the log file`,
    async () => {
      const { stdout, file } = await fail(args, { ...AT_TERMINAL, ...options });
      assertStringIncludes(stdout, RED_ERROR);
      assertStringIncludes(stdout, RED_VERDICT);
      assert(/ERROR failed/.test(file) && !file.includes("\u001b"), file);
    },
  );
}

const PLAIN: Terminals = [
  ["with NO_COLOR", [], { env: { NO_COLOR: "1", TERM: "xterm" } }],
  ["with NO_COLOR and --color auto", ["--color", "auto"], {
    env: { NO_COLOR: "0", TERM: "xterm" },
  }],
  ["with --color never", ["--color", "never"], {}],
  ["if it is a dumb one", [], { env: { NO_COLOR: "", TERM: "dumb" } }],
];

for (const [name, args, options] of PLAIN) {
  testUnless(
    noTerminal,
    `lockstep paints nothing at a terminal ${name}`,
    async () => {
      const { stdout } = await fail(args, { ...AT_TERMINAL, ...options });
      assert(/ERROR failed/.test(stdout), stdout);
      assert(!stdout.includes("\u001b[3"), stdout);
    },
  );
}

Deno.test("lockstep paints nothing that goes to a pipe, unless it is told to", async () => {
  const env = { NO_COLOR: "" };
  const plain = await fail([], { env });
  assert(!(plain.stderr + plain.stdout).includes("\u001b"), plain.stderr);
  const painted = await fail(["--color=always"], { env: { NO_COLOR: "1" } });
  assertStringIncludes(painted.stderr, RED_ERROR);
  assertStringIncludes(painted.stdout, RED_VERDICT);
  assert(!painted.file.includes("\u001b"), painted.file);
});

Deno.test("lockstep verify paints its verdict if it is told to", async () => {
  using folders = programFolders({ source: { a: "a" }, replica: {} });
  const { source, replica } = folders;
  const words = ["verify", source, replica, "--color=always"];
  const { stdout } = await runProgram(words, folders);
  assert(
    stdout.includes("\u001b[31mnot equal: 1 only in the source\u001b[39m"),
  );
});
