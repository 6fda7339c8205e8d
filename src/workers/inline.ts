import { portableDisk } from "../disk/portable/disk.ts";
import { JobDoer } from "./do_job.ts";
import { type Performer, PerformerPool, type Pool } from "./pool.ts";
import { SharedSignals } from "./signals.ts";

/** Returns a pool that does its jobs on the thread that asks for them. */
export function inlinePool(): Pool {
  const signals = new SharedSignals();
  const start = (): Performer => {
    const doer = new JobDoer({ disk: portableDisk, signals });
    return {
      perform: (job) => Promise.resolve(doer.do(job)),
      [Symbol.dispose]: () => {},
    };
  };
  return new PerformerPool({ threads: 1, signals, start });
}
