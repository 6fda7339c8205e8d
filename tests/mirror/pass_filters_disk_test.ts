import { RULES_NAME } from "../../src/model/rules/rule.ts";
import { assertEquals } from "../support/assert.ts";
import { filters, pathsIn } from "../support/filters.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { foldingDisk } from "../support/folding_disk.ts";
import { mirror, type Mirrored } from "../support/mirror.ts";
import { stopAfter, testPool } from "../support/pool.ts";
import { readTree } from "../support/tree.ts";
import {
  type DiskCall,
  failWith,
  onceAt,
  watchedDisk,
} from "../support/watched_disk.ts";

const EXCLUDE = ["*.o", "out/"];

Deno.test("an excluded folder is never opened nor listed, on either side", async () => {
  using folders = testFolders({
    source: {
      out: { a: "a", deep: { b: "b" } },
      made: { out: { c: "c" } },
      kept: { out: { d: "d" } },
    },
    replica: {
      out: { x: "x" },
      kept: { out: { d: "d" } },
      gone: { out: { e: "e" } },
    },
  });
  const calls: DiskCall[] = [];
  using pool = testPool({ disk: watchedDisk((call) => void calls.push(call)) });
  await mirror(folders, {
    pool,
    options: { filters: filters({ exclude: EXCLUDE }) },
  });
  const inside = calls.filter(({ path, method }) =>
    /(^|\/)out(\/|$)/.test(path) && method !== "stat"
  );
  assertEquals(inside, []);
  assertEquals(pathsIn(folders.replica), [
    "gone",
    "gone/out",
    "gone/out/e",
    "kept",
    "kept/out",
    "kept/out/d",
    "made",
    "out",
    "out/x",
  ]);
});

for (const method of ["stat", "openFile", "file.read"]) {
  Deno.test(`a folder is left as it is where ${method} of its rules fails, and the next pass mirrors it`, async () => {
    using folders = testFolders({
      source: { a: { [RULES_NAME]: "x", x: "x", new: "" }, b: "b" },
      replica: { a: { x: "old", old: "old", below: { y: "y" } }, gone: "gone" },
    });
    const path = `a/${RULES_NAME}`;
    const hook = onceAt(
      { side: "source", method, path },
      (call) => failWith("EIO", call),
    );
    using pool = testPool({ disk: watchedDisk(hook) });
    const options = { filters: filters() };
    const { lines, report } = await mirror(folders, { pool, options });
    assertEquals(lines.map((line) => line.split(" (")[0]), [
      "copied b",
      `failed a/${RULES_NAME}`,
      "removed gone",
    ]);
    assertEquals(report.suspended, 1);
    assertEquals(pathsIn(folders.replica), [
      "a",
      "a/below",
      "a/below/y",
      "a/old",
      "a/x",
      "b",
    ]);
    await mirror(folders, { options });
    assertEquals(pathsIn(folders.replica), ["a", path, "a/new", "a/x", "b"]);
  });
}

Deno.test("something excluded that appears in a folder after the survey stays, and so does the folder", async () => {
  using folders = testFolders({
    source: { z: "z" },
    replica: { old: { a: "a" } },
  });
  const appears = onceAt(
    { side: "source", method: "openFile", path: "z" },
    () => Deno.writeTextFileSync(`${folders.replica}/old/new.o`, "new"),
  );
  using pool = testPool({ disk: watchedDisk(appears) });
  const { lines } = await mirror(folders, {
    pool,
    options: { filters: filters({ exclude: EXCLUDE }) },
  });
  assertEquals(lines, [
    "copied z",
    "removed old/a",
    "skipped old (protected: it holds what is excluded)",
  ]);
  assertEquals(pathsIn(folders.replica), ["old", "old/new.o", "z"]);
});

Deno.test("of names that the replica takes for one, an excluded one takes no room", async () => {
  using folders = testFolders({
    source: { A: "excluded", a: "a", new: { B: "", b: "" } },
    replica: {},
  });
  const rules = { foldsCase: true, normalizes: false };
  using pool = testPool({ disk: foldingDisk(rules) });
  const exclude = ["A", "B"];
  const { lines } = await mirror(folders, {
    pool,
    options: { filters: filters({ exclude }) },
  });
  assertEquals(lines, ["copied a", "copied new/b", "created new"]);
  assertEquals(pathsIn(folders.replica), ["a", "new", "new/b"]);
});

Deno.test("a pass that is stopped anywhere has changed nothing that is excluded", async () => {
  for (let calls = 0; calls < 60; calls += 3) {
    using folders = testFolders({
      source: {
        [RULES_NAME]: "*.o",
        a: { "x.o": "new", y: "new" },
        made: { deep: { "z.o": "", z: "" } },
      },
      replica: { a: { "x.o": "old" }, old: { "k.o": "k", gone: { g: "" } } },
    });
    const before = excludedIn(folders);
    const signals = stopAfter(calls);
    using pool = testPool({ signals });
    const stopped = { pool, isStopped: signals.hasStopped };
    await mirrored(folders, stopped);
    assertEquals(excludedIn(folders), before);
    await mirrored(folders);
    assertEquals(excludedIn(folders), before);
    assertEquals(pathsIn(folders.replica), [
      RULES_NAME,
      "a",
      "a/x.o",
      "a/y",
      "made",
      "made/deep",
      "made/deep/z",
      "old",
      "old/k.o",
    ]);
  }
});

function mirrored(
  folders: TestFolders,
  overrides: Parameters<typeof mirror>[1] = {},
): Promise<Mirrored> {
  return mirror(folders, { ...overrides, options: { filters: filters() } });
}

function excludedIn({ replica }: TestFolders): unknown {
  return Object.entries(readTree(replica))
    .filter(([path]) => path.endsWith(".o"));
}
