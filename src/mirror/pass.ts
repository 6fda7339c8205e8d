import type { Outcome } from "../model/outcome/outcome.ts";
import type { ProgressListener } from "../model/outcome/progress.ts";
import type { Ending, PassReport } from "../model/outcome/report.ts";
import type { LockReplica } from "../model/roots/locking.ts";
import type { NamedRoots } from "../model/roots/roots.ts";
import type { SafetyRules } from "../model/safety/safety.ts";
import type { MirrorOptions, PassSettings } from "../model/settings.ts";
import type { TrashNote } from "../model/trash/trash.ts";
import { type Pool, ThreadLost } from "../workers/threads/pool.ts";
import { Account } from "./account.ts";
import { applyPlan } from "./apply.ts";
import { endingByLoss } from "./ended.ts";
import { judgePlan, type SettledPlan } from "./judge_plan.ts";
import { keepGoodCopies } from "./keep_good_copies.ts";
import { PassBook } from "./pass_book.ts";
import { openDigests, type PassDigests } from "./pass_digests.ts";
import { tellPhases } from "./phases_told.ts";
import { prepare, type Prepared, type ReadyPass } from "./prepare.ts";
import type { RecognizeMeans } from "./recognize.ts";
import { tellShortage } from "./room.ts";
import { type Survey, surveyTrees } from "./survey.ts";
import { noteCreated, thinOut } from "./trash.ts";

/** What one pass is to do. */
export interface PassRequest {
  /** 1 for the first pass of a run. */
  readonly pass: number;
  readonly named: NamedRoots;
  readonly options: MirrorOptions;
  readonly safety: SafetyRules;
}

/** What a pass works with. */
export interface PassMeans extends RecognizeMeans {
  readonly pool: Pool;
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
  /** The time, in milliseconds since 1970. */
  readonly clock: () => number;
  readonly lock: LockReplica;
  /** Hears how far the pass has come. */
  readonly progress?: ProgressListener | undefined;
  /** Remembers where the trash of a replica is. */
  readonly noteTrash?: ((note: TrashNote) => Promise<void>) | undefined;
}

/** Makes a pass ready to begin; is told by whom outcomes are counted. */
export type Preparing = (
  tell: (outcomes: readonly Outcome[]) => void,
) => Promise<Prepared>;

/**
 * Makes the replica equal to the source, once, and reports.
 * @throws {Error} on a bug
 */
export async function runPass(
  request: PassRequest,
  means: PassMeans,
): Promise<PassReport> {
  const { pass, named, options, safety } = request;
  const { source, replica } = named;
  const { dryRun } = options;
  means.listen({ kind: "started", pass, source, replica, dryRun });
  const report = await carryOut(
    request,
    means,
    (tell) => prepare({ named, options, safety }, { ...means, tell }),
  );
  means.listen({ kind: "finished", report });
  return report;
}

/**
 * Carries out a pass, however it is prepared, and reports.
 * @throws {Error} on a bug
 */
export async function carryOut(
  request: Omit<PassRequest, "named">,
  means: PassMeans,
  preparing: Preparing,
): Promise<PassReport> {
  const { pass, options: { dryRun } } = request;
  const startedAt = means.now();
  const account = new Account(means);
  const ending = await mirrorOnce(request, { means, account, preparing });
  await means.pool.end();
  const milliseconds = means.now() - startedAt;
  return { pass, dryRun, ending, ...account.sums(), milliseconds };
}

/** Prepares a pass and goes through with it; a root or a thread that is lost on the way ends it. */
async function mirrorOnce(
  request: Omit<PassRequest, "named">,
  { means, account, preparing }: {
    readonly means: PassMeans;
    readonly account: Account;
    readonly preparing: Preparing;
  },
): Promise<Ending> {
  try {
    const prepared = await preparing((outcomes) => account.add(outcomes));
    if (prepared.kind === "ended") return prepared.ending;
    using _lock = prepared.lock;
    means.pool.begin(prepared.settings);
    const beganMs = means.clock();
    const digests = openDigests(prepared, { ...means, beganMs });
    const listen = (outcomes: readonly Outcome[]): void => {
      digests?.hear(outcomes);
      account.add(outcomes);
    };
    try {
      const begun = { ...request, means, account, prepared, beganMs };
      return await mirror({ ...begun, digests, listen });
    } finally {
      await digests?.close();
    }
  } catch (error) {
    if (error instanceof ThreadLost) {
      return { kind: "crashed", reason: error.message };
    }
    return endingByLoss(error);
  }
}

/** A pass that has its roots, and the replica for itself. */
interface BegunPass extends Omit<PassRequest, "named"> {
  readonly means: PassMeans;
  readonly account: Account;
  readonly prepared: ReadyPass;
  /** When it began, in milliseconds since 1970. */
  readonly beganMs: number;
  /** `undefined` where nothing is compared by digest. */
  readonly digests: PassDigests | undefined;
  readonly listen: (outcomes: readonly Outcome[]) => void;
}

/** The main flow: survey, plan, safety, apply. */
async function mirror(begun: BegunPass): Promise<Ending> {
  const { means, account, listen, options } = begun;
  const { pool, isStopped, askToGoOn } = means;
  const found = await survey(begun);
  if (found === undefined) return { kind: "stopped" };

  const judged = await judgePlan(found, begun, { pool, listen, isStopped });
  account.count(judged.survey.counts);
  for (const refusal of judged.refusals) {
    if (await askToGoOn(refusal)) continue;
    return isStopped() ? { kind: "stopped" } : { kind: "refused", refusal };
  }

  const settled = await judged.settle();
  account.count(settled.survey.counts);
  account.addUnchanged(settled.links.unchanged, options);
  return await apply(settled, begun);
}

/** Compares the trees. Returns nothing if it was stopped, and so has not seen all. */
async function survey(
  { means, account, prepared, beganMs, digests, listen, safety, pass }:
    BegunPass,
): Promise<Survey | undefined> {
  const surveyed = await surveyTrees(means.pool, {
    listen,
    listenToDrift: (drifts) => account.addDrifts(drifts),
    listenToContents: (contents) => digests?.note(contents),
    isStopped: means.isStopped,
    progress: ({ source, extra, bytes }) =>
      means.progress?.({
        kind: "reached",
        done: { entries: source + extra, bytes },
      }),
  });
  account.count(surveyed.counts);
  if (means.isStopped()) return undefined;
  const settled = await keepGoodCopies(surveyed, {
    prepared,
    means,
    beganMs,
    digests,
    accepts: safety.acceptDecay && pass === 1,
    listen,
    listenToDecay: (decays) => account.addDecays(decays),
  });
  return means.isStopped() ? undefined : settled;
}

/** Carries out a plan that may be, and writes down what later passes have to know. */
async function apply(
  { survey, plan, settings }: SettledPlan,
  { means, account, prepared, beganMs, digests, listen, options }: BegunPass,
): Promise<Ending> {
  const { pool, isStopped } = means;
  const { dryRun, keep, durable } = options;
  const keepsOld = prepared.settings.trash !== undefined && !dryRun;
  if (keepsOld) {
    await noteCreated(plan, prepared.settings, { pool, listen });
    pool.begin(withOwnPass(settings));
  }
  const measured = await tellShortage(survey.found, { keepsOld }, means);
  const { roots } = prepared;
  const book = roots &&
    new PassBook({ ...prepared, roots }, { ...means, beganMs, plan });
  await book?.open(survey.counts);
  await applyPlan(plan, {
    pool,
    telling: tellPhases({ ...survey, measured, dryRun }, means),
    durable: dryRun ? "off" : durable,
    listen,
    warn: (text) => means.listen({ kind: "said", level: "warn", text }),
    isStopped,
  });
  if (isStopped()) return { kind: "stopped" };
  await book?.close(account.sums(), survey.counts);
  digests?.end(account.sums());
  const { failed, decayed } = account.sums().tally;
  const isThinned = keepsOld && keep !== undefined && failed + decayed === 0;
  if (isThinned) await thinOut(keep, means);
  return { kind: "done" };
}

/**
 * Returns the settings with the pass itself among those that tell of the past,
 * where that is the source: what it makes is not to be taken for what was there.
 */
function withOwnPass(settings: PassSettings): PassSettings {
  const { past, trash } = settings;
  if (past === undefined || trash === undefined) return settings;
  const passes = [...past.passes, trash.pass];
  return { ...settings, past: { ...past, passes } };
}
