import { assert, assertEquals } from "../support/assert.ts";
import { notRoot, testUnless } from "../support/conditions.ts";
import { setTime } from "../support/files.ts";
import {
  actionLines,
  assertCode,
  type Finished,
  type ProgramFolders,
  programFolders,
  runOnce,
  snapshot,
} from "../support/program.ts";
import { giveAway, runTool } from "../support/tools.ts";
import {
  DEFAULT_TIME,
  file,
  folder,
  type Found,
  link,
  namesBelow,
  readTree,
  type Tree,
} from "../support/tree.ts";

/** What nobody may write in, not even the owner, as in a Nix store or a module cache. */
const READ_ONLY = { mode: 0o555 };

/** Folders without the right to write, with all there is in and below them. */
const SOURCE: Tree = {
  locked: folder({
    "a.txt": file("a", { mode: 0o444 }),
    link: link("a.txt"),
    empty: folder({}, READ_ONLY),
    deep: folder({
      "b.txt": file("b", { mode: 0o444 }),
      deeper: folder({ "c.txt": "c", "d.txt": "d" }, READ_ONLY),
    }, READ_ONLY),
  }, READ_ONLY),
  open: { "e.txt": "e", "f.txt": "f" },
};

function runAsUser(
  folders: ProgramFolders,
  args: readonly string[] = [],
): Promise<Finished> {
  return runOnce(folders, args, { unprivileged: true });
}

/** Makes both trees, the user's own. */
function usersFolders(
  trees: { readonly source: Tree; readonly replica?: Tree },
): ProgramFolders {
  const folders = programFolders(trees);
  giveAway(folders.top);
  return folders;
}

Deno.test("lockstep copies folders without the right to write, exactly, and then has nothing more to do", async () => {
  using folders = usersFolders({ source: SOURCE });
  const { source, replica } = folders;
  assertCode(await runAsUser(folders), 0);
  assertEquals(readTree(replica), readTree(source));
  const before = snapshot(replica);
  const second = await runAsUser(folders);
  assertCode(second, 0);
  assertEquals(actionLines(second.stderr), []);
  assertEquals(snapshot(replica), before);
});

Deno.test("lockstep copies a source whose root has no right to write", async () => {
  using folders = usersFolders({ source: SOURCE });
  const { source, replica } = folders;
  await Deno.chmod(source, 0o555);
  setTime(source, DEFAULT_TIME);
  for (const _ of [1, 2]) assertCode(await runAsUser(folders), 0);
  assertEquals(readTree(replica), readTree(source));
});

Deno.test("lockstep plan says of a user's own setuid and setgid what the pass does with them: it keeps them", async () => {
  using folders = usersFolders({ source: { a: "a", b: { c: "c" } } });
  const { source, replica } = folders;
  for (const [name, mode] of [["a", 0o4755], ["b", 0o2755], ["b/c", 0o6755]]) {
    await Deno.chmod(`${source}/${name}`, Number(mode));
  }
  setTime(source, DEFAULT_TIME);
  const dry = await runAsUser(folders, ["--dry-run"]);
  assertCode(dry, 7);
  assert(!dry.stdout.includes("dropped"), dry.stdout);
  assertCode(await runAsUser(folders), 0);
  assertEquals(readTree(replica), readTree(source));
});

/** What becomes of the source, and how many lines tell that it has been done to the replica. */
const CHANGES: readonly {
  readonly title: string;
  readonly change: (locked: string) => void;
  readonly lines: readonly string[];
}[] = [
  {
    title: "a file is new",
    change: (locked) => Deno.writeTextFileSync(`${locked}/new.txt`, "new"),
    lines: ['copied "locked/new.txt" 3 B'],
  },
  {
    title: "a file is changed",
    change: (locked) => Deno.writeTextFileSync(`${locked}/a.txt`, "longer"),
    lines: ['updated "locked/a.txt" 6 B (size)'],
  },
  {
    title: "a file is removed",
    change: (locked) => Deno.removeSync(`${locked}/a.txt`),
    lines: ['removed "locked/a.txt"'],
  },
  {
    title: "a file is removed far down",
    change: (locked) => Deno.removeSync(`${locked}/deep/deeper/c.txt`),
    lines: ['removed "locked/deep/deeper/c.txt"'],
  },
  {
    title: "a folder is removed with all that is in it",
    change: (locked) => Deno.removeSync(`${locked}/deep`, { recursive: true }),
    lines: [
      'removed "locked/deep"',
      'removed "locked/deep/b.txt"',
      'removed "locked/deep/deeper"',
      'removed "locked/deep/deeper/c.txt"',
      'removed "locked/deep/deeper/d.txt"',
    ],
  },
  {
    title: "a folder becomes a file",
    change: (locked) => {
      Deno.removeSync(`${locked}/deep`, { recursive: true });
      Deno.writeTextFileSync(`${locked}/deep`, "file");
    },
    lines: [
      'removed "locked/deep/b.txt"',
      'removed "locked/deep/deeper"',
      'removed "locked/deep/deeper/c.txt"',
      'removed "locked/deep/deeper/d.txt"',
      'updated "locked/deep" 4 B (was a folder)',
    ],
  },
  {
    title: "the mode of a file is changed",
    change: (locked) => Deno.chmodSync(`${locked}/a.txt`, 0o400),
    lines: ['metadata "locked/a.txt" (mode)'],
  },
  {
    title: "they are all removed",
    change: (locked) => Deno.removeSync(locked, { recursive: true }),
    lines: [
      'removed "locked"',
      'removed "locked/a.txt"',
      'removed "locked/deep"',
      'removed "locked/deep/b.txt"',
      'removed "locked/deep/deeper"',
      'removed "locked/deep/deeper/c.txt"',
      'removed "locked/deep/deeper/d.txt"',
      'removed "locked/empty"',
      'removed "locked/link"',
    ],
  },
];

/** Folders by their path, which alone have times that a change in them alters. */
function foldersOf(tree: Found): readonly string[] {
  return Object.keys(tree).filter((path) => tree[path]?.startsWith("folder"));
}

for (const { title, change, lines } of CHANGES) {
  testUnless(
    notRoot(),
    `lockstep does in the replica's folders without the right to write what was done in the source's: ${title}`,
    async () => {
      using folders = usersFolders({ source: SOURCE });
      const { source, replica } = folders;
      assertCode(await runAsUser(folders), 0);
      change(`${source}/locked`);
      for (const path of foldersOf(readTree(source))) {
        setTime(`${source}/${path}`, DEFAULT_TIME);
      }
      giveAway(source);
      const finished = await runAsUser(folders, ["--yes"]);
      assertCode(finished, 0);
      const found = actionLines(finished.stderr)
        .filter((line) => !line.startsWith("metadata") || lines.includes(line));
      assertEquals(found, lines);
      assertEquals(readTree(replica), readTree(source));
      const again = await runAsUser(folders);
      assertEquals(actionLines(again.stderr), []);
    },
  );
}

testUnless(
  notRoot(),
  "lockstep run by a user keeps modes and times of somebody else's files, and not their owner",
  async () => {
    using folders = usersFolders({ source: SOURCE });
    const { source, replica } = folders;
    runTool("chown", ["-hR", "4321:4321", source]);
    for (const _ of [1, 2]) assertCode(await runAsUser(folders), 0);
    const [wanted, found] = [readTree(source), readTree(replica)];
    for (const [path, facts] of Object.entries(wanted)) {
      assert(facts.includes("4321:4321"), facts);
      assertEquals(found[path], facts.replace("4321:4321", "1234:1234"), path);
    }
    assertEquals(namesBelow(replica), namesBelow(source));
  },
);

testUnless(
  notRoot(),
  "lockstep run by a user drops setuid and setgid of somebody else's files, and says so",
  async () => {
    using folders = usersFolders({
      source: {
        suid: file("a", { mode: 0o755 }),
        sgid: file("a", { mode: 0o755 }),
      },
    });
    const { source, replica } = folders;
    runTool("chown", ["-R", "4321:4321", source]);
    await Deno.chmod(`${source}/suid`, 0o4755);
    await Deno.chmod(`${source}/sgid`, 0o2755);
    const finished = await runAsUser(folders);
    assertCode(finished, 0);
    const words = "(setuid and setgid dropped, its owner is not kept)";
    assertEquals(actionLines(finished.stderr), [
      `copied "sgid" 1 B ${words}`,
      `copied "suid" 1 B ${words}`,
      'created "."',
    ]);
    for (const name of ["suid", "sgid"]) {
      const { mode } = await Deno.stat(`${replica}/${name}`);
      assertEquals((mode ?? 0) & 0o7777, 0o755);
    }
    assertEquals(actionLines((await runAsUser(folders)).stderr), []);
  },
);
