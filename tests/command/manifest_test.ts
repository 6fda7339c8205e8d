import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import {
  makeBadNames,
  noBadNames,
  notNative,
  notRoot,
  testUnless,
} from "../support/conditions.ts";
import { putFifo, putFolder, someBytes } from "../support/files.ts";
import {
  assertCode,
  type Finished,
  type ProgramFolders,
  programFolders,
  type ProgramOptions,
  runProgram,
  snapshot,
  startProgram,
} from "../support/program.ts";
import { noDeno27 } from "../support/program_call.ts";
import { lacks, mustRun, runCommand } from "../support/shell.ts";
import { giveAway } from "../support/tools.ts";
import { file, link, namesIn, readText, type Tree } from "../support/tree.ts";

/** The digests, and the tools that read them. */
const TOOLS: readonly (readonly [digest: string, tool: string])[] = [
  ["md5", "md5sum"],
  ["sha1", "sha1sum"],
  ["sha256", "sha256sum"],
  ["sha512", "sha512sum"],
  ["blake2b512", "b2sum"],
];

/** Names that tools stumble over, contents of all sizes, and what has no digest. */
const TREE: Tree = {
  a: { b: "in a folder" },
  "a.b": "before a/b",
  " blanks  ": "1",
  "*star": "2",
  "#comment": "3",
  "back\\slash": "4",
  "back\\nslash": "5",
  "line\nend": "6",
  "return\r": "7",
  "\u00e9": "8",
  "\u{1f5c2}": "9",
  "-c": "10",
  empty: "",
  large: someBytes(3 * 1024 ** 2 + 1),
  link: link("empty"),
  folder: {},
};

function manifest(
  folders: ProgramFolders,
  args: readonly string[] = [],
  options: ProgramOptions = {},
): Promise<Finished> {
  const all = ["manifest", folders.source, ...args];
  return runProgram(all, { ...folders, ...options });
}

/** Lets a tool check a list inside the source; returns what it says of each file. */
function checkBy(
  tool: string,
  list: string,
  { source }: ProgramFolders,
): string {
  const { ok, out, err } = runCommand(
    "sh",
    "-c",
    `cd "$1" && "$2" -c --strict "$3"`,
    "sh",
    source,
    tool,
    list,
  );
  assert(ok, out + err);
  assertEquals(err, "");
  return out;
}

for (const [digest, tool] of TOOLS) {
  testUnless(
    lacks(tool),
    `lockstep manifest --digest ${digest} makes what ${tool} -c accepts, and what it makes of files sorted by name`,
    async () => {
      using folders = programFolders({ source: TREE });
      const { source, top } = folders;
      putFifo(`${source}/FIFO`);
      const list = `${top}/list`;
      const finished = await manifest(folders, [
        "--digest",
        digest,
        "--output",
        list,
      ]);
      assertCode(finished, 0);
      assertEquals(finished.stdout, "");
      assertEquals(checkBy(tool, list, folders).match(/: OK$/gm)?.length, 14);
      const script = `cd "$1" && find . -type f -printf '%P\\0' | ` +
        `LC_ALL=C sort -z | xargs -0 ${tool} --`;
      assertEquals(readText(list), mustRun("sh", "-c", script, "sh", source));
    },
  );
}

testUnless(
  notNative() ?? noDeno27("does not list such names") ?? noBadNames() ??
    lacks("sha256sum"),
  "lockstep manifest writes names of any bytes as they are, or says on the portable disk what it cannot open",
  async () => {
    using folders = programFolders({ source: { a: "a" } });
    const { source, top } = folders;
    makeBadNames(source, 3);
    const list = `${top}/list`;
    assertCode(await manifest(folders, ["-o", list, "--disk", "native"]), 0);
    assertEquals(checkBy("sha256sum", list, folders).match(/OK/g)?.length, 4);
    const portable = await manifest(folders, ["--disk", "portable"]);
    assertCode(portable, 1);
    assertMatch(
      portable.stderr,
      /ERROR failed "bad\ufffdname" \(cannot open it/,
    );
    assertEquals(portable.stdout.split("\n").length, 2);
  },
);

Deno.test("lockstep manifest prints the same, however many threads there are, and changes nothing", async () => {
  const many = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`${index}`, `${index}`]),
  );
  using folders = programFolders({ source: { ...TREE, many, more: many } });
  const before = snapshot(folders.source);
  const one = await manifest(folders, ["--threads", "0"]);
  const four = await manifest(folders, ["--threads", "4"]);
  assertCode(four, 0);
  assertEquals(four.stdout, one.stdout);
  assertEquals(four.stdout.split("\n").length, 615);
  assertMatch(four.stderr, /614 files listed, 3 MiB in all\n$/);
  assertEquals(snapshot(folders.source), before);
  const quiet = await manifest(folders, ["-q"]);
  assertEquals([quiet.stdout, quiet.stderr], [one.stdout, ""]);
});

testUnless(
  notRoot(),
  "lockstep manifest lists what can be read, tells of the rest and ends with 1",
  async () => {
    using folders = programFolders({
      source: { a: file("a", { mode: 0o000 }), b: "b", c: { d: "d" } },
    });
    giveAway(folders.top);
    await Deno.chmod(`${folders.source}/c`, 0o000);
    const finished = await manifest(folders, [], { unprivileged: true });
    assertCode(finished, 1);
    assertMatch(finished.stdout, /^[0-9a-f]{64} {2}b\n$/);
    assertMatch(
      finished.stderr,
      /ERROR failed "a" \(cannot open the file: permission denied \(EACCES\)\)\n/,
    );
    assertMatch(
      finished.stderr,
      /ERROR failed "c" \(cannot (open|list) the folder: permission denied \(EACCES\)\)\n/,
    );
    assertMatch(finished.stderr, /1 file listed, 1 B, 2 left out in all\n$/);
  },
);

Deno.test("lockstep manifest --output leaves itself out, and the old list as it was when it is stopped", async () => {
  using folders = programFolders({ source: { a: "a" } });
  const { source } = folders;
  const list = `${source}/LIST`;
  assertCode(await manifest(folders, ["--output", list]), 0);
  const old = readText(list);
  assertMatch(old, /^[0-9a-f]{64} {2}a\n$/);
  assertCode(await manifest(folders, ["--output", list]), 0);
  assertEquals(readText(list), old);
  await Deno.truncate(`${source}/a`, 64 * 1024 ** 3);
  await using program = startProgram(
    ["manifest", source, "--output", list],
    folders,
  );
  await program.waitForLine(/listing "/);
  program.kill("SIGINT");
  assertCode(await program.finished, 130);
  assertEquals(readText(list), old);
  assertEquals(namesIn(source), ["LIST", "a"]);
});

testUnless(
  lacks("sh"),
  "lockstep manifest ends with 1 where the list cannot be written",
  async () => {
    using folders = programFolders({ source: { a: "a" } });
    putFolder(`${folders.top}/folder`);
    const target = `${folders.top}/folder`;
    const finished = await manifest(folders, ["--output", target]);
    assertCode(finished, 1);
    assertMatch(finished.stderr, /ERROR Cannot write the list to ".*folder": /);
    const full = await manifest(folders, [], {
      through: ["sh", "-c", 'exec "$@" > /dev/full', "sh"],
    });
    assertCode(full, 1);
    assertMatch(full.stderr, /ERROR Cannot write the list: .*[Nn]o space left/);
  },
);

const UNFIT: readonly (readonly [string, readonly string[], number, RegExp])[] =
  [
    ["no folder", [], 2, /a folder is needed/],
    ["two folders", ["source", "x"], 2, /one name too many/],
    ["an unknown digest", ["source", "--digest", "crc"], 2, /no digest/],
    ["a file", ["source/a"], 3, /Refused: .*a file, not a folder/],
    ["nothing", ["gone"], 4, /Not listed: .*gone.* does not exist/],
  ];

for (const [title, args, code, pattern] of UNFIT) {
  Deno.test(`lockstep manifest of ${title} ends with ${code} and says why`, async () => {
    using folders = programFolders({ source: { a: "a" } });
    const cwd = folders.top;
    const finished = await runProgram(["manifest", ...args], {
      ...folders,
      cwd,
    });
    assertCode(finished, code);
    assertMatch(finished.stderr, pattern);
    assertEquals(finished.stdout, "");
  });
}
