import type { RelativePath } from "../../../src/model/paths/path.ts";
import type { FolderRules } from "../../../src/model/rules/rule.ts";
import type { Job, Reply } from "../../../src/workers/job.ts";
import { PerformerPool, type Pool } from "../../../src/workers/threads/pool.ts";
import { SharedSignals } from "../../../src/workers/threads/signals.ts";
import { assertEquals } from "../../support/assert.ts";
import { settingsFor } from "../../support/contexts.ts";
import { testFolders } from "../../support/folders.ts";

const READY: Reply = { kind: "ready" };

Deno.test("what one performer has read of the rules every other hears before its next job, once", async () => {
  using test = openPool(2);
  await test.run("reads");
  assertEquals(test.course, ["0 begin", "0 reads"]);
  await Promise.all([test.run("a"), test.run("b")]);
  await Promise.all([test.run("c"), test.run("d")]);
  const [first, second] = [0, 1].map((number) => test.ofPerformer(number));
  assertEquals(first?.slice(0, 3), ["begin", "reads", "learn reads"]);
  assertEquals(second?.slice(0, 2), ["begin", "learn reads"]);
  assertEquals(test.course.filter((line) => /learn/.test(line)).length, 2);
});

Deno.test("rules are forgotten at the end of a pass", async () => {
  using test = openPool(1);
  await test.run("reads");
  await test.pool.end();
  test.begin();
  await test.run("a");
  assertEquals(test.course.slice(-2), ["0 begin", "0 a"]);
});

Deno.test("a performer that begins the pass anew still knows the rules, and a new one hears all", async () => {
  using test = openPool(2);
  await test.run("reads");
  test.begin();
  await Promise.all([test.run("a"), test.run("b")]);
  assertEquals(test.ofPerformer(1), ["begin", "learn reads", "b"]);
});

interface PoolTest extends Disposable {
  readonly pool: Pool;
  /** What each performer did, in order. */
  readonly course: readonly string[];
  ofPerformer(number: number): readonly string[];
  begin(): void;
  /** Has a job done; the one called "reads" reads rules. */
  run(name: string): Promise<Reply>;
}

function openPool(threads: number): PoolTest {
  const course: string[] = [];
  const folders = testFolders({ source: {}, replica: {} });
  let started = 0;
  const pool = new PerformerPool({
    threads,
    signals: new SharedSignals(),
    start: () => {
      const number = started++;
      return {
        started: Promise.resolve(),
        perform: async (job) => {
          course.push(`${number} ${describe(job)}`);
          await Promise.resolve();
          const isReading = describe(job) === "reads";
          return isReading ? { ...READY, folderRules: [RULES] } : READY;
        },
        [Symbol.dispose]: () => {},
      };
    },
  });
  const begin = (): void => pool.begin(settingsFor(folders));
  begin();
  return {
    pool,
    course,
    begin,
    ofPerformer: (number) =>
      course.filter((line) => line.startsWith(`${number} `))
        .map((line) => line.slice(2)),
    run: (name) => pool.run({ kind: "make folder", path: name }),
    [Symbol.dispose]: () => folders[Symbol.dispose](),
  };
}

const RULES: FolderRules = { folder: "reads" as RelativePath, rules: [] };

function describe(job: Job): string {
  if (job.kind === "learn") {
    return `learn ${job.rules.map(({ folder }) => folder).join(" ")}`;
  }
  return job.kind === "make folder" ? job.path : job.kind;
}
