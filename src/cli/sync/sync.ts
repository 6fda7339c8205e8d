import type { PassReport } from "../../model/outcome/report.ts";
import { formatTime } from "../../output/format.ts";
import {
  addReport,
  finalSummary,
  NO_TOTALS,
  type RunTotals,
} from "../../output/summary.ts";
import { runLoop } from "../../schedule/loop.ts";
import { sleep } from "../../schedule/sleep.ts";
import type { Pool } from "../../workers/threads/pool.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { exitCode } from "../exit_code.ts";
import { tellBug } from "../tell_bug.ts";
import { openTeller } from "../telling/open_teller.ts";
import { printResult } from "../telling/print.ts";
import { terminalAsker } from "./ask.ts";
import { type MirrorParts, openMirror } from "./open_mirror.ts";
import { parseSync, type SyncRequest } from "./sync_request.ts";
import { endLog, type SyncMeans, withThreads } from "./with_threads.ts";

/**
 * Mirrors once or for ever, as asked. Returns the exit status.
 * @throws {UsageError} before anything is touched
 */
export async function run(given: RawArguments): Promise<number> {
  const request = parseSync(given);
  return await withThreads(given, request, (means) => sync(request, means));
}

async function sync(request: SyncRequest, means: SyncMeans): Promise<number> {
  const { filtersAt, named, log, pool, stopWish, paint } = means;
  const { by: stoppedBy, signal } = stopWish;
  const asker = terminalAsker(signal);
  const telling = { command: "sync", named, log, stoppedBy } as const;
  const teller = await openTeller(request, telling);
  const parts = { request, filtersAt, named, log, asker, teller, signal };
  const { last, totals } = await repeat(parts, pool).catch((error) =>
    tellBug(error, { log, end: (reason) => teller?.endByBug(reason) })
  );
  await endLog(means);
  const logFailed = log.failedInPass || teller?.failedInPass === true;
  const status = exitCode(last, { logFailed, stoppedBy: stoppedBy() });
  const { removals } = request.options;
  const summary = finalSummary(totals, { last, removals, paint });
  const isSilent = request.json || (request.log.quiet && status === 0);
  return summary === undefined || isSilent
    ? status
    : await printResult(`${summary}\n`, status);
}

/** Runs one pass after another, until one is the last. */
async function repeat(
  parts: MirrorParts,
  pool: Pool,
): Promise<{ readonly last: PassReport; readonly totals: RunTotals }> {
  const { request, log, signal } = parts;
  using mirror = await openMirror(parts);
  const mayRepeat = await mirror.ready(pool);
  let totals = NO_TOTALS;
  const last = await runLoop({
    everyMs: mayRepeat ? request.everyMs : undefined,
    mayGoOn,
    isStopped: () => signal.aborted,
    runPass: async (pass) => {
      const report = await mirror.runPass(pass, pool);
      totals = addReport(totals, report);
      return report;
    },
    sleep: (milliseconds) => {
      const next = formatTime(new Date(Date.now() + milliseconds));
      log.write({
        level: "info",
        action: "waiting",
        message: `next pass at ${next}`,
      });
      return sleep(milliseconds, signal);
    },
  });
  return { last, totals };
}

/** A replica in use, and roots that never fit, are for the user to put right. */
function mayGoOn({ ending, pass }: PassReport): boolean {
  return ending.kind !== "locked" && !(ending.kind === "unfit" && pass === 1);
}
