import { runPass } from "../src/mirror/pass.ts";
import { Console } from "../src/output/console.ts";
import { Log } from "../src/output/log.ts";
import type { Pool } from "../src/workers/threads/pool.ts";
import { startPool } from "../src/workers/threads/threads.ts";
import type { Bench, Contestant, Scenario } from "./scenario.ts";
import { mirrorWith } from "./tools.ts";
import { buildTree } from "./trees.ts";

/** A pass of a loop that has run before, in this process, with its log. */
export const LOOP_SCENARIO: Scenario = {
  name: "loop",
  title: "a pass in a running loop, 100,000 files, no-op",
  bar: 0.5,
  setUp,
};

function setUp({ dir, scale, lockstep }: Bench): readonly Contestant[] {
  const [source, replica] = [`${dir}/source`, `${dir}/replica`];
  const spec = {
    folders: Math.round(1000 * scale),
    filesPerFolder: 100,
    bytesPerFile: 1024,
    seed: 1,
  };
  buildTree(source, spec);
  buildTree(replica, spec);
  const pool = startPool({
    threads: Math.min(navigator.hardwareConcurrency, 8),
    disk: lockstep.disk,
  });
  return [
    {
      name: "lockstep",
      run: passesOf({ source, replica, pool }),
      close: () => pool[Symbol.dispose](),
    },
    { name: "rsync", run: mirrorWith("rsync", { source, replica }, lockstep) },
  ];
}

/** Returns what runs one pass after another with the same threads, and says how long each took. */
function passesOf(
  { source, replica, pool }: { source: string; replica: string; pool: Pool },
): () => Promise<number> {
  const log = new Log({
    console: new Console({ write: (bytes) => Promise.resolve(bytes.length) }),
    file: { path: `${replica}.log`, maxBytes: 10 * 1024 * 1024, keep: 5 },
    format: "text",
    quiet: false,
    now: () => new Date(),
  });
  let pass = 0;
  return async () => {
    const start = performance.now();
    const report = await runPass({
      pass: ++pass,
      named: { source, replica, log: `${replica}.log`, state: undefined },
      options: {
        contents: false,
        digest: undefined,
        owner: Deno.uid() === 0,
        update: false,
        hardLinks: false,
        durable: "off",
        attributes: "none",
        acls: false,
        specials: false,
        sparse: false,
        removals: true,
        dryRun: false,
        unchanged: false,
      },
      safety: {
        maxDelete: undefined,
        maxChange: undefined,
        allowEmptySource: false,
        acceptNewRoot: false,
        failOnDrift: false,
        acceptDecay: false,
        refuseSwapped: true,
        removals: true,
      },
    }, {
      pool,
      listen: (event) => log.hear(event),
      isStopped: () => false,
      now: () => performance.now(),
      clock: () => Date.now(),
      memory: {
        recall: () => Promise.resolve({ kind: "nothing" }),
        beginChanges: () => Promise.resolve(),
        remember: () => Promise.resolve(),
        recallContents: () => Promise.resolve(new Map()),
        rememberContents: () => Promise.resolve(),
      },
      askToGoOn: () => Promise.resolve(false),
      lock: () =>
        Promise.resolve({ kind: "mine", lock: { [Symbol.dispose]: () => {} } }),
    });
    await log.settle();
    if (report.ending.kind !== "done") {
      throw new Error(`The pass ended as ${report.ending.kind}`);
    }
    return performance.now() - start;
  };
}
