import { runPass } from "../mirror/pass.ts";
import type { PassReport } from "../model/report.ts";
import type { NamedRoots } from "../model/roots.ts";
import type { MirrorOptions } from "../model/settings.ts";
import { Console } from "../output/console.ts";
import { formatTime } from "../output/format.ts";
import { Log } from "../output/log.ts";
import {
  addReport,
  finalSummary,
  NO_TOTALS,
  type RunTotals,
} from "../output/summary.ts";
import { runLoop } from "../schedule/loop.ts";
import { sleep } from "../schedule/sleep.ts";
import { makePrivate } from "../state/make_private.ts";
import { terminalAsker } from "./ask.ts";
import type { RawArguments } from "./arguments.ts";
import { exitCode } from "./exit_code.ts";
import { Locker } from "./lock.ts";
import { makePool } from "./make_pool.ts";
import { PairMemories } from "./memory.ts";
import { namedStateFolder } from "./own_state_folder.ts";
import { absolutePath } from "./paths.ts";
import { print } from "./print.ts";
import { askToGoOn, type Questioning, readySource } from "./questions.ts";
import { attributesToKeep, isRoot } from "./rights.ts";
import { describeStop, type StopWish, watchSignals } from "./signals.ts";
import { trashNoter } from "./note_trash.ts";
import { parseSync, type SyncRequest } from "./sync_request.ts";

/**
 * Mirrors once or for ever, as asked. Returns the exit status.
 * @throws {UsageError} before anything is touched
 */
export async function run(given: RawArguments): Promise<number> {
  const request = parseSync(given);
  using stopWish = watchSignals();
  using pool = await makePool(request);
  stopWish.signal.addEventListener("abort", () => pool.stop());
  const named = nameRoots(request);
  const log = openLog(request, named);
  const asker = terminalAsker(stopWish.signal);
  const { last, totals } = await repeat(
    { request, named, pool, log, asker },
    stopWish,
  ).catch((error) => tellBug(error, log));

  const stoppedBy = stopWish.by();
  if (stoppedBy !== undefined) {
    log.write({
      level: "info",
      action: "stopped",
      message: describeStop(stoppedBy),
    });
  }
  await log.settle();
  const status = exitCode(last, { logFailed: log.failedInPass, stoppedBy });
  const summary = finalSummary(totals, {
    last,
    removals: request.options.removals,
  });
  const isSilent = request.log.quiet && status === 0;
  if (summary !== undefined && !isSilent) {
    await print(Deno.stdout, `${summary}\n`);
  }
  return status;
}

/** Sees that the log has all that was done before the program ends by a bug, and why it ends. */
async function tellBug(error: unknown, log: Log): Promise<never> {
  const what = error instanceof Error ? error.message : String(error);
  const [line = ""] = what.split("\n");
  const message = `lockstep ends by a bug of its own: ${line}`;
  log.write({ level: "error", action: "said", message });
  await log.settle();
  throw error;
}

/** Runs one pass after another, until one is the last. */
async function repeat(
  run: Questioning,
  stopWish: StopWish,
): Promise<{ readonly last: PassReport; readonly totals: RunTotals }> {
  const { request, named, pool, log } = run;
  const isStopped = (): boolean => stopWish.signal.aborted;
  const options: MirrorOptions = {
    ...request.options,
    owner: request.keepOwner && isRoot(),
    attributes: attributesToKeep(request.keepAttributes),
  };
  const warn = (text: string): void =>
    log.write({ level: "warn", action: "said", message: text });
  const state = await trustedState(run);
  using locker = new Locker({
    folder: state,
    holder: `process ${Deno.pid}, since ${formatTime(new Date())}`,
    warn,
  });
  const memory = new PairMemories({
    folder: state,
    readOnly: options.dryRun,
    now: nowInWords,
    warn,
  });
  const ready = readySource(run);
  loadMeanwhile();
  const mayRepeat = await ready;
  let totals = NO_TOTALS;
  const last = await runLoop({
    everyMs: mayRepeat ? request.everyMs : undefined,
    mayGoOn,
    isStopped,
    runPass: async (pass) => {
      const report = await runPass({
        pass,
        named,
        options,
        safety: request.safety,
      }, {
        pool,
        isStopped,
        listen: (event) => log.hear(event),
        now: () => performance.now(),
        clock: () => Date.now(),
        askToGoOn: (refusal) => askToGoOn(refusal, run),
        lock: locker.lock,
        noteTrash: trashNoter(state, warn),
        memory,
      });
      await log.settle();
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
      return sleep(milliseconds, stopWish.signal);
    },
  });
  return { last, totals };
}

/**
 * Perf: what the pass needs later is loaded while its first thread starts, which
 * takes longer: 10 ms less for a small pass. What fails here fails again where
 * it is used, and is told there.
 */
function loadMeanwhile(): void {
  import("../state/lock.ts").catch(() => {});
  import("../state/pair.ts").catch(() => {});
}

function nowInWords(): { readonly words: string; readonly date: Date } {
  const date = new Date();
  return { words: formatTime(date), date };
}

/** A replica in use, and roots that never fit, are for the user to put right. */
function mayGoOn({ ending, pass }: PassReport): boolean {
  return ending.kind !== "locked" && !(ending.kind === "unfit" && pass === 1);
}

function nameRoots(
  { source, replica, log, trash }: SyncRequest,
): NamedRoots {
  const currentFolder = Deno.cwd();
  return {
    source: absolutePath(source, currentFolder),
    replica: absolutePath(replica, currentFolder),
    log: absolutePath(log.path, currentFolder),
    state: namedStateFolder(),
    user: Deno.uid() ?? undefined,
    trash: trash?.kind === "folder"
      ? { kind: "folder", path: absolutePath(trash.path, currentFolder) }
      : trash,
  };
}

/** Returns the state folder, unless others could get at what is kept there. */
async function trustedState(
  { named: { state, user }, request, log }: Questioning,
): Promise<string | undefined> {
  if (state === undefined) return undefined;
  const mayChange = !request.options.dryRun;
  const reason = await makePrivate(state, { user, mayChange });
  if (reason === undefined) return state;
  const message =
    `nothing is remembered, nor are other instances kept off the replica: ${reason}. Have XDG_STATE_HOME name a folder of your own`;
  log.write({ level: "warn", action: "said", message });
  return undefined;
}

/** A dry run writes no log file: it changes nothing at all. */
function openLog(
  { log, options }: SyncRequest,
  { log: path }: NamedRoots,
): Log {
  const { maxBytes, keep, format, quiet } = log;
  return new Log({
    console: new Console(Deno.stderr),
    file: options.dryRun || path === undefined
      ? undefined
      : { path, maxBytes, keep, user: Deno.uid() ?? undefined },
    format,
    quiet,
    now: () => new Date(),
  });
}
