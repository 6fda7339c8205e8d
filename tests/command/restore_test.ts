import { assertEquals, assertMatch } from "../support/assert.ts";
import {
  makeBadNames,
  noBadNames,
  notNative,
  testUnless,
} from "../support/conditions.ts";
import { exists, putFile, remove } from "../support/files.ts";
import {
  assertCode,
  type Finished,
  type ProgramFolders,
  programFolders,
  runOnce,
  runProgram,
  snapshot,
  startProgram,
} from "../support/program.ts";
import { passesIn } from "../support/trashes.ts";
import {
  link,
  namesIn,
  readText,
  type Tree,
  writeTree,
} from "../support/tree.ts";

/** Folders whose replica has lost `gone` and has another `a`, and the pass that took them. */
async function changedFolders(
  args: readonly string[],
): Promise<ProgramFolders & { readonly pass: string }> {
  const folders = programFolders({ source: { a: "old", gone: { b: "b" } } });
  await runOnce(folders, args);
  putFile(`${folders.source}/a`, "new one");
  await Deno.remove(`${folders.source}/gone`, { recursive: true });
  assertCode(await runOnce(folders, [...args, "--yes"]), 0);
  const [pass = ""] = passesIn(`${folders.replica}.versions`);
  return { ...folders, pass: pass.slice(-24) };
}

function ask(
  folders: ProgramFolders,
  ...args: readonly string[]
): Promise<Finished> {
  return runProgram(args, folders);
}

Deno.test("lockstep versions lists what the trash has, and lockstep restore brings it back", async () => {
  using folders = await changedFolders(["--keep-versions"]);
  const { replica, pass } = folders;
  const listed = await ask(folders, "versions", replica);
  assertCode(listed, 0);
  assertEquals(
    listed.stdout.split("\n").map((line) =>
      line.replace(/ {2}\d{4}-\S+ \S+/, "")
    ),
    [
      `${pass}  3 B  "a"`,
      `${pass}  1 B  "gone/b"`,
      "2 old versions, of 1 pass",
      "",
    ],
  );
  const before = snapshot(folders.source);
  const restored = await ask(folders, "restore", replica, ".", "--at", pass);
  assertCode(restored, 0);
  assertMatch(
    restored.stdout,
    /^Restored "\." as at \S+: 1 created, 1 copied, 1 updated, 4 B .*\nThe next pass /,
  );
  assertMatch(restored.stderr, /updated "a" 3 B \(size; kept as "/);
  assertEquals(readText(`${replica}/a`), "old");
  assertEquals(readText(`${replica}/gone/b`), "b");
  assertEquals(snapshot(folders.source), before);
});

Deno.test("lockstep versions lists a path whose folder was a file, or a link, in between", async () => {
  using folders = programFolders({ source: { d: { x: "first" } } });
  const { source, replica } = folders;
  const turns: readonly Tree[] = [
    {},
    { d: "a file" },
    { d: link("a") },
    { d: { x: "second" } },
    {},
  ];
  for (const turn of turns) {
    const args = ["--keep-versions", "--yes", "--allow-empty-source"];
    assertCode(await runOnce(folders, args), 0);
    if (exists(`${source}/d`)) remove(`${source}/d`);
    writeTree(source, turn);
  }
  assertCode(
    await runOnce(folders, ["--keep-versions", "--allow-empty-source"]),
    0,
  );
  const { code, stdout } = await ask(folders, "versions", replica, "d/x");
  assertEquals(code, 0);
  assertMatch(stdout, / 5 B {2}"d\/x"\n.* 6 B {2}"d\/x"\n2 old versions, of /);
});

Deno.test("lockstep finds a trash that was given as --trash without being told again", async () => {
  using mine = programFolders({ source: { a: "old" }, replica: {} });
  const { replica, source, top } = mine;
  const args = ["--trash", `${top}/trash`];
  await runOnce(mine, args);
  putFile(`${source}/a`, "new one");
  await runOnce(mine, args);
  const [pass = ""] = passesIn(`${top}/trash`);
  const { stdout } = await ask(mine, "versions", replica, "a");
  assertMatch(stdout, /"a"\n1 old version, of 1 pass\n$/);
  const args2 = ["restore", replica, "a", "--at", pass.slice(-24)];
  const to = `${top}/to`;
  assertCode(await ask(mine, ...args2, "--to", to), 0);
  assertEquals(readText(`${to}/a`), "old");

  // Another user, or machine, does not know: there it has to be named.
  const elsewhere = { ...mine, state: `${top}/other` };
  const lost = await ask(elsewhere, "versions", replica);
  assertCode(lost, 4);
  assertEquals(
    lost.stderr,
    `lockstep: no trash of "${replica}" is known: "${replica}.versions" does not exist. Name it with --trash FOLDER if there is one: passes without --trash and --keep-versions keep nothing\n`,
  );
  const unrestored = await ask(elsewhere, ...args2);
  assertCode(unrestored, 4);
  assertMatch(
    unrestored.stderr,
    /^.* ERROR Not restored: no trash of ".*" is known: .*\. Name it with --trash FOLDER .*\n$/,
  );
  assertCode(await ask(elsewhere, "versions", replica, ...args), 0);
});

const REFUSED: readonly (readonly [readonly string[], number, RegExp])[] = [
  [["restore", "replica"], 2, /a replica, a path and a time are needed/],
  [["restore", "replica", "a", "--at", "soon"], 2, /"soon" is no time/],
  [["restore", "replica", "../a", "--at", "1s"], 2, /leads up with ".."/],
  [["versions"], 2, /a replica is needed/],
  [["restore", "replica", "a", "--at", "99999d"], 2, /is no time/],
  [["restore", "replica", "a", "--at", "2020-01-01"], 3, /goes back to/],
  [["restore", "replica", "zz", "--at", "PASS"], 3, /there was no "zz"/],
  [
    ["restore", "replica", "a", "--at", "PASS", "--to", "source/x"],
    3,
    /lies inside the source/,
  ],
  [
    ["restore", "nowhere", "a", "--at", "PASS"],
    4,
    /Not restored: the replica, .*does not exist/,
  ],
  [["versions", "nowhere"], 4, /does not exist/],
  [
    ["versions", "replica", "--trash", "nowhere"],
    4,
    /the trash, ".*nowhere", does not exist\. Name the right folder with --trash FOLDER\n$/,
  ],
  [
    ["restore", "replica", "a", "--at", "PASS", "--trash", "nowhere"],
    4,
    /Not restored: the trash, ".*nowhere", does not exist\. Name the right folder with --trash FOLDER\n$/,
  ],
];

Deno.test("lockstep restore and versions say in words and by the exit status what they cannot do, and change nothing", async () => {
  using folders = await changedFolders(["--keep-versions"]);
  const { replica, source, top, pass } = folders;
  const before = [snapshot(replica), snapshot(source)];
  for (const [args, code, words] of REFUSED) {
    const whole = args.map((argument) =>
      argument === "PASS"
        ? pass
        : /^(replica|source|nowhere)/.test(argument)
        ? `${top}/${argument}`
        : argument
    );
    const finished = await ask(folders, ...whole);
    assertCode(finished, code);
    assertMatch(finished.stderr, words);
    assertEquals(finished.stdout, "");
  }
  assertEquals([snapshot(replica), snapshot(source)], before);
});

Deno.test("lockstep restore keeps off a replica that another lockstep is at work on", async () => {
  using folders = await changedFolders(["--keep-versions"]);
  const { source, replica, pass } = folders;
  const args = [source, replica, "1h", "--keep-versions"];
  await using running = startProgram(args, folders);
  await running.waitForLine(/next pass at/);
  const finished = await ask(folders, "restore", replica, "a", "--at", pass);
  assertCode(finished, 5);
  assertMatch(
    finished.stderr,
    /Not restored: the replica is in use by another/,
  );
  assertEquals(readText(`${replica}/a`), "new one");
});

testUnless(
  noBadNames() ?? notNative(),
  "lockstep restore takes a name of any bytes as lockstep versions prints it",
  async () => {
    using folders = programFolders({ source: { sub: {}, a: "a" } });
    const { source, replica, top } = folders;
    makeBadNames(`${source}/sub`);
    await runOnce(folders, ["--keep-versions"]);
    await Deno.remove(`${source}/sub`, { recursive: true });
    await runOnce(folders, ["--keep-versions", "--yes"]);
    const { stdout } = await ask(folders, "versions", replica);
    const [pass = ""] = stdout.split(" ");
    const [quoted = ""] = /"sub\/.*"/.exec(stdout) ?? [];
    assertMatch(quoted, /^"sub\/bad\\udce8name"$/);
    const to = `${top}/to`;
    const args = ["restore", replica, quoted, "--at", pass, "--to", to];
    assertCode(await ask(folders, ...args), 0);
    assertEquals(namesIn(to).length, 1);
  },
);

Deno.test("lockstep versions of a file says that nothing can be beside it", async () => {
  using folders = programFolders({ source: { file: "x" } });
  const file = `${folders.source}/file`;
  const { code, stderr } = await ask(folders, "versions", file);
  assertEquals(
    [code, stderr],
    [4, `lockstep: there is no trash beside "${file}", which is no folder\n`],
  );
});
