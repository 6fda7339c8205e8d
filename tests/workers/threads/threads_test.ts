import type { Job } from "../../../src/workers/job.ts";
import type { Pool } from "../../../src/workers/threads/pool.ts";
import { startPool } from "../../../src/workers/threads/threads.ts";
import { assert, assertEquals, assertRejects } from "../../support/assert.ts";
import { putSparse } from "../../support/files.ts";
import { testFolders } from "../../support/folders.ts";
import { mirror } from "../../support/mirror.ts";
import { TEST_DISK } from "../../support/test_disk.ts";
import { namesBelow, readTree, type Tree } from "../../support/tree.ts";

const MIB = 1024 ** 2;

const start = (threads: number): Pool =>
  startPool({ threads, disk: TEST_DISK });

for (const threads of [1, 3]) {
  Deno.test(`passes on ${threads} threads make the replica equal, and change nothing the second time`, async () => {
    using folders = testFolders({ source: manyFolders(), replica: {} });
    using pool = start(threads);
    const { report } = await mirror(folders, { pool });
    assertEquals(report.tally.failed, 0);
    assertEquals(readTree(folders.replica), readTree(folders.source));
    assertEquals((await mirror(folders, { pool })).lines, []);
  });
}

Deno.test("threads tell the same of a pass as one that works alone", async () => {
  const trees = { source: manyFolders(), replica: { old: manyFolders() } };
  using one = testFolders(trees);
  using other = testFolders(trees);
  using pool = start(3);
  const [alone, shared] = [await mirror(one), await mirror(other, { pool })];
  assertEquals(shared.lines, alone.lines);
  assertEquals(shared.report.tally, alone.report.tally);
});

Deno.test("threads share out one very large folder, and lose nothing of it", async () => {
  const names = Array.from({ length: 6000 }, (_, index) => `file ${index}`);
  const same = Object.fromEntries(names.map((name) => [name, "same"]));
  using folders = testFolders({
    source: { ...same, "file 77": "other", new: "new" },
    replica: { ...same, old: "old" },
  });
  using pool = start(2);
  const { report } = await mirror(folders, { pool });
  const { unchanged, updated, copied, removed, failed } = report.tally;
  assertEquals(
    { unchanged, updated, copied, removed, failed },
    { unchanged: 5999, updated: 1, copied: 1, removed: 1, failed: 0 },
  );
  assertEquals(readTree(folders.replica), readTree(folders.source));
});

/** Things that are no jobs, by which a thread meets a bug. */
const BUGS: Readonly<Record<string, unknown>> = {
  "a job without its data": { kind: "inspect" },
  "nothing at all": undefined,
};

for (const [name, bug] of Object.entries(BUGS)) {
  Deno.test(`a thread that is given ${name} fails cleanly, and does not hang`, async () => {
    using pool = start(1);
    await assertRejects(() => pool.run(bug as Job), Error);
  });
}

Deno.test("a bug names the line at which it is", async () => {
  using pool = start(1);
  const job = { kind: "inspect" } as unknown as Job;
  const error = await assertRejects(() => pool.run(job), Error);
  assert(/src\/\w+\/\w+\.ts:\d+/.test(error.message), error.message);
});

Deno.test("a bug on a thread ends the pass, and closes the lock", async () => {
  using folders = testFolders({ source: { a: "a" }, replica: {} });
  using inner = start(2);
  let isReleased = false;
  const pool: Pool = {
    threads: inner.threads,
    begin: (settings) => inner.begin(settings),
    run: (job) =>
      inner.run(
        job.kind === "apply" ? { kind: "apply" } as unknown as Job : job,
      ),
    end: () => inner.end(),
    stop: () => inner.stop(),
    setHungry: (hungry) => inner.setHungry(hungry),
    inHand: () => inner.inHand(),
    [Symbol.dispose]: () => {},
  };
  const release = (): void => void (isReleased = true);
  await assertRejects(
    () =>
      mirror(folders, {
        pool,
        lock: () =>
          Promise.resolve({
            kind: "mine",
            lock: { [Symbol.dispose]: release },
          }),
      }),
    Error,
  );
  assertEquals(isReleased, true);
  assertEquals(namesBelow(folders.replica), []);
});

Deno.test("threads in the middle of a large file leave off when they are told to stop, and leave nothing behind", async () => {
  using folders = testFolders({ source: {}, replica: {} });
  for (const name of ["a", "b"]) {
    putSparse(`${folders.source}/${name}`, 4096 * MIB);
  }
  using pool = start(2);
  let isStopped = false;
  const ticking = setInterval(() => {
    // As soon as a temporary file is seen, the threads are at work on it.
    if (namesBelowIfListable(folders.replica).length === 0) return;
    isStopped = true;
    pool.stop();
  }, 1);
  const { report, lines } = await mirror(folders, {
    pool,
    isStopped: () => isStopped,
    // A digest needs every zero of their holes, which takes seconds.
    options: { digest: "sha256" },
  }).finally(() => clearInterval(ticking));
  assertEquals(report.ending, { kind: "stopped" });
  assertEquals(lines, []);
  assertEquals(namesBelow(folders.replica), []);
});

/** Deno 2.6 lists no folder of which a file goes away meanwhile. */
function namesBelowIfListable(path: string): readonly string[] {
  try {
    return [...Deno.readDirSync(path)].map(({ name }) => name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** Folders in folders with a few files each. */
function manyFolders(depth = 3): Tree {
  const files = Object.fromEntries(
    Array.from({ length: 5 }, (_, at) => [`${at}.txt`, `${depth} ${at}`]),
  );
  if (depth === 0) return files;
  const folders = Object.fromEntries(
    Array.from({ length: 3 }, (_, at) => [`f${at}`, manyFolders(depth - 1)]),
  );
  return { ...files, ...folders };
}
