import { DatabaseSync } from "node:sqlite";
import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../support/assert.ts";
import {
  exists,
  putFile,
  putFolder,
  remove,
  rename,
} from "../support/files.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runOnce,
  snapshot,
  startProgram,
} from "../support/program.ts";
import { namesIn, readTree, type Tree, writeTree } from "../support/tree.ts";

const SOURCE: Tree = { "a.txt": "a", sub: { "b.txt": "b" } };

/** Returns folders between which a pass has been made. */
async function mirrored(): Promise<ProgramFolders> {
  const folders = programFolders({ source: SOURCE });
  assertCode(await runOnce(folders), 0);
  return folders;
}

/** What may happen to a root between two passes, and what is said of it. */
const CHANGES: Readonly<
  Record<string, [(folders: ProgramFolders) => void, RegExp]>
> = {
  "the replica is another, empty folder": [
    ({ replica }) => exchange(replica, {}),
    /the replica, "[^"]+", is another folder than before: at the end of the last pass, \S+ \S+, it was on .* with 3 entries; it is on .* now/,
  ],
  "the replica is another folder with other files": [
    ({ replica }) => exchange(replica, { "other.txt": "other" }),
    /the replica, "[^"]+", is another folder than before/,
  ],
  "the replica is gone": [
    ({ replica }) => rename(replica, `${replica}.away`),
    /the replica, "[^"]+", is gone: .* with 3 entries; it would be made anew on /,
  ],
  "the replica is empty": [
    ({ replica }) => empty(replica),
    /the replica is empty, but had 3 entries at the end of the last pass/,
  ],
  "the source is empty": [
    ({ source }) => empty(source),
    /the source is empty, but had 3 entries at the end of the last pass/,
  ],
};

for (const [change, [act, says]] of Object.entries(CHANGES)) {
  Deno.test(`lockstep refuses, and changes nothing, when ${change}`, async () => {
    using folders = await mirrored();
    act(folders);
    const before = snapshot(folders.top);
    for (const args of [[], ["--yes"]]) {
      const finished = await runOnce(folders, [
        ...args,
        "--log",
        `${folders.cwd}/sync_log.txt`,
      ]);
      assertCode(finished, 3);
      assertStringIncludes(
        finished.stderr,
        "ERROR Refused, nothing was changed",
      );
      assert(says.test(finished.stderr), finished.stderr);
      assertStringIncludes(finished.stderr, "add --accept-new-root once");
      assertEquals(
        treesOf(folders, before),
        treesOf(folders, snapshot(folders.top)),
      );
    }
    const { stdout, code } = await runOnce(folders, ["--dry-run"]);
    assertEquals(code, 3);
    assert(says.test(stdout), stdout);
    assertMatch(stdout, /^Safety checks: refused: .* --accept-new-root once/m);
    assertEquals(
      treesOf(folders, before),
      treesOf(folders, snapshot(folders.top)),
    );
  });

  Deno.test(`lockstep --accept-new-root goes on, and need not be told twice, when ${change}`, async () => {
    using folders = await mirrored();
    act(folders);
    const accepted = ["--accept-new-root", "--allow-empty-source"];
    assertCode(await runOnce(folders, [...accepted, "--dry-run"]), 7);
    assertCode(await runOnce(folders), 3);
    assertCode(await runOnce(folders, accepted), 0);
    assertEquals(readTree(folders.replica), readTree(folders.source));
    assertCode(await runOnce(folders), 0);
  });
}

Deno.test("lockstep remembers nothing of a dry run, nor of a plan that was refused", async () => {
  using folders = programFolders({ source: {}, replica: { "a.txt": "a" } });
  assertCode(await runOnce(folders, ["--dry-run", "--yes"]), 7);
  assertCode(await runOnce(folders), 3);
  assert(
    !exists(`${folders.state}/lockstep`) ||
      namesIn(`${folders.state}/lockstep`).every((name) =>
        !name.startsWith("pair-")
      ),
  );
});

Deno.test("lockstep in a loop refuses a replica that goes away between two passes, though --accept-new-root was given", async () => {
  using folders = await mirrored();
  const { source, replica } = folders;
  await using program = startProgram(
    [source, replica, "0.1", "--accept-new-root"],
    folders,
  );
  await program.waitForLine(/pass 1 finished/);
  rename(replica, `${replica}.away`);
  await program.waitForLine(/ERROR Refused, nothing was changed: the replica/);
  assert(!exists(replica));
  rename(`${replica}.away`, replica);
  writeTree(source, { "new.txt": "new" });
  await program.waitForLine(/copied "new\.txt"/);
  program.kill("SIGTERM");
  await program.finished;
});

for (
  const [what, spoil] of Object.entries({
    "cannot be written": (state: string) => {
      for (const name of namesIn(`${state}/lockstep`)) {
        if (name.startsWith("pair-")) {
          remove(`${state}/lockstep/${name}`);
          putFolder(`${state}/lockstep/${name}`);
        }
      }
    },
    "is damaged": (state: string) => {
      for (const name of namesIn(`${state}/lockstep`)) {
        if (name.startsWith("pair-")) {
          putFile(`${state}/lockstep/${name}`, "damaged ".repeat(1000));
        }
      }
    },
  })
) {
  Deno.test(`lockstep warns and mirrors where its memory ${what}`, async () => {
    using folders = programFolders({ source: SOURCE });
    assertCode(await runOnce(folders), 0);
    spoil(folders.state);
    writeTree(folders.source, { "new.txt": "new" });
    const finished = await runOnce(folders);
    assertCode(finished, 0);
    assertStringIncludes(
      finished.stderr,
      "It is not known whether source and replica are the folders of the last pass",
    );
    assertEquals(readTree(folders.replica), readTree(folders.source));
  });
}

Deno.test("lockstep refuses, and changes nothing, when its memory is that of a newer one", async () => {
  using folders = await mirrored();
  const folder = `${folders.state}/lockstep`;
  const name = namesIn(folder).find((name) => name.startsWith("pair-")) ?? "";
  const database = new DatabaseSync(`${folder}/${name}`);
  database.exec("PRAGMA user_version = 99");
  database.close();
  writeTree(folders.source, { "new.txt": "new" });
  const finished = await runOnce(folders);
  assertCode(finished, 3);
  assertStringIncludes(finished.stderr, "was written by a newer lockstep");
  assert(!exists(`${folders.replica}/new.txt`));
});

Deno.test("lockstep sets a damaged memory aside, and begins a new one", async () => {
  using folders = await mirrored();
  const folder = `${folders.state}/lockstep`;
  const name = namesIn(folder).find((name) => name.startsWith("pair-")) ?? "";
  putFile(`${folder}/${name}`, "damaged ".repeat(1000));
  assertStringIncludes((await runOnce(folders)).stderr, "is damaged");
  const aside = namesIn(folder).filter((it) => it.includes(".damaged-"));
  assertEquals(aside.length, 1);
  exchange(folders.replica, {});
  assertCode(await runOnce(folders), 3);
});

Deno.test("lockstep keeps its memory out of a replica and a source that hold the state folder", async () => {
  for (const side of ["source", "replica"] as const) {
    using folders = programFolders({ source: SOURCE, replica: {} });
    const state = `${folders[side]}/.state`;
    putFolder(state);
    for (let pass = 0; pass < 2; pass++) {
      assertCode(await runOnce(folders, [], { state }), 0);
    }
    const other = side === "source" ? "replica" : "source";
    const names = namesIn(`${folders[side]}/.state/lockstep`);
    assert(names.some((name) => name.startsWith("pair-")));
    assert(!exists(`${folders[other]}/.state/lockstep`));
  }
});

function empty(path: string): void {
  for (const name of namesIn(path)) remove(`${path}/${name}`);
}

/** Puts another folder in the place of one. */
function exchange(path: string, tree: Tree): void {
  rename(path, `${path}.away`);
  writeTree(path, tree);
}

type Snapshot = ReturnType<typeof snapshot>;

/** What concerns source and replica only: the log and the state folder may change. */
function treesOf(
  { source, replica, top }: ProgramFolders,
  { contents }: Snapshot,
): readonly unknown[] {
  const prefixes = [source, replica].map((path) => path.slice(top.length + 1));
  return Object.entries(contents).filter(([path]) =>
    prefixes.some((prefix) => path.startsWith(prefix))
  );
}
