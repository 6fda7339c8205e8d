import type { PassReport } from "../model/report.ts";
import { formatTime } from "../output/format.ts";
import {
  addReport,
  finalSummary,
  NO_TOTALS,
  type RunTotals,
} from "../output/summary.ts";
import { runLoop } from "../schedule/loop.ts";
import { sleep } from "../schedule/sleep.ts";
import type { Pool } from "../workers/pool.ts";
import { terminalAsker } from "./ask.ts";
import type { RawArguments } from "./arguments.ts";
import { checkTyping } from "./check_typing.ts";
import { exitCode } from "./exit_code.ts";
import { makePool } from "./make_pool.ts";
import { nameRoots } from "./name_roots.ts";
import { openStreams } from "./open_console.ts";
import { openLog } from "./open_log.ts";
import { type MirrorParts, openMirror } from "./open_mirror.ts";
import { openTeller } from "./open_teller.ts";
import { print } from "./print.ts";
import { describeStop, watchSignals } from "./signals.ts";
import { parseSync } from "./sync_request.ts";
import { tellBug } from "./tell_bug.ts";

/**
 * Mirrors once or for ever, as asked. Returns the exit status.
 * @throws {UsageError} before anything is touched
 */
export async function run(given: RawArguments): Promise<number> {
  const request = parseSync(given);
  const { console, paint } = openStreams(given);
  using stopWish = watchSignals();
  const { signal } = stopWish;
  using pool = await makePool(request);
  signal.addEventListener("abort", () => pool.stop());
  const named = nameRoots(request);
  await checkTyping(request.source, { named, pool });
  const log = openLog(request, { named, console });
  const asker = terminalAsker(signal);
  const teller = await openTeller(request, {
    command: "sync",
    named,
    log,
    stoppedBy: stopWish.by,
  });
  const { last, totals } = await repeat(
    { request, named, log, asker, teller, signal },
    pool,
  ).catch((error) =>
    tellBug(error, { log, end: (reason) => teller?.endByBug(reason) })
  );

  const stoppedBy = stopWish.by();
  if (stoppedBy !== undefined) {
    log.write({
      level: "info",
      action: "stopped",
      message: describeStop(stoppedBy),
    });
  }
  await log.settle();
  const logFailed = log.failedInPass || teller?.failedInPass === true;
  const status = exitCode(last, { logFailed, stoppedBy });
  const summary = finalSummary(totals, {
    last,
    removals: request.options.removals,
    paint,
  });
  const isSilent = request.json || (request.log.quiet && status === 0);
  if (summary !== undefined && !isSilent) {
    await print(Deno.stdout, `${summary}\n`);
  }
  return status;
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
