import type { RawArguments } from "./arguments.ts";
import { NOBODY } from "./ask.ts";
import { checkTyping } from "./check_typing.ts";
import { planExit } from "./exit_code.ts";
import { makePool } from "./make_pool.ts";
import { nameRoots } from "./name_roots.ts";
import { openStreams } from "./open_console.ts";
import { openLog } from "./open_log.ts";
import { openMirror } from "./open_mirror.ts";
import { openPlanTeller } from "./plan_teller.ts";
import { printResult } from "./print.ts";
import { describeStop, watchSignals } from "./signals.ts";
import { parseSync } from "./sync_request.ts";
import { tellBug } from "./tell_bug.ts";

/**
 * Shows what a pass would do, and changes nothing: a dry run, which goes on
 * where the safety checks would refuse. Returns the exit status.
 * @throws {UsageError} before anything is touched
 */
export async function run(given: RawArguments): Promise<number> {
  const switches = new Set([...given.switches, "dry-run" as const]);
  const request = parseSync({ ...given, switches });
  const { console, paint } = openStreams(given);
  using stopWish = watchSignals();
  const { signal } = stopWish;
  using pool = await makePool(request);
  signal.addEventListener("abort", () => pool.stop());
  const named = nameRoots(request);
  if (given.subcommand === "sync") {
    await checkTyping(request.source, { named, pool });
  }
  const log = openLog(request, { named, console });
  const stoppedBy = stopWish.by;
  const teller = await openPlanTeller(request, { named, log, stoppedBy });
  using mirror = await openMirror({
    request,
    named,
    log,
    asker: NOBODY,
    teller,
    signal,
  });
  const { ending } = await mirror.runPass(1, pool).catch((error) =>
    tellBug(error, { log, end: (reason) => teller.endByBug(reason) })
  );

  if (ending.kind === "stopped") {
    const message = describeStop(stoppedBy() ?? "SIGTERM");
    log.write({ level: "info", action: "stopped", message });
  }
  await log.settle();
  const logFailed = teller.failedInPass;
  const facts = { logFailed, stoppedBy: stoppedBy() };
  const status = planExit(teller.judged(), facts);
  if (request.json) return status;
  const { source, replica } = named;
  const { quiet } = request.log;
  const text = teller.text({ source, replica, quiet, paint });
  return await printResult(text, status);
}
