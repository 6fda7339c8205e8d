import { load } from "../loading/load.ts";
import type { DiskChoice } from "../model/settings.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { startPool } from "../workers/threads/threads.ts";

/** What a user asks of the threads. */
export interface PoolRequest {
  readonly threads: number | undefined;
  readonly disk: DiskChoice;
}

/** Returns the threads that do the work: as many as are asked for, none for 0. They stop when the signal is aborted. */
export async function makePool(
  request: PoolRequest,
  signal?: AbortSignal,
): Promise<Pool> {
  const pool = await startThreads(request);
  if (signal?.aborted) pool.stop();
  else signal?.addEventListener("abort", () => pool.stop());
  return pool;
}

async function startThreads({ threads, disk }: PoolRequest): Promise<Pool> {
  if (threads === 0) {
    const { inlinePool } = await load<
      typeof import("../workers/threads/inline.ts")
    >(
      "src/workers/threads/inline.ts",
    );
    return await inlinePool(disk);
  }
  return startPool({
    ...numbersOf(threads, navigator.hardwareConcurrency),
    disk,
  });
}

/** Threads at the most by default: more only wait for each other on the disk of one machine. */
const MOST_THREADS = 8;

/** And on a file system that answers slowly, such as one over a network: there they wait anyway. */
const LEAST_IF_SLOW = 8;
const MOST_IF_SLOW = 16;

/** Returns how many threads there are at the most: those that were asked for, or as many as suit the machine. */
export function numbersOf(
  asked: number | undefined,
  cores: number,
): { readonly threads: number; readonly threadsIfSlow: number } {
  if (asked !== undefined) return { threads: asked, threadsIfSlow: asked };
  return {
    threads: Math.min(cores, MOST_THREADS),
    threadsIfSlow: Math.min(Math.max(2 * cores, LEAST_IF_SLOW), MOST_IF_SLOW),
  };
}
