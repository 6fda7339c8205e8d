import { runPass } from "../../mirror/pass.ts";
import type { PassEvent } from "../../model/outcome/event.ts";
import type { Outcome } from "../../model/outcome/outcome.ts";
import type { PassReport } from "../../model/outcome/report.ts";
import type { NamedRoots } from "../../model/roots/roots.ts";
import type { MirrorOptions } from "../../model/settings.ts";
import type { Log } from "../../output/log.ts";
import { makePrivate } from "../../state/make_private.ts";
import type { Pool } from "../../workers/threads/pool.ts";
import { describeOwnProcess } from "../own_process.ts";
import { attributesToKeep, isRoot } from "../rights.ts";
import type { PassTeller } from "../telling/pass_teller.ts";
import { withProgress } from "../telling/progress.ts";
import type { Asker } from "./ask.ts";
import type { FiltersAt } from "./filters.ts";
import { Locker } from "./lock.ts";
import { PairMemories } from "./memory.ts";
import { trashNoter } from "./note_trash.ts";
import { askToGoOn, readySource } from "./questions.ts";
import type { SyncRequest } from "./sync_request.ts";

/** What a mirror is made of. */
export interface MirrorParts {
  readonly request: SyncRequest;
  /** Those of the request. */
  readonly filtersAt: FiltersAt;
  readonly named: NamedRoots;
  readonly log: Log;
  readonly asker: Asker;
  /** Tells of the passes besides the log. */
  readonly teller?: PassTeller | undefined;
  /** Aborted when the passes are to end. */
  readonly signal: AbortSignal;
}

/**
 * One mirror that can run passes, one at a time. From its first pass until it
 * rests or is disposed of, it keeps other instances off the replica.
 */
export interface Mirror extends Disposable {
  /**
   * Makes the source if it is missing and that is wished. Returns false if the
   * user said no, so that waiting for it to appear makes no sense.
   */
  readonly ready: (pool: Pool) => Promise<boolean>;
  /** Runs one pass; the first is number 1. Its log lines are out when it ends. */
  readonly runPass: (pass: number, pool: Pool) => Promise<PassReport>;
  /** Lets others have the replica until the next pass. */
  readonly rest: () => void;
}

/** Puts together what the passes of a mirror need, and warns of what cannot be had. */
export async function openMirror(parts: MirrorParts): Promise<Mirror> {
  const { request, filtersAt, log, teller } = parts;
  const options: MirrorOptions = {
    ...request.options,
    owner: request.keepOwner && isRoot(),
    attributes: attributesToKeep(request),
  };
  const warn = (text: string): void => {
    log.write({ level: "warn", action: "said", message: text });
    teller?.warn(text);
  };
  const state = await trustedState(parts, warn);
  const holder = describeOwnProcess();
  const locker = new Locker({ folder: state, holder, warn });
  const memory = new PairMemories({
    folder: state,
    readOnly: options.dryRun,
    now: () => new Date(),
    warn,
  });
  const means = { options, filtersAt, locker, memory, state, warn };
  return {
    ready: async (pool) => {
      const ready = readySource({ ...parts, pool });
      loadMeanwhile();
      return await ready;
    },
    runPass: (pass, pool) => runOne(pass, { parts, means, pool }),
    rest: () => locker[Symbol.dispose](),
    [Symbol.dispose]: () => locker[Symbol.dispose](),
  };
}

/** What all passes of a mirror have in common. */
interface PassesMeans {
  readonly options: MirrorOptions;
  /** Returns the filters of a pass that begins then. */
  readonly filtersAt: FiltersAt;
  readonly locker: Locker;
  readonly memory: PairMemories;
  readonly state: string | undefined;
  readonly warn: (text: string) => void;
}

async function runOne(
  pass: number,
  { parts, means, pool }: {
    readonly parts: MirrorParts;
    readonly means: PassesMeans;
    readonly pool: Pool;
  },
): Promise<PassReport> {
  const { request, named, log, signal, teller } = parts;
  const { options, filtersAt, locker, memory, state, warn } = means;
  const { safety, log: { quiet } } = request;
  const { dryRun } = options;
  const filters = filtersAt(Date.now());
  const watched = { console: log.console, log, pool, quiet, signal };
  const report = await withProgress(
    watched,
    (progress) =>
      runPass({ pass, named, options: { ...options, filters }, safety }, {
        pool,
        progress: progress.listener,
        isStopped: () => signal.aborted,
        listen: (event) => {
          const said = dryRun ? remarkOf(event) : event;
          if (said !== undefined) log.hear(said);
          teller?.hear(event);
        },
        now: () => performance.now(),
        clock: () => Date.now(),
        askToGoOn: async (refusal) => {
          const allowed = await progress.silently(() =>
            askToGoOn(refusal, { ...parts, pool })
          );
          teller?.judge({ refusal, allowed });
          // A plan is told whole, also where it would be refused.
          return allowed || dryRun;
        },
        lock: locker.lock,
        noteTrash: trashNoter(state, warn),
        memory,
      }),
  );
  await log.settle();
  await teller?.end(report);
  return report;
}

/** Returns what is said of a plan besides its steps and what they come to. */
function remarkOf(event: PassEvent): PassEvent | undefined {
  switch (event.kind) {
    case "started":
      return undefined;
    case "finished": {
      const { kind } = event.report.ending;
      return kind === "done" || kind === "stopped" ? undefined : event;
    }
    case "outcomes":
      return { ...event, outcomes: event.outcomes.filter(isUnchanged) };
    default:
      return event;
  }
}

function isUnchanged(outcome: Outcome): boolean {
  return outcome.status === "done" && outcome.action === "unchanged";
}

/**
 * Perf: what the pass needs later is loaded while its first thread starts, which
 * takes longer: 10 ms less for a small pass. What fails here fails again where
 * it is used, and is told there.
 */
function loadMeanwhile(): void {
  import("../../state/lock.ts").catch(() => {});
  import("../../state/pair.ts").catch(() => {});
}

/** Returns the state folder, unless others could get at what is kept there. */
async function trustedState(
  { named: { state, user }, request }: MirrorParts,
  warn: (text: string) => void,
): Promise<string | undefined> {
  if (state === undefined) return undefined;
  const mayChange = !request.options.dryRun;
  const reason = await makePrivate(state, { user, mayChange });
  if (reason === undefined) return state;
  warn(
    `nothing is remembered, nor are other instances kept off the replica: ${reason}. Have XDG_STATE_HOME name a folder of your own`,
  );
  return undefined;
}
