import { assert, assertEquals } from "../support/assert.ts";
import { testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import {
  DEFAULT_TIME,
  file,
  namesIn,
  readText,
  readTree,
  writeTree,
} from "../support/tree.ts";

const LATER = DEFAULT_TIME + 5000;

Deno.test("runPass() leaves newer files of the replica alone when asked to, and says so", async () => {
  using folders = testFolders({
    source: { "a.txt": "source", "b.txt": file("source", { time: LATER }) },
    replica: {
      "a.txt": file("replica!", { time: LATER }),
      "b.txt": "replica!",
    },
  });
  const { lines, report } = await mirror(folders, {
    options: { update: true },
  });
  assertEquals(lines, [
    "skipped a.txt (newer: the replica's file is newer)",
    "updated b.txt (size)",
  ]);
  assertEquals(report.tally.failed, 0);
  assertEquals(readText(`${folders.replica}/a.txt`), "replica!");
});

Deno.test("runPass() cleans up what a killed pass left, and does not count it as removals", async () => {
  const left = ".lockstep-0123456789abcdef.tmp";
  using folders = testFolders({
    source: { a: { "x.txt": "x" } },
    replica: {
      a: { "x.txt": "x", [left]: "half" },
      [left]: { "half.txt": "half" },
    },
  });
  const { lines } = await mirror(folders, {
    safety: { maxDelete: { kind: "count", count: 0 } },
  });
  assertEquals(lines, [
    `removed ${left} (left by an interrupted pass)`,
    `removed a/${left} (left by an interrupted pass)`,
  ]);
  assertEquals(readTree(folders.replica), readTree(folders.source));
});

Deno.test("runPass() copies a source file that has the form of a temporary name", async () => {
  const name = ".lockstep-0123456789abcdef.tmp";
  using folders = testFolders({ source: { [name]: "mine" } });
  await mirror(folders);
  assertEquals((await mirror(folders)).lines, []);
  assertEquals(readText(`${folders.replica}/${name}`), "mine");
});

Deno.test("runPass() tells of unchanged entries when asked to", async () => {
  using folders = testFolders({ source: { a: { "x.txt": "x" } } });
  await mirror(folders);
  const { lines } = await mirror(folders, { options: { unchanged: true } });
  assertEquals(lines, ["unchanged a", "unchanged a/x.txt"]);
});

Deno.test("runPass() makes a missing replica and the folders above it", async () => {
  using folders = testFolders({ source: { "a.txt": "a" } });
  const replica = `${folders.top}/x/y/replica`;
  const { report } = await mirror({ source: folders.source, replica });
  assertEquals(report.tally.created, 1);
  assertEquals(readTree(replica), readTree(folders.source));
});

Deno.test("runPass() refuses an accident before the first change", async () => {
  using folders = testFolders({ source: {}, replica: { "a.txt": "a" } });
  const before = readTree(folders.replica);
  const { report, lines } = await mirror(folders, {
    safety: { allowEmptySource: false },
  });
  assert(report.ending.kind === "refused");
  assertEquals(lines, []);
  assertEquals(readTree(folders.replica), before);
});

Deno.test("runPass() carries out a refused plan if somebody says so", async () => {
  using folders = testFolders({ source: {}, replica: { "a.txt": "a" } });
  const { report } = await mirror(folders, {
    safety: { allowEmptySource: false },
    goOn: true,
  });
  assertEquals(report.ending.kind, "done");
  assertEquals(readTree(folders.replica), readTree(folders.source));
});

Deno.test("runPass() leaves the log alone in either tree", async () => {
  using folders = testFolders({
    source: { "a.txt": "a" },
    replica: { logs: { "x.log": "1", "x.log.1": "0" } },
  });
  const { lines } = await mirror(folders, {
    log: `${folders.replica}/logs/x.log`,
  });
  assertEquals(lines, [
    "copied a.txt",
    "skipped logs (protected: it holds a file of lockstep's own)",
  ]);
  assertEquals(readText(`${folders.replica}/logs/x.log`), "1");
  writeTree(`${folders.source}/logs`, { "y.log": "2", "z.txt": "z" });
  await mirror(folders, { log: `${folders.source}/logs/y.log` });
  assertEquals(
    namesIn(`${folders.replica}/logs`),
    ["z.txt"],
  );
});
