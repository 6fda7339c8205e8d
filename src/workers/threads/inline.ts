import { openDisk } from "../../disk/open.ts";
import type { DiskChoice } from "../../model/settings.ts";
import { JobDoer } from "../do_job.ts";
import { Gauge } from "./gauge.ts";
import { type Performer, PerformerPool, type Pool } from "./pool.ts";
import { SharedSignals } from "./signals.ts";

/** Returns a pool that does its jobs on the thread that asks for them. */
export async function inlinePool(disk: DiskChoice): Promise<Pool> {
  const signals = new SharedSignals();
  const opened = await openDisk(disk);
  const start = (): Performer => {
    const gauge = new Gauge((more) => signals.addInHand(more));
    const doer = new JobDoer({ ...opened, signals, gauge });
    return {
      started: Promise.resolve(),
      perform: async (job) => {
        await doer.load(job);
        return doer.do(job);
      },
      [Symbol.dispose]: () => {},
    };
  };
  return new PerformerPool({ threads: 1, signals, start });
}
