import type { NamedRoots } from "../../model/roots/roots.ts";
import type { Log } from "../../output/log.ts";
import type { Painter } from "../../output/paint.ts";
import type { Pool } from "../../workers/threads/pool.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { checkTyping } from "../arguments/check_typing.ts";
import { makePool } from "../make_pool.ts";
import { describeStop, type StopWish, watchSignals } from "../signals.ts";
import { openStreams } from "../telling/open_console.ts";
import { openLog } from "../telling/open_log.ts";
import { type FiltersAt, readFilters } from "./filters.ts";
import { nameRoots } from "./name_roots.ts";
import type { SyncRequest } from "./sync_request.ts";

/** What a mirror is worked on with, from the command line. */
export interface SyncMeans {
  readonly filtersAt: FiltersAt;
  readonly named: NamedRoots;
  readonly log: Log;
  readonly pool: Pool;
  readonly stopWish: StopWish;
  /** For text on standard output. */
  readonly paint: Painter;
}

/**
 * Listens for signals, starts threads and opens the log, for as long as the
 * work takes; returns its exit status.
 * @throws {UsageError} before anything is touched
 */
export async function withThreads(
  given: RawArguments,
  request: SyncRequest,
  work: (means: SyncMeans) => Promise<number>,
): Promise<number> {
  const { console, paint } = openStreams(given);
  // Before that, as one of the files may be a pipe, and be waited for.
  const filtersAt = await readFilters(request.filters);
  using stopWish = watchSignals();
  using pool = await makePool(request, stopWish.signal);
  const named = nameRoots(request);
  if (given.subcommand === "sync") {
    await checkTyping(request.source, { named, pool });
  }
  const log = openLog(request, { named, console });
  return await work({ filtersAt, named, log, pool, stopWish, paint });
}

/** Has the log say that a signal ended the work, if one did, and be whole. */
export async function endLog({ log, stopWish }: SyncMeans): Promise<void> {
  const stoppedBy = stopWish.by();
  if (stoppedBy !== undefined) {
    const message = describeStop(stoppedBy);
    log.write({ level: "info", action: "stopped", message });
  }
  await log.settle();
}
