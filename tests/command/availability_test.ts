import { assertEquals, assertStringIncludes } from "../support/assert.ts";
import {
  assertCode,
  programFolders,
  runOnce,
  runProgram,
} from "../support/program.ts";
import { link, namesIn, readTree, writeTree } from "../support/tree.ts";

const SOURCE = { "a.txt": "a", sub: { "b.txt": "b" } };

Deno.test("lockstep exits 4 and touches nothing when the source does not exist", async () => {
  using folders = programFolders({ replica: SOURCE });
  const before = readTree(folders.replica);
  const finished = await runOnce(folders);
  assertCode(finished, 4);
  assertStringIncludes(
    finished.stderr,
    `ERROR Not mirrored: the source, "${folders.source}", does not exist`,
  );
  assertStringIncludes(finished.stderr, "--create-source");
  assertEquals(finished.stdout, "");
  assertEquals(readTree(folders.replica), before);
  assertEquals(namesIn(folders.top), ["here", "replica", "state"]);
});

Deno.test("lockstep makes no replica when the source does not exist", async () => {
  using folders = programFolders();
  assertCode(await runOnce(folders), 4);
  assertEquals(namesIn(folders.top), ["here", "state"]);
});

Deno.test("lockstep --create-source makes a missing source, parents too", async () => {
  using folders = programFolders();
  const source = `${folders.top}/x/y/source`;
  const finished = await runProgram(
    [source, folders.replica, "--once", "--create-source"],
    folders,
  );
  assertCode(finished, 0);
  assertEquals(namesIn(source), []);
  assertEquals(readTree(folders.replica), readTree(source));
});

Deno.test("lockstep --create-source does not empty a replica for a source that it has just made", async () => {
  using folders = programFolders({ replica: SOURCE });
  const before = readTree(folders.replica);
  assertCode(await runOnce(folders, ["--create-source"]), 3);
  assertEquals(readTree(folders.replica), before);
});

Deno.test("lockstep --create-source makes no source in a dry run", async () => {
  using folders = programFolders();
  assertCode(await runOnce(folders, ["--create-source", "--dry-run"]), 4);
  assertEquals(namesIn(folders.top), ["here", "state"]);
});

Deno.test("lockstep --create-source makes no source inside the replica", async () => {
  using folders = programFolders({ replica: SOURCE });
  const before = readTree(folders.replica);
  const finished = await runProgram(
    [`${folders.replica}/new`, folders.replica, "--once", "--create-source"],
    folders,
  );
  assertCode(finished, 3);
  assertEquals(readTree(folders.replica), before);
});

Deno.test("lockstep exits 4 when the source is a link that leads nowhere", async () => {
  using folders = programFolders({ replica: SOURCE });
  writeTree(folders.top, { source: link("gone") });
  const before = readTree(folders.replica);
  assertCode(await runOnce(folders), 4);
  assertEquals(readTree(folders.replica), before);
});

Deno.test("lockstep makes a missing replica, parents too", async () => {
  using folders = programFolders({ source: SOURCE });
  const replica = `${folders.top}/x/y/replica`;
  const finished = await runProgram(
    [folders.source, replica, "--once"],
    folders,
  );
  assertCode(finished, 0);
  assertStringIncludes(finished.stderr, 'INFO  created "."');
  assertEquals(readTree(replica), readTree(folders.source));
});

Deno.test("lockstep exits 4 when the replica cannot be made, and says why", async () => {
  using folders = programFolders({ source: SOURCE });
  writeTree(folders.top, { disk: "a file in the way" });
  const finished = await runProgram(
    [folders.source, `${folders.top}/disk/replica`, "--once"],
    folders,
  );
  assertCode(finished, 4);
  assertStringIncludes(finished.stderr, "ERROR Not mirrored: ");
  assertStringIncludes(finished.stderr, "it is not a folder (ENOTDIR)");
});

Deno.test("lockstep exits 4 when the replica may not be made, and says why", async () => {
  using folders = programFolders({ source: SOURCE });
  const finished = await runProgram(
    [folders.source, "/proc/lockstep/replica", "--once"],
    folders,
  );
  assertCode(finished, 4);
  assertStringIncludes(finished.stderr, "ERROR Not mirrored: ");
});

Deno.test("lockstep follows links to the two roots themselves", async () => {
  using folders = programFolders();
  const { top, source, replica } = folders;
  writeTree(top, {
    one: SOURCE,
    two: {},
    source: link("one"),
    replica: link("two"),
  });
  assertCode(await runProgram([source, replica, "--once"], folders), 0);
  assertEquals(readTree(`${top}/two`), readTree(`${top}/one`));
  assertEquals(await Deno.readLink(replica), "two");
});
