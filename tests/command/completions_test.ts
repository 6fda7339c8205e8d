import { assert, assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runProgram,
  startProgram,
} from "../support/program.ts";
import { programWords } from "../support/program_call.ts";
import { lacks, mustRun } from "../support/shell.ts";
import { writeTree } from "../support/tree.ts";
import { noTerminal } from "./at_terminal.ts";

/** What is typed, with the key Tab as \t, and the arguments that lockstep then gets. */
const TYPED: readonly (readonly [string, string])[] = [
  ["veri\t --mani\tx", "[verify][--manifest][x]"],
  ["sync --interv\t", "[sync][--interval]"],
  ["schedule --for laun\t", "[schedule][--for][launchd]"],
  ["schedule --for=laun\t", "[schedule][--for=launchd]"],
  ["--digest sha5\t", "[--digest][sha512]"],
  ["sync my\t", "[sync][my photos]"],
  ["my\t", "[my photos]"],
  ["sync a b --trash my\t", "[sync][a][b][--trash][my photos]"],
  ["sync a b --trash=my\t", "[sync][a][b][--trash=my photos]"],
  ["sync a b --log=lo\t", "[sync][a][b][--log=logs.txt]"],
  ["sync a b --log lo\t", "[sync][a][b][--log][logs.txt]"],
  ["restore album 20\tpar\t", "[restore][album][2026/party.jpg]"],
  ["versions album a\t", "[versions][album][a b]"],
  ["help mani\t", "[help][manifest]"],
  ["completions pow\t", "[completions][powershell]"],
  ["run --config jobs.toml pho\t", "[run][--config][jobs.toml][photos-2026]"],
  ["sync -- --int\t", "[sync][--][--int]"],
];

/** How each shell is started, and what is typed first. */
const SHELLS = [
  {
    shell: "bash",
    call: ["bash", "--norc", "--noprofile", "-i"],
    more: [['sync "my\t', "[sync][my photos]"]],
    prepare:
      `bind "set enable-bracketed-paste off"; bind "set bell-style none"; source <(lockstep completions bash)`,
  },
  {
    shell: "zsh",
    call: ["zsh", "-f", "-i"],
    more: [['sync "my\t"', "[sync][my photos]"]],
    prepare:
      `unsetopt beep; autoload -Uz compinit; compinit -u -D; source <(lockstep completions zsh)`,
  },
] as const;

for (const { shell, call, prepare, more } of SHELLS) {
  testUnless(
    lacks(shell) ?? noTerminal,
    `${shell} completes subcommands, options, values, jobs, folders and files`,
    async () => {
      using folders = programFolders();
      const env = prepareFolders(folders);
      await using program = startProgram([], {
        ...folders,
        env,
        call,
        terminal: true,
      });
      await program.type(`PS1=; ${prepare}; echo rea""dy\n`);
      await program.stdout.waitFor(/^ready\r$/m);
      for (const [line, args] of [...TYPED, ...more]) {
        await program.type(`lockstep ${line}\n`);
        const said = await program.stdout.waitFor(/\[.*\]\r\n/);
        // zsh takes the slash away again when the line is complete.
        assertEquals(said.trim().replaceAll("/]", "]"), args, line);
      }
      await program.type("exit\n");
    },
  );
}

testUnless(
  lacks("fish"),
  "fish completes subcommands, options, values, jobs, folders and files",
  () => {
    using folders = programFolders();
    const { PATH } = prepareFolders(folders);
    const complete = (line: string): readonly string[] => {
      const script =
        `cd $argv[1]; set PATH $argv[2]; lockstep completions fish | source; complete -C $argv[3]`;
      const args = ["--no-config", "-c", script, folders.cwd, PATH, line];
      return mustRun("fish", ...args).split("\n").slice(0, -1)
        .map((line) => line.split("\t")[0] ?? "");
    };
    assertEquals(complete("lockstep veri"), ["verify"]);
    assertEquals(complete("lockstep verify --mani"), ["--manifest"]);
    assertEquals(complete("lockstep schedule --for laun"), ["launchd"]);
    assertEquals(complete("lockstep schedule --for=laun"), ["--for=launchd"]);
    assertEquals(complete("lockstep sync my"), ["my photos/"]);
    assertEquals(complete("lockstep my"), ["my photos/"]);
    assertEquals(complete("lockstep a b --trash=my"), ["--trash=my photos/"]);
    assertEquals(complete("lockstep a b --log=lo"), ["--log=logs.txt"]);
    assertEquals(complete("lockstep sync -- --int"), []);
    assertEquals(complete("lockstep run --config jobs.toml pho"), [
      "photos-2026",
    ]);
    assertEquals(complete("lockstep restore album 20"), ["2026/"]);
    assertEquals(complete("lockstep restore album 2026/p"), ["2026/party.jpg"]);
  },
);

for (const shell of ["bash", "zsh", "fish", "powershell"]) {
  Deno.test(`lockstep completions ${shell} prints what the shell reads`, async () => {
    const finished = await runProgram(["completions", shell]);
    assertCode(finished, 0);
    assert(finished.stdout.includes("lockstep completions suggest -- "));
  });
}

Deno.test("lockstep completions knows the jobs of lockstep.toml, and says nothing where there is none", async () => {
  using folders = programFolders();
  const call = ["completions", "suggest", "--", "=", "run"];
  const without = await runProgram(call, folders);
  assertCode(without, 0);
  assertEquals(without.stdout + without.stderr, "nothing\n");
  const job = (name: string): string =>
    `[[job]]\nname = "${name}"\nsource = "a"\nreplica = "b-${name}"\n`;
  writeTree(folders.cwd, { "lockstep.toml": job("photos") + job("docs") });
  const { stdout } = await runProgram(call, folders);
  assertEquals(stdout, "nothing\nphotos\ta job\ndocs\ta job\n");
});

Deno.test("lockstep completions refuses other shells in one line", async () => {
  for (const args of [[], ["tcsh"], ["bash", "zsh"]]) {
    const finished = await runProgram(["completions", ...args]);
    assertCode(finished, 2);
    assert(/^lockstep: one shell is needed, .*\n$/.test(finished.stderr));
  }
});

/** A program "lockstep" that says how it was called, but completes like lockstep. */
function prepareFolders({ cwd, top }: ProgramFolders): { PATH: string } {
  writeTree(cwd, {
    "my photos": {},
    "my file": "",
    "logs.txt": "",
    "jobs.toml":
      '[[job]]\nname = "photos-2026"\nsource = "album"\nreplica = "copy"\n',
    album: { "2026": { "party.jpg": "" }, "a b": "", "tab\t": "" },
  });
  const words = programWords().map((word) => `"${word}"`).join(" ");
  const script = `#!/bin/sh
case "$1 $2" in
  "completions suggest" | "completions bash" | "completions zsh" | "completions fish")
    exec ${words} "$@" ;;
esac
for word; do printf '[%s]' "$word"; done
echo
`;
  Deno.mkdirSync(`${top}/bin`);
  Deno.writeTextFileSync(`${top}/bin/lockstep`, script, { mode: 0o755 });
  return { PATH: `${top}/bin:${Deno.env.get("PATH")}` };
}
