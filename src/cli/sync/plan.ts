import type { RawArguments } from "../arguments/arguments.ts";
import { planExit } from "../exit_code.ts";
import { tellBug } from "../tell_bug.ts";
import { printResult } from "../telling/print.ts";
import { NOBODY } from "./ask.ts";
import { openMirror } from "./open_mirror.ts";
import { openPlanTeller } from "./plan_teller.ts";
import { parseSync, type SyncRequest } from "./sync_request.ts";
import { endLog, type SyncMeans, withThreads } from "./with_threads.ts";

/**
 * Shows what a pass would do, and changes nothing: a dry run, which goes on
 * where the safety checks would refuse. Returns the exit status.
 * @throws {UsageError} before anything is touched
 */
export async function run(given: RawArguments): Promise<number> {
  const switches = new Set([...given.switches, "dry-run" as const]);
  const request = parseSync({ ...given, switches });
  return await withThreads(given, request, (means) => plan(request, means));
}

async function plan(request: SyncRequest, means: SyncMeans): Promise<number> {
  const { filtersAt, named, log, pool, stopWish, paint } = means;
  const { by: stoppedBy, signal } = stopWish;
  const teller = await openPlanTeller(request, { named, log, stoppedBy });
  const mirrored = { request, filtersAt, named, log };
  const parts = { ...mirrored, asker: NOBODY, teller, signal };
  using mirror = await openMirror(parts);
  await mirror.runPass(1, pool).catch((error) =>
    tellBug(error, { log, end: (reason) => teller.endByBug(reason) })
  );
  await endLog(means);
  const logFailed = teller.failedInPass;
  const facts = { logFailed, stoppedBy: stoppedBy() };
  const status = planExit(teller.judged(), facts);
  if (request.json) return status;
  const { source, replica } = named;
  const { quiet } = request.log;
  const text = teller.text({ source, replica, quiet, paint });
  return await printResult(text, status);
}
