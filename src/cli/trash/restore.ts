import { findRoots } from "../../mirror/find.ts";
import { type RestoreRequest, runRestore } from "../../mirror/restore.ts";
import type { PassReport } from "../../model/outcome/report.ts";
import type { RelativePath } from "../../model/paths/path.ts";
import type { MirrorOptions } from "../../model/settings.ts";
import { Log } from "../../output/log.ts";
import { streamOutput } from "../../output/output.ts";
import { type PassHead, PassJson } from "../../output/pass_json.ts";
import { restoreFailure, summarizeRestore } from "../../output/restored.ts";
import type { Pool } from "../../workers/threads/pool.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { parsePathBelow } from "../arguments/path_below.ts";
import { absolutePath } from "../arguments/paths.ts";
import { exitCode } from "../exit_code.ts";
import { makePool } from "../make_pool.ts";
import { describeOwnProcess } from "../own_process.ts";
import { ownStateFolder } from "../own_state_folder.ts";
import { attributesToKeep, isRoot } from "../rights.ts";
import { describeStop, type StopWish, watchSignals } from "../signals.ts";
import { Locker } from "../sync/lock.ts";
import { PairMemories } from "../sync/memory.ts";
import { BUG_STATUS, tellBug } from "../tell_bug.ts";
import { openStreams } from "../telling/open_console.ts";
import { printResult, tellUnwritten } from "../telling/print.ts";
import { withProgress } from "../telling/progress.ts";
import { findTrash } from "./find_trash.ts";
import { parseRestore, type RestoreWish } from "./restore_request.ts";

/**
 * Brings a file or folder of a replica back as it was. Returns the exit status.
 * @throws {UsageError} before anything is touched
 */
export async function run(given: RawArguments): Promise<number> {
  const wish = parseRestore(given, Date.now());
  const { console } = openStreams(given);
  const replica = absolutePath(wish.replica, Deno.cwd());
  const path = parsePathBelow(wish.path, { side: "replica", root: replica });
  using stopWish = watchSignals();
  const log = new Log({
    console,
    file: undefined,
    format: "text",
    quiet: wish.quiet,
    now: () => new Date(),
  });
  const json = wish.json ? beginObject(wish, { replica, path }) : undefined;
  const report = await restore({ wish, replica, path }, {
    log,
    stopWish,
    json,
  }).catch((error) =>
    tellBug(error, { log, end: (reason) => json?.endByBug(reason, BUG_STATUS) })
  );
  const stoppedBy = stopWish.by();
  const { kind } = report.ending;
  if (kind !== "done" && kind !== "stopped") {
    log.write(restoreFailure(report));
  } else if (stoppedBy !== undefined) {
    const message = describeStop(stoppedBy);
    log.write({ level: "info", action: "stopped", message });
  }
  await log.settle();
  const status = exitCode(report, { logFailed: false, stoppedBy });
  if (json !== undefined) return await endObject(json, { report, status });
  if (kind !== "done" && kind !== "stopped") return status;
  const lines = summarizeRestore(report, { ...wish, path });
  const text = lines.map((line) => `${line}\n`).join("");
  return await printResult(text, status);
}

function beginObject(
  { at, to, dryRun }: RestoreWish,
  { replica, path }: { readonly replica: string; readonly path: string },
): PassJson {
  const head: PassHead = {
    command: "restore",
    replica,
    path,
    at,
    to: to && absolutePath(to, Deno.cwd()),
    dryRun,
    pass: 1,
  };
  return new PassJson(streamOutput(Deno.stdout), { head, time: new Date() });
}

async function endObject(
  json: PassJson,
  { report, status }: { readonly report: PassReport; readonly status: number },
): Promise<number> {
  const failure = await json.end(report, status);
  if (failure === undefined) return status;
  return await tellUnwritten(failure, status);
}

/** What is to be brought back of which replica. */
interface Wished {
  readonly wish: RestoreWish;
  /** Absolute. */
  readonly replica: string;
  readonly path: RelativePath;
}

async function restore(
  { wish, replica, path }: Wished,
  { log, stopWish, json }: {
    readonly log: Log;
    readonly stopWish: StopWish;
    readonly json: PassJson | undefined;
  },
): Promise<PassReport> {
  using pool = await makePool(wish, stopWish.signal);
  const state = await ownStateFolder({ mayChange: !wish.dryRun });
  const warn = (text: string): void => {
    log.write({ level: "warn", action: "said", message: text });
    json?.warn(text);
  };
  const holder = describeOwnProcess();
  using locker = new Locker({ folder: state, holder, warn });
  const request = await requestOf({ wish, replica, path }, { pool, state });
  const { signal } = stopWish;
  const memory = new PairMemories({
    folder: state,
    readOnly: wish.dryRun,
    now: () => new Date(),
    warn,
  });
  const watched = {
    console: log.console,
    log,
    pool,
    quiet: wish.quiet,
    signal,
  };
  return await withProgress(watched, (progress) =>
    runRestore(request, {
      pool,
      progress: progress.listener,
      isStopped: () => signal.aborted,
      listen: (event) => {
        log.hear(event);
        json?.hear(event);
      },
      now: () => performance.now(),
      clock: () => Date.now(),
      askToGoOn: () => Promise.resolve(false),
      lock: locker.lock,
      memory,
    }));
}

async function requestOf(
  { wish, replica, path }: Wished,
  { pool, state }: { readonly pool: Pool; readonly state: string | undefined },
): Promise<RestoreRequest> {
  const user = Deno.uid() ?? undefined;
  const found = await findRoots({ replica, user }, pool);
  const trash = wish.trash && absolutePath(wish.trash, Deno.cwd());
  return {
    replica,
    trash: await findTrash(trash, { replica: found.replica, state }),
    path,
    at: wish.at,
    to: wish.to && absolutePath(wish.to, Deno.cwd()),
    state,
    user,
    options: optionsOf(wish),
  };
}

/** All is brought back that can be; contents decide, as a version may have the size and time of another. */
function optionsOf({ hardLinks, dryRun }: RestoreWish): MirrorOptions {
  return {
    contents: true,
    digest: undefined,
    owner: isRoot(),
    attributes: attributesToKeep({ keepAttributes: true }),
    acls: true,
    specials: true,
    sparse: false,
    update: false,
    hardLinks,
    durable: "pass",
    removals: true,
    dryRun,
    unchanged: false,
  };
}
