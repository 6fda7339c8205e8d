import { assertEquals, assertMatch } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putFile, putLink, remove } from "../support/files.ts";
import {
  assertCode,
  type Finished,
  type ProgramFolders,
  programFolders,
  runProgram,
  snapshot,
} from "../support/program.ts";
import { lacks, mustRun } from "../support/shell.ts";
import { namesIn, type Tree } from "../support/tree.ts";

const TREE: Tree = {
  a: { "b.txt": "b" },
  "back\\slash": "1",
  "line\nend": "2",
  "return\r": "3",
  "\u{1f5c2}": "4",
  " blank": "5",
  same: "same",
};

function check(
  folders: ProgramFolders,
  list: string,
  args: readonly string[] = [],
): Promise<Finished> {
  const { source } = folders;
  return runProgram(["verify", "--manifest", list, source, ...args], folders);
}

function linesOf({ stdout }: Finished): readonly string[] {
  return stdout.trimEnd().split("\n")
    .map((line) => line.replace(/, in \S+ .*$/, ""));
}

/** Makes a list by a tool, inside the source or beside it. */
function listBy(command: string, { source, top }: ProgramFolders): string {
  const list = `${top}/list`;
  mustRun(
    "sh",
    "-c",
    `cd "$1" && find . -type f -print0 | xargs -0 ${command} -- > "$2"`,
    "sh",
    source,
    list,
  );
  return list;
}

/** What makes lists, and what has to be said besides to read them. */
const TOOLS: readonly (readonly [command: string, args: readonly string[]])[] =
  [
    ["md5sum", []],
    ["sha1sum", []],
    ["sha256sum", []],
    ["sha256sum -b", []],
    ["sha256sum --tag", []],
    ["sha512sum", ["--digest", "sha512"]],
    ["sha512sum --tag", []],
    ["b2sum", ["--digest", "blake2b512"]],
    ["b2sum --tag", []],
  ];

for (const [command, args] of TOOLS) {
  testUnless(
    lacks(command.split(" ")[0] ?? ""),
    `lockstep verify --manifest reads what ${command} made, and finds what changed since`,
    async () => {
      using folders = programFolders({ source: TREE });
      const { source } = folders;
      const list = listBy(command, folders);
      const equal = await check(folders, list, args);
      assertCode(equal, 0);
      assertEquals(linesOf(equal), [
        "equal; 7 entries compared, 10 B of contents",
      ]);
      putFile(`${source}/line\nend`, "3");
      putFile(`${source}/new`, "new");
      remove(`${source}/return\r`);
      remove(`${source}/same`);
      putLink(`${source}/same`, "a/b.txt");
      const before = snapshot(source);
      const changed = await check(folders, list, args);
      assertCode(changed, 1);
      assertEquals(linesOf(changed), [
        '* "line\\nend"',
        '- "new"',
        '+ "return\\r"',
        '* "same" (it is a link, which is not followed, not a file)',
        "not equal: 1 only in the manifest, 1 only in the folder, " +
        "2 with other contents; 5 entries compared, 5 B of contents",
      ]);
      assertEquals(snapshot(source), before);
    },
  );
}

Deno.test("lockstep verify --manifest reads what lockstep manifest made, from a file in the folder and from a pipe", async () => {
  using folders = programFolders({ source: TREE });
  const { source } = folders;
  const list = `${source}/LIST`;
  assertCode(
    await runProgram(["manifest", source, "-o", list], folders),
    0,
  );
  assertCode(await check(folders, list), 0);
  const piped = await runProgram(["verify", "--manifest", "-", source], {
    ...folders,
    through: ["sh", "-c", `cat "$0" | "$@"`, list],
  });
  assertEquals(linesOf(piped), [
    '- "LIST"',
    "not equal: 1 only in the folder; 7 entries compared, 10 B of contents",
  ]);
});

Deno.test("lockstep verify --manifest tells of a file with two digests", async () => {
  using folders = programFolders({ source: { a: "a" } });
  const list = `${folders.top}/list`;
  const digits = "0123456789abcdef".repeat(4);
  putFile(list, `${digits}  a\n${digits.toUpperCase()}  a\n`);
  assertEquals(linesOf(await check(folders, list))[0], '* "a"');
  putFile(list, `${digits}  a\n${digits.replaceAll("0", "1")}  a\n`);
  assertEquals(
    linesOf(await check(folders, list))[0],
    '* "a" (the manifest has two digests of it)',
  );
});

const DIGITS = "0123456789abcdef";

const UNFIT: readonly (readonly [string, string, number, RegExp])[] = [
  ["an empty one", "", 4, /names no files/],
  ["one of something else", "a line\n", 4, /line 1 of .* is not a digest/],
  [
    "one that is cut off",
    `# list\n${DIGITS.repeat(4)}  a\n${DIGITS}`,
    4,
    /line 3 of .* is not a digest/,
  ],
  [
    "one that leads outside",
    `${DIGITS.repeat(4)}  ../a\n`,
    4,
    /line 1 of .* names something outside the folder/,
  ],
  ["one of two kinds", `${DIGITS.repeat(8)}  a\n`, 2, /add --digest/],
];

for (const [title, text, code, pattern] of UNFIT) {
  Deno.test(`lockstep verify --manifest of ${title} ends with ${code} and says why`, async () => {
    using folders = programFolders({ source: { a: "a" } });
    const list = `${folders.top}/list`;
    putFile(list, text);
    const finished = await check(folders, list);
    assertCode(finished, code);
    assertMatch(finished.stderr, pattern);
    assertEquals(finished.stdout, "");
    assertEquals(namesIn(folders.state), []);
  });
}

const MISUSES: readonly (readonly [readonly string[], number, RegExp])[] = [
  [["--manifest", "gone", "source"], 4, /cannot read the manifest .*gone/],
  [["--manifest", "list"], 2, /a folder is needed/],
  [["--manifest", "list", "source", "x"], 2, /one name too many/],
  [["--manifest", "list", "source", "-H"], 2, /makes no sense with/],
  [["--manifest", "list", "source", "--sample", "5%"], 2, /makes no sense/],
];

for (const [args, code, pattern] of MISUSES) {
  Deno.test(`lockstep verify ${args.join(" ")} ends with ${code} and says why`, async () => {
    using folders = programFolders({ source: { a: "a" } });
    const cwd = folders.top;
    const finished = await runProgram(["verify", ...args], { ...folders, cwd });
    assertCode(finished, code);
    assertMatch(finished.stderr, pattern);
  });
}
