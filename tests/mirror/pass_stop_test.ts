import { assert, assertEquals } from "../support/assert.ts";
import { testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import { stopAfter, testPool } from "../support/pool.ts";
import { DEFAULT_TIME, file, namesBelow, readTree } from "../support/tree.ts";
import { onceAt, watchedDisk } from "../support/watched_disk.ts";

const LATER = DEFAULT_TIME + 5000;

Deno.test("a pass that is stopped at once changes nothing", async () => {
  using folders = testFolders({
    source: { "a.txt": "a" },
    replica: { "b.txt": "b" },
  });
  const before = readTree(folders.replica);
  const { report, lines } = await mirror(folders, { isStopped: () => true });
  assertEquals(report.ending, { kind: "stopped" });
  assertEquals(lines, []);
  assertEquals(readTree(folders.replica), before);
});

Deno.test("a file that is being written when the pass is stopped is dropped, the old one stays", async () => {
  using folders = testFolders({
    source: { "a.txt": file(new Uint8Array(500_000), { time: LATER }) },
    replica: { "a.txt": "old", "extra.txt": "extra" },
  });
  const before = readTree(folders.replica);
  let isStopped = false;
  const writes: string[] = [];
  const disk = watchedDisk(({ method, side }) => {
    if (side !== "replica" || method !== "file.write") return;
    writes.push(method);
    isStopped = true;
  });
  const signals = {
    stop: { isSet: () => isStopped },
    isHungry: () => false,
  };
  using pool = testPool({ disk, signals });
  const { report, lines } = await mirror(folders, {
    pool,
    isStopped: () => isStopped,
  });
  assertEquals(report.ending, { kind: "stopped" });
  assertEquals(lines, []);
  assertEquals(namesBelow(folders.replica), ["a.txt", "extra.txt"]);
  for (const name of ["a.txt", "extra.txt"]) {
    assertEquals(readTree(folders.replica)[name], before[name]);
  }
});

Deno.test("a folder that is being filled when the pass is stopped keeps the files that are whole", async () => {
  using folders = testFolders({
    source: { new: { a: "a", b: "b", c: "c", d: "d" } },
    replica: {},
  });
  let isStopped = false;
  let made = 0;
  const disk = watchedDisk(({ method, path }) => {
    if (method === "createFile" && /\/[a-d]$/.test(path)) made++;
    if (made === 2) isStopped = true;
  });
  const signals = { stop: { isSet: () => isStopped }, isHungry: () => false };
  using pool = testPool({ disk, signals });
  await mirror(folders, { pool, isStopped: () => isStopped });
  const [folder, ...files] = namesBelow(folders.replica);
  assertEquals(folder, "new");
  assert(files.length > 0 && files.length < 4, files.join(", "));
  const [found, wanted] = [readTree(folders.replica), readTree(folders.source)];
  for (const path of files) assertEquals(found[path], wanted[path]);
});

Deno.test("a stop between copies and removals removes nothing", async () => {
  using folders = testFolders({
    source: { "a.txt": "a" },
    replica: { "extra.txt": "extra" },
  });
  let isStopped = false;
  const { report, lines } = await mirror(folders, {
    isStopped: () => isStopped,
    onEvent: (event) => isStopped ||= event.kind === "outcomes",
  });
  assertEquals(report.ending, { kind: "stopped" });
  assertEquals(lines, ["copied a.txt"]);
});

Deno.test("a stop while somebody is asked ends the pass as stopped, not as refused", async () => {
  using folders = testFolders({ source: {}, replica: { "a.txt": "a" } });
  let isStopped = false;
  const hook = onceAt(
    { side: "replica", method: "list", path: "" },
    () => {},
  );
  using pool = testPool({ disk: watchedDisk(hook) });
  const { report } = await mirror(folders, {
    pool,
    safety: { allowEmptySource: false },
    // The first time it is asked after the survey, it is not yet stopped.
    isStopped: () => {
      const before = isStopped;
      isStopped ||= hook.hasHappened();
      return before;
    },
  });
  assertEquals(report.ending.kind, "stopped");
});

Deno.test("what a stopped pass has done is told, and the next pass does the rest", async () => {
  using folders = testFolders({
    source: { a: { x: "x" }, b: { y: "y" }, c: { z: "z" } },
    replica: { d: "d" },
  });
  const signals = stopAfter(12);
  using pool = testPool({ signals });
  const first = await mirror(folders, { pool, isStopped: signals.hasStopped });
  const done = namesBelow(folders.replica).filter((path) => path !== "d");
  const told = first.lines.map((line) => line.split(" ")[1]).sort();
  assertEquals(told, [...done].sort());
  await mirror(folders);
  assertEquals(readTree(folders.replica), readTree(folders.source));
});
