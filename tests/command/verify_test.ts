import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { notRoot, testUnless } from "../support/conditions.ts";
import { putFile, remove } from "../support/files.ts";
import {
  assertCode,
  type Finished,
  type ProgramFolders,
  programFolders,
  type ProgramOptions,
  runOnce,
  runProgram,
  snapshot,
  startProgram,
} from "../support/program.ts";
import { isPortable } from "../support/test_disk.ts";
import { giveAway } from "../support/tools.ts";
import { file, namesIn, type Tree } from "../support/tree.ts";

const SOURCE: Tree = {
  "new.txt": "new",
  "same.txt": "same",
  "with\nline end": "one",
  sub: { "mode.txt": file("m", { mode: 0o600 }) },
};

const REPLICA: Tree = {
  "old.txt": "old",
  "same.txt": "same",
  "with\nline end": "two",
  sub: { "mode.txt": file("m", { mode: 0o644 }) },
};

function verify(
  folders: ProgramFolders,
  args: readonly string[] = [],
  options: ProgramOptions = {},
): Promise<Finished> {
  const { source, replica } = folders;
  return runProgram(["verify", source, replica, ...args], {
    ...folders,
    ...options,
  });
}

/** The lines of standard output: those with a sign, and the summary without its time. */
function linesOf({ stdout }: Finished): readonly string[] {
  return stdout.trimEnd().split("\n")
    .map((line) => line.replace(/, in \S+ .*$/, ""));
}

Deno.test("lockstep verify prints a line for each path that differs, ends with 1, and changes nothing", async () => {
  using folders = programFolders({ source: SOURCE, replica: REPLICA });
  const before = [snapshot(folders.source), snapshot(folders.replica)];
  const finished = await verify(folders);
  assertCode(finished, 1);
  assertEquals(linesOf(finished), [
    '+ "new.txt"',
    '- "old.txt"',
    '~ "sub/mode.txt" (mode)',
    '* "with\\nline end" (content)',
    "not equal: 1 only in the source, 1 only in the replica, 1 with other contents, " +
    "1 with other metadata; 6 entries compared, 8 B of contents",
  ]);
  assertMatch(finished.stderr, /^\S+ \S+ INFO +comparing ".*" with ".*"\n$/);
  assertEquals([snapshot(folders.source), snapshot(folders.replica)], before);
  assertEquals([namesIn(folders.cwd), namesIn(folders.state)], [[], []]);
});

Deno.test("lockstep verify ends with 0 after a pass, and only then", async () => {
  using folders = programFolders({ source: SOURCE, replica: REPLICA });
  assertCode(await runOnce(folders, ["-c"]), 0);
  const finished = await verify(folders);
  assertCode(finished, 0);
  assertEquals(linesOf(finished), [
    "equal; 5 entries compared, 11 B of contents",
  ]);
  putFile(`${folders.replica}/same.txt`, "sane");
  assertCode(await verify(folders), 1);
  assertCode(await verify(folders, ["--digest", "sha1", "--threads", "0"]), 1);
});

Deno.test("lockstep verify -q prints nothing where both are equal, and all where they are not", async () => {
  using folders = programFolders({ source: { a: "a" }, replica: { a: "a" } });
  const equal = await verify(folders, ["-q"]);
  assertEquals([equal.code, equal.stdout, equal.stderr], [0, "", ""]);
  putFile(`${folders.replica}/a`, "b");
  const finished = await verify(folders, ["-q"]);
  assertEquals(linesOf(finished).length, 2);
});

testUnless(
  notRoot(),
  "lockstep verify tells of what it may not read, on either side",
  async () => {
    using folders = programFolders({
      source: { a: file("a", { mode: 0o000 }), b: "b", c: { d: "d" } },
      replica: { a: "a", b: file("b", { mode: 0o000 }), c: { d: "d" } },
    });
    giveAway(folders.top);
    await Deno.chmod(`${folders.replica}/c`, 0o000);
    const finished = await verify(folders, [], { unprivileged: true });
    assertCode(finished, 1);
    const doing = isPortable ? "list" : "open";
    assertEquals(linesOf(finished).slice(0, 3), [
      '! "a" (cannot open the source file: permission denied (EACCES))',
      '! "b" (cannot open the replica file: permission denied (EACCES))',
      `! "c" (cannot ${doing} the replica folder: permission denied (EACCES))`,
    ]);
  },
);

Deno.test("lockstep verify --sample reads other files each time, and all in as many runs as there are parts", async () => {
  const names = Array.from({ length: 30 }, (_, index) => `${index}`);
  using folders = programFolders({
    source: Object.fromEntries(names.map((name) => [name, "new"])),
    replica: Object.fromEntries(names.map((name) => [name, "old"])),
  });
  const found: string[] = [];
  for (const part of [1, 2, 3]) {
    const lines = linesOf(await verify(folders, ["--sample", "34%"]));
    found.push(...lines.slice(0, -1));
    const summary = lines.at(-1) ?? "";
    assert(summary.endsWith(` of contents (part ${part} of 3)`), summary);
  }
  const wanted = names.map((name) => `* "${name}" (content)`);
  assertEquals(found.toSorted(), wanted.toSorted());
  const again = linesOf(await verify(folders, ["--sample", "34%"]));
  assert(again.at(-1)?.endsWith("(part 1 of 3)"));
});

Deno.test("lockstep verify --sample reads a part again whose run was stopped", async () => {
  // "b" falls to the first of two parts.
  using folders = programFolders({ source: { b: "b" }, replica: { b: "b" } });
  for (const name of ["source", "replica"] as const) {
    await Deno.truncate(`${folders[name]}/b`, 64 * 1024 ** 3);
  }
  {
    await using program = startProgram(
      ["verify", folders.source, folders.replica, "--sample", "50%"],
      folders,
    );
    await program.waitForLine(/comparing "/);
    program.kill("SIGTERM");
    assertCode(await program.finished, 143);
  }
  remove(`${folders.source}/b`);
  const next = linesOf(await verify(folders, ["--sample", "50%"]));
  assert(next.at(-1)?.endsWith("(part 1 of 2)"), next.at(-1));
});

Deno.test("lockstep verify is stopped by Ctrl-C in the middle of a large file, and says what it found until then", async () => {
  using folders = programFolders({ source: { a: "a" }, replica: { a: "a" } });
  for (const name of ["source", "replica"] as const) {
    await Deno.truncate(`${folders[name]}/a`, 64 * 1024 ** 3);
  }
  await using program = startProgram(
    ["verify", folders.source, folders.replica],
    folders,
  );
  await program.waitForLine(/comparing "/);
  program.kill("SIGINT");
  await program.waitForLine(/Stopped by user \(SIGINT\)/);
  const finished = await program.finished;
  assertCode(finished, 130);
  assertMatch(finished.stdout, /^stopped before its end, /);
});

const UNFIT: readonly (readonly [string, readonly string[], number, RegExp])[] =
  [
    ["no folders", [], 2, /two folders are needed/],
    ["one folder", ["source"], 2, /two folders are needed/],
    ["three folders", ["source", "replica", "x"], 2, /one name too many/],
    ["no share", ["source", "replica", "--sample", "0%"], 2, /no share/],
    ["a foreign option", ["source", "replica", "-n"], 2, /no option of/],
    ["itself", ["source", "source"], 3, /Refused: .*same folder/],
    ["nothing", ["source", "gone"], 4, /Not verified: the replica, .*gone/],
    [
      "from nothing",
      ["gone", "replica"],
      4,
      /Not verified: the source, .*gone/,
    ],
  ];

for (const [title, names, code, pattern] of UNFIT) {
  Deno.test(`lockstep verify with ${title} ends with ${code} and says why`, async () => {
    using folders = programFolders({ source: { a: "a" }, replica: {} });
    const cwd = folders.top;
    const finished = await runProgram(["verify", ...names], {
      ...folders,
      cwd,
    });
    assertCode(finished, code);
    assertMatch(finished.stderr, pattern);
    assertEquals(finished.stdout, "");
  });
}
