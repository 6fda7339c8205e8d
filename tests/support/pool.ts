import type { Disk } from "../../src/disk/disk.ts";
import { JobDoer } from "../../src/workers/do_job.ts";
import {
  type Performer,
  PerformerPool,
  type Pool,
} from "../../src/workers/threads/pool.ts";
import {
  SharedSignals,
  type Signals,
} from "../../src/workers/threads/signals.ts";

import { testDisk } from "./test_disk.ts";

/** What a test may want to be different about the thread that does the work. */
export interface TestPoolOptions {
  readonly disk?: Disk;
  readonly signals?: Signals;
}

/** A pool on the thread of the test, with a disk and signals of the test's own. */
export function testPool(
  { disk = testDisk, signals }: TestPoolOptions = {},
): Pool {
  const shared = new SharedSignals();
  const start = (): Performer => {
    const doer = new JobDoer({ disk, signals: signals ?? shared });
    return {
      started: Promise.resolve(),
      perform: async (job) => {
        await doer.load(job);
        return structuredClone(doer.do(structuredClone(job)));
      },
      [Symbol.dispose]: () => {},
    };
  };
  return new PerformerPool({ threads: 1, signals: shared, start });
}

/** Signals that say stop from the `calls`-th time on that somebody asks. */
export function stopAfter(
  calls: number,
): Signals & { readonly hasStopped: () => boolean } {
  let left = calls;
  return {
    stop: { isSet: () => left-- <= 0 },
    isHungry: () => false,
    hasStopped: () => left < 0,
  };
}
