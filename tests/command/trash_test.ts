import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { notRoot, testUnless } from "../support/conditions.ts";
import { someBytes } from "../support/files.ts";
import { mountTmpfs, noMounts } from "../support/mounts.ts";
import {
  actionLines,
  assertCode,
  programFolders,
  runOnce,
  snapshot,
  startProgram,
} from "../support/program.ts";
import { giveAway } from "../support/tools.ts";
import { lastKept, passesIn } from "../support/trashes.ts";
import {
  DEFAULT_TIME,
  file,
  folder,
  type Found,
  namesIn,
  readTree,
  type Tree,
  writeTree,
} from "../support/tree.ts";

const TREES = {
  source: { a: "new one", same: "same" },
  replica: { a: "old", same: "same", "gone\n": { b: "b" } },
} as const;

for (const threads of ["0", "2"]) {
  Deno.test(`lockstep --keep-versions keeps what it removes and overwrites beside the replica, and says where (${threads} threads)`, async () => {
    using folders = programFolders(TREES);
    const before = readTree(folders.replica);
    const finished = await runOnce(folders, [
      "--keep-versions",
      "--threads",
      threads,
    ]);
    assertCode(finished, 0);
    assertEquals(readTree(folders.replica), readTree(folders.source));
    const [pass = ""] = passesIn(`${folders.replica}.versions`);
    const escaped = pass.replaceAll("\n", "\\n");
    assertEquals(
      actionLines(finished.stderr).filter((line) => line.includes("kept")),
      [
        `removed "gone\\n" (kept as "${escaped}/gone\\n")`,
        `removed "gone\\n/b" (kept as "${escaped}/gone\\n/b")`,
        `updated "a" 7 B (size; kept as "${escaped}/a")`,
      ],
    );
    assertMatch(finished.stderr, /; 3 old versions kept\n/);
    const kept = lastKept(`${folders.replica}.versions`);
    for (const path of Object.keys(kept)) {
      assertEquals(kept[path], before[path]);
    }
    assertEquals(Object.keys(kept), ["a", "gone\n", "gone\n/b"]);
  });
}

Deno.test("lockstep --log-format json gives the place of an old version a field of its own", async () => {
  using folders = programFolders(TREES);
  const args = ["--keep-versions", "--log-format", "json"];
  const { stderr } = await runOnce(folders, args);
  const lines = stderr.split("\n").filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  const [pass = ""] = passesIn(`${folders.replica}.versions`);
  const updated = lines.find(({ action }) => action === "updated");
  assertEquals(updated.kept, `${pass}/a`);
  assertEquals(lines.at(-1).tally.kept, 3);
});

Deno.test("lockstep refuses a trash inside a tree with exit status 3, and changes nothing", async () => {
  using folders = programFolders(TREES);
  const { source, replica } = folders;
  const before = [snapshot(source), snapshot(replica)];
  for (const place of [`${source}/trash`, `${replica}/trash`]) {
    const finished = await runOnce(folders, ["--trash", place]);
    assertCode(finished, 3);
    assertMatch(finished.stderr, /Refused, nothing was changed: the trash, /);
    assertEquals([snapshot(source), snapshot(replica)], before);
  }
});

Deno.test("lockstep --keep thins the trash out after each pass, and says so", async () => {
  using folders = programFolders({ source: { a: "a" }, replica: {} });
  const trash = `${folders.replica}.versions`;
  for (const name of ["one", "two", "three"]) {
    writeTree(folders.replica, { [name]: "old" });
    const finished = await runOnce(folders, ["--keep-versions", "--keep=2"]);
    assertCode(finished, 0);
    const isThinned = /removed the old versions of .* from the trash: 1 entry/
      .test(finished.stderr);
    assertEquals(isThinned, name === "three");
  }
  const kept = passesIn(trash).flatMap((pass) => namesIn(pass));
  assertEquals(kept, ["two", "three"]);
});

testUnless(
  noMounts(),
  "lockstep exits 1 when the trash is full, says so, and keeps in the replica what it could not keep in the trash",
  async () => {
    const large = file(someBytes(2 * 1024 ** 2), { time: DEFAULT_TIME + 1 });
    using folders = programFolders({
      source: { a: "new one", new: "new" },
      replica: { a: large, gone: large },
    });
    using disk = mountTmpfs(`${folders.top}/trash`, "size=1m");
    const before = readTree(folders.replica);
    const finished = await runOnce(folders, ["--trash", disk.path, "--yes"]);
    assertCode(finished, 1);
    assertEquals(
      actionLines(finished.stderr).filter((line) => line.startsWith("failed")),
      ["a", "gone"].map((name) =>
        `failed "${name}" (cannot keep the old version in the trash: no space left on the disk (ENOSPC))`
      ),
    );
    const after = readTree(folders.replica);
    assertEquals([after["a"], after["gone"]], [before["a"], before["gone"]]);
    assert(after["new"] !== undefined);
  },
);

testUnless(
  notRoot(),
  "lockstep keeps read-only folders and others' files too, as a user who is not root",
  async () => {
    using folders = programFolders({
      source: { a: "new one" },
      replica: {
        a: "old",
        gone: folder({ sub: folder({ b: "b" }, { mode: 0o555 }) }, {
          mode: 0o555,
        }),
      },
    });
    giveAway(folders.top);
    await Deno.chown(`${folders.replica}/a`, 0, 0);
    const before = readTree(folders.replica);
    const args = ["--keep-versions"];
    const finished = await runOnce(folders, args, { unprivileged: true });
    assertCode(finished, 0);
    const kept = lastKept(`${folders.replica}.versions`);
    assertEquals(Object.keys(kept), ["a", "gone", "gone/sub", "gone/sub/b"]);
    for (const path of Object.keys(kept)) {
      assertEquals(kept[path], before[path]);
    }
  },
);

/** Folders of files, each large enough that some are in the middle when the pass is killed. */
function version(number: number): Tree {
  const time = DEFAULT_TIME + number * 60_000;
  const bytes = someBytes(100_000 + number);
  const names = Array.from({ length: 40 }, (_, index) => `${index}`);
  const files = Object.fromEntries(
    names.map((name) => [name, file(bytes, { time })]),
  );
  return { changed: files, [`only ${number}`]: { files, deep: { files } } };
}

/** Everything that is somewhere in a tree, without its path. */
function entriesOf(trees: readonly Found[]): ReadonlySet<string> {
  return new Set(trees.flatMap((tree) => Object.values(tree)));
}

for (const isFar of [false, true]) {
  const where = isFar ? "on another device" : "beside the replica";
  for (const changes of [3, 25, 90]) {
    testUnless(
      isFar ? noMounts() : undefined,
      `lockstep killed after ${changes} changes leaves every old version whole, in the replica or in the trash ${where}`,
      async () => {
        using folders = programFolders({
          source: version(2),
          replica: version(1),
        });
        const trash = `${folders.top}/trash`;
        using _disk = isFar ? mountTmpfs(trash, "size=64m") : undefined;
        const [source, replica] = [folders.source, folders.replica];
        const old = readTree(replica);
        const before = snapshot(source);
        const watched = [replica, `${replica}/changed`, `${replica}/only 1`];
        {
          const watcher = Deno.watchFs(watched, { recursive: false });
          const args = [source, replica, "--once", "--yes", "--trash", trash];
          await using program = startProgram(args, folders);
          program.finished.then(() => watcher.close());
          let seen = 0;
          for await (const { kind } of watcher) {
            if (kind !== "access" && ++seen >= changes) break;
          }
          program.kill("SIGKILL");
        }
        const there = readTree(replica);
        const kept = passesIn(trash).map(readTree);
        for (const [path, entry] of Object.entries(old)) {
          if (!entry.startsWith("file") || there[path] === entry) continue;
          assert(
            kept.some((pass) => pass[path] === entry),
            `${path} is gone: ${entry}`,
          );
        }
        const versions = entriesOf([old, readTree(source)]);
        for (const pass of kept) {
          for (const [path, entry] of Object.entries(pass)) {
            const isWhole = !entry.startsWith("file") || versions.has(entry);
            assert(isWhole, `${path} is not whole: ${entry}`);
          }
        }
        assertCode(await runOnce(folders, ["--yes", "--trash", trash]), 0);
        assertEquals(readTree(replica), readTree(source));
        assertEquals(snapshot(source), before);
        const left = namesIn(trash).filter((name) => name.startsWith("."));
        assertEquals(left, []);
      },
    );
  }
}
