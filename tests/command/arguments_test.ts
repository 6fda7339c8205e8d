import { helpText, overview } from "../../src/cli/help/help.ts";
import { type SubcommandName, SUBCOMMANDS } from "../../src/cli/subcommands.ts";
import { assert, assertEquals } from "../support/assert.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runProgram,
  snapshot,
  startProgram,
} from "../support/program.ts";
import { CHECKOUT } from "../support/program_call.ts";
import { namesIn, readText, readTree, writeTree } from "../support/tree.ts";

const SOURCE = { "a.txt": "a", sub: { "b.txt": "b" } };

/** Runs a loop until it waits, and returns the milliseconds from that line to the next pass. */
async function intervalOf(
  args: readonly string[],
  folders: ProgramFolders,
): Promise<number> {
  const { source, replica } = folders;
  await using program = startProgram([source, replica, ...args], folders);
  const line = await program.waitForLine(/INFO {2}next pass at /);
  program.kill("SIGTERM");
  await program.finished;
  const [now, next] = [...line.matchAll(/\S+ [0-9:.]+\+00:00/g)]
    .map(([time]) => Date.parse(time));
  assert(now !== undefined && next !== undefined, line);
  return next - now;
}

const INTERVALS: readonly (readonly [string, readonly string[], number])[] = [
  ["600 seconds if not told otherwise", [], 600_000],
  ["seconds", ["90"], 90_000],
  ["30s", ["30s"], 30_000],
  ["10m", ["10m"], 600_000],
  ["1h30m", ["1h30m"], 5_400_000],
  ["1d", ["1d"], 86_400_000],
  ["--interval", ["--interval", "2m"], 120_000],
  ["--interval=", ["--interval=2m"], 120_000],
  ["-i", ["-i", "2m"], 120_000],
];

for (const [title, args, milliseconds] of INTERVALS) {
  Deno.test(`lockstep waits between passes for an interval given as: ${title}`, async () => {
    using folders = programFolders({ source: SOURCE });
    const told = await intervalOf(args, folders);
    // The line is made a moment after the time of the next pass.
    assert(told <= milliseconds && told > milliseconds - 5000, `${told}`);
  });
}

const LOGS: readonly (readonly [string, readonly string[], string])[] = [
  ["sync_log.txt if not told otherwise", [], "sync_log.txt"],
  ["a name in the third place", ["my.log"], "my.log"],
  ["a name after the interval", ["30s", "my.log"], "my.log"],
  ["a name before the interval", ["my.log", "30s"], "my.log"],
  ["--log", ["--log", "my.log"], "my.log"],
  ["-l", ["-l", "my.log"], "my.log"],
  ["--log-path", ["--log-path", "my.log"], "my.log"],
  ["--log_path", ["--log_path", "my.log"], "my.log"],
  ["--log_path=", ["--log_path=my.log"], "my.log"],
];

for (const [title, args, name] of LOGS) {
  Deno.test(`lockstep writes a log in the current folder that is given as: ${title}`, async () => {
    using folders = programFolders({ source: SOURCE });
    const { source, replica } = folders;
    const finished = await runProgram(
      [source, replica, ...args, "--once"],
      folders,
    );
    assertCode(finished, 0);
    assertEquals(namesIn(folders.cwd), [name]);
    assertEquals(readText(`${folders.cwd}/${name}`), finished.stderr);
  });
}

Deno.test("lockstep takes the interval also after the log", async () => {
  using folders = programFolders({ source: SOURCE });
  const told = await intervalOf(["my.log", "1h"], folders);
  assert(told <= 3_600_000 && told > 3_595_000, `${told}`);
});

Deno.test("lockstep sync does what lockstep alone does", async () => {
  using folders = programFolders({ source: SOURCE });
  const { source, replica } = folders;
  const finished = await runProgram(
    ["sync", source, replica, "--once"],
    folders,
  );
  assertCode(finished, 0);
  assertEquals(readTree(replica), readTree(source));
});

Deno.test("lockstep takes options before, between and after the names", async () => {
  using folders = programFolders({ source: SOURCE });
  const { source, replica } = folders;
  const finished = await runProgram(
    ["--once", source, "-v", replica, "--log", "my.log"],
    folders,
  );
  assertCode(finished, 0);
  assertEquals(readTree(replica), readTree(source));
});

Deno.test("lockstep resolves relative names against the current folder", async () => {
  using folders = programFolders({ source: SOURCE });
  const finished = await runProgram(
    ["../source", "./replica/", "--once"],
    folders,
  );
  assertCode(finished, 0);
  assertEquals(namesIn(folders.cwd), ["replica", "sync_log.txt"]);
  assertEquals(
    readTree(`${folders.cwd}/replica`),
    readTree(folders.source),
  );
});

Deno.test("lockstep makes a replica that is named by way of a folder that does not exist", async () => {
  using folders = programFolders({ source: SOURCE });
  const finished = await runProgram(
    ["../source", "missing/../replica", "--once"],
    folders,
  );
  assertCode(finished, 0);
  assertEquals(
    readTree(`${folders.cwd}/replica`),
    readTree(folders.source),
  );
});

Deno.test("lockstep takes names that begin with a dash after --", async () => {
  using folders = programFolders();
  writeTree(`${folders.cwd}/-source`, SOURCE);
  const finished = await runProgram(
    ["--once", "--", "-source", "--replica", "-log"],
    folders,
  );
  assertCode(finished, 0);
  assertEquals(namesIn(folders.cwd), ["--replica", "-log", "-source"]);
  assertEquals(
    readTree(`${folders.cwd}/--replica`),
    readTree(`${folders.cwd}/-source`),
  );
});

Deno.test("lockstep takes folders whose names look like its own words", async () => {
  using folders = programFolders();
  writeTree(`${folders.cwd}/sync`, SOURCE);
  const finished = await runProgram(["sync", "sync", "10", "--once"], folders);
  assertCode(finished, 0);
  assertEquals(
    readTree(`${folders.cwd}/10`),
    readTree(`${folders.cwd}/sync`),
  );
});

const ONE_TOO_MANY = [
  ["verify", "S", "R", "more"],
  ["verify", "--manifest", "list", "S", "more"],
  ["manifest", "S", "more"],
  ["explain", "S", "a.txt", "more"],
  ["versions", "R", "a.txt", "more"],
  ["restore", "R", "a.txt", "--at", "1d", "more"],
  ["doctor", "S", "R", "more"],
];

for (const args of ONE_TOO_MANY) {
  Deno.test(`lockstep ${args.join(" ")} is refused for the name that is one too many`, async () => {
    const finished = await runProgram(args);
    assertCode(finished, 2);
    assertEquals(
      finished.stderr,
      'lockstep: "more" is one name too many: leave it out\n',
    );
  });
}

/** Command lines, where S and R stand for the folders, and the subcommand of the page that they show. */
const PAGES: readonly (readonly [
  readonly string[],
  SubcommandName | undefined,
])[] = [
  [["--help"], undefined],
  [["-h"], undefined],
  [["help"], undefined],
  [["S", "R", "--help"], undefined],
  [["sync", "--help"], "sync"],
  [["sync", "S", "R", "-h"], "sync"],
  ...SUBCOMMANDS.map(({ name }) => [["help", name], name] as const),
];

for (const [args, subject] of PAGES) {
  const page = subject === undefined ? "the first page" : `that of ${subject}`;
  Deno.test(`lockstep ${args.join(" ")} shows ${page}, and touches nothing`, async () => {
    using folders = programFolders({ source: SOURCE });
    const before = snapshot(folders.top);
    const { source, replica } = folders;
    const places: Record<string, string> = { S: source, R: replica };
    const finished = await runProgram(
      args.map((argument) => places[argument] ?? argument),
      folders,
    );
    assertCode(finished, 0);
    assertEquals(finished.stderr, "");
    assertEquals(
      finished.stdout,
      subject === undefined ? overview() : helpText(subject),
    );
    assertEquals(snapshot(folders.top), before);
  });
}

Deno.test("lockstep --version shows the version of deno.json", async () => {
  const { version } = JSON.parse(readText(`${CHECKOUT}/deno.json`));
  const finished = await runProgram(["--version"]);
  assertCode(finished, 0);
  // An executable knows its commit, too.
  const text = finished.stdout.replace(/ \(commit [0-9a-f]{12}\+?\)/, "");
  assertEquals(text, `lockstep ${version}\n`);
  assertEquals(finished.stderr, "");
});
