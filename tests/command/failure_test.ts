import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../support/assert.ts";
import {
  actionLines,
  assertCode,
  programFolders,
  runOnce,
} from "../support/program.ts";
import { giveAway, IS_ROOT } from "../support/tools.ts";
import {
  DEFAULT_TIME,
  file,
  folder,
  namesIn,
  readText,
  readTree,
} from "../support/tree.ts";

/** Where nobody but root looks: the tests run the program as somebody else. */
const CLOSED = 0o000;

Deno.test("lockstep exits 1 when a file cannot be read, says why, and mirrors the rest", async () => {
  using folders = programFolders({
    source: {
      "closed.txt": file("closed", { mode: CLOSED, time: DEFAULT_TIME + 5000 }),
      "open.txt": "open",
      sub: { "deep.txt": "deep" },
    },
  });
  giveAway(folders.top);
  const finished = await runOnce(folders, [], { unprivileged: true });
  assertCode(finished, 1);
  assertEquals(actionLines(finished.stderr), [
    'copied "open.txt" 4 B',
    'copied "sub/deep.txt" 4 B',
    'created "."',
    'created "sub"',
    'failed "closed.txt" (cannot open the source file: permission denied (EACCES))',
  ]);
  assertStringIncludes(finished.stderr, "ERROR failed");
  assertStringIncludes(
    finished.stdout,
    "Some paths failed, the replica is not equal",
  );
  assertEquals(namesIn(folders.replica), ["open.txt", "sub"]);
});

Deno.test("lockstep keeps the replica's counterpart of a file that cannot be read", async () => {
  using folders = programFolders({
    source: {
      "closed.txt": file("new one", { mode: CLOSED }),
      "new.txt": "new",
    },
    replica: { "closed.txt": "old", "extra.txt": "extra" },
  });
  giveAway(folders.top);
  const finished = await runOnce(folders, [], { unprivileged: true });
  assertCode(finished, 1);
  assertEquals(namesIn(folders.replica), ["closed.txt", "new.txt"]);
  assertEquals(readText(`${folders.replica}/closed.txt`), "old");
});

Deno.test("lockstep removes nothing below a folder that cannot be listed, and says that removals are suspended", async () => {
  using folders = programFolders({
    source: {
      closed: folder({ "a.txt": "a" }, { mode: CLOSED }),
      "new.txt": "new",
    },
    replica: {
      closed: { "a.txt": "a", sub: { "b.txt": "b" } },
      "extra.txt": "extra",
    },
  });
  giveAway(folders.top);
  const before = readTree(`${folders.replica}/closed/sub`);
  const finished = await runOnce(folders, [], { unprivileged: true });
  assertCode(finished, 1);
  assertMatch(
    finished.stderr,
    /failed "closed" \(cannot (list|open) the source folder: permission denied \(EACCES\)\)/,
  );
  assertStringIncludes(
    finished.stderr,
    "removals suspended below 1 folder that could not be read",
  );
  assertEquals(readTree(`${folders.replica}/closed/sub`), before);
  assertEquals(namesIn(`${folders.replica}/closed`), ["a.txt", "sub"]);
  assertEquals(namesIn(folders.replica), ["closed", "new.txt"]);
});

Deno.test("lockstep removes nothing at all when the source's root cannot be listed", async () => {
  using folders = programFolders({
    source: { "a.txt": "a" },
    replica: { "a.txt": "a", "b.txt": "b" },
  });
  giveAway(folders.top);
  await Deno.chmod(folders.source, CLOSED);
  const finished = await runOnce(folders, [], { unprivileged: true });
  assert(finished.code === 1 || finished.code === 4, `${finished.code}`);
  assertStringIncludes(finished.stderr, "permission denied (EACCES)");
  assertEquals(namesIn(folders.replica), ["a.txt", "b.txt"]);
});

Deno.test("lockstep exits 1 when a file cannot be written, and mirrors the rest", async () => {
  using folders = programFolders({
    source: { a: { "new.txt": "new" }, b: { "new.txt": "new" } },
    replica: { a: {}, b: {} },
  });
  giveAway(folders.top);
  // It is root's, so that others cannot give themselves the right to write.
  await Deno.chown(`${folders.replica}/a`, Deno.uid(), Deno.gid());
  if (!IS_ROOT) await Deno.chmod(`${folders.replica}/a`, CLOSED);
  const finished = await runOnce(folders, [], { unprivileged: true });
  assertCode(finished, 1);
  const failed = IS_ROOT ? "a/new.txt" : "a";
  assertStringIncludes(finished.stderr, `ERROR failed "${failed}" (cannot `);
  assertEquals(readText(`${folders.replica}/b/new.txt`), "new");
});

Deno.test("lockstep exits 1 when a folder is in the way that --no-delete keeps", async () => {
  using folders = programFolders({
    source: { taken: "file", "new.txt": "new" },
    replica: { taken: { "kept.txt": "kept" } },
  });
  const finished = await runOnce(folders, ["--no-delete"]);
  assertCode(finished, 1);
  assertStringIncludes(finished.stderr, 'ERROR failed "taken" (cannot ');
  assertEquals(readText(`${folders.replica}/taken/kept.txt`), "kept");
  assertEquals(readText(`${folders.replica}/new.txt`), "new");
});

Deno.test("lockstep reports a path in each pass in which it fails, and exits 0 once it does not", async () => {
  using folders = programFolders({
    source: { "closed.txt": file("closed", { mode: CLOSED }) },
  });
  giveAway(folders.top);
  const options = { unprivileged: true };
  assertCode(await runOnce(folders, [], options), 1);
  assertCode(await runOnce(folders, [], options), 1);
  await Deno.chmod(`${folders.source}/closed.txt`, 0o644);
  assertCode(await runOnce(folders, [], options), 0);
  assertEquals(readTree(folders.replica), readTree(folders.source));
});
