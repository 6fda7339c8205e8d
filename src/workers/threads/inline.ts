import { openDisk } from "../../disk/open.ts";
import type { DiskChoice } from "../../model/settings.ts";
import { JobDoer } from "../do_job.ts";
import { Gauge } from "./gauge.ts";
import { type Performer, PerformerPool, type Pool } from "./pool.ts";
import { SharedSignals } from "./signals.ts";

/**
 * So many milliseconds of jobs may go by before all else on the thread has its
 * turn: what stops the pass, lines that are to be written, the status line.
 */
const TURN_MS = 20;

/** Returns a pool that does its jobs on the thread that asks for them. */
export async function inlinePool(disk: DiskChoice): Promise<Pool> {
  const signals = new SharedSignals();
  const opened = await openDisk(disk);
  const start = (): Performer => {
    const gauge = new Gauge((more) => signals.addInHand(more));
    const doer = new JobDoer({ ...opened, signals, gauge });
    let turnMs = performance.now();
    return {
      started: Promise.resolve(),
      perform: async (job) => {
        if (performance.now() - turnMs >= TURN_MS) {
          await letOthersHaveTheirTurn();
          turnMs = performance.now();
        }
        await doer.load(job);
        return doer.do(job);
      },
      [Symbol.dispose]: () => {},
    };
  };
  return new PerformerPool({ threads: 1, signals, start });
}

/** Perf: a message takes 0.05 ms to come back, the shortest timer of Deno's 2. */
function letOthersHaveTheirTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      port2.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
