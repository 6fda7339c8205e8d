import type { PassSettings } from "../../src/model/settings.ts";
import type { Job, Reply } from "../../src/workers/job.ts";
import { PerformerPool } from "../../src/workers/threads/pool.ts";
import { SharedSignals } from "../../src/workers/threads/signals.ts";

/** The reply to a job that asks for nothing. */
export const READY: Reply = { kind: "ready" };

/** A pool whose performers only note what they are asked for. */
export interface TestPool extends Disposable {
  readonly pool: PerformerPool;
  /** Who started, was asked to do what, and ended, each by number. */
  readonly course: readonly string[];
}

/** Opens a pool; `answer` gives the reply to a job by its name, "ready" where there is none. */
export function openPool(
  {
    signals = new SharedSignals(),
    course = [],
    answer,
    started = Promise.resolve(),
    ...numbers
  }: {
    readonly threads: number;
    readonly threadsIfSlow?: number;
    readonly signals?: SharedSignals;
    readonly course?: string[];
    readonly answer?: (name: string) => Reply | Promise<Reply>;
    readonly started?: Promise<unknown>;
  },
): TestPool {
  let count = 0;
  const pool = new PerformerPool({
    ...numbers,
    signals,
    start: () => {
      const who = count++;
      course.push(`${who} starts`);
      return {
        started,
        perform: async (given) => {
          const name = nameOf(given);
          course.push(`${who} ${name}`);
          await Promise.resolve();
          return await answer?.(name) ?? READY;
        },
        [Symbol.dispose]: () => void course.push(`${who} ends`),
      };
    },
  });
  return { pool, course, [Symbol.dispose]: () => pool[Symbol.dispose]() };
}

/** Returns a job of that name. */
export function job(name: string): Job {
  return { kind: "make folder", path: name };
}

/** Returns the name of a job, for one that opens a pass its kind. */
export function nameOf(
  given: Job | { readonly kind: "begin"; readonly settings: PassSettings },
): string {
  return given.kind === "make folder" ? given.path : given.kind;
}
