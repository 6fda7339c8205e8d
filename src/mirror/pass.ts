import type { LockReplica } from "../model/locking.ts";
import type { Outcome } from "../model/outcome.ts";
import type { ProgressListener } from "../model/progress.ts";
import type { NamedRoots } from "../model/roots.ts";
import type { Ending, PassReport } from "../model/report.ts";
import type { SafetyRules } from "../model/safety.ts";
import type { MirrorOptions, PassSettings } from "../model/settings.ts";
import type { TrashNote } from "../model/trash.ts";
import { type Pool, ThreadLost } from "../workers/pool.ts";
import { Account } from "./account.ts";
import { applyPlan } from "./apply.ts";
import { RootGone } from "./drain.ts";
import { PassBook } from "./pass_book.ts";
import { openDigests, type PassDigests } from "./pass_digests.ts";
import { mayTryNames, planFor } from "./planned.ts";
import { tellPhases } from "./phases_told.ts";
import { prepare, type Prepared } from "./prepare.ts";
import type { RecognizeMeans } from "./recognize.ts";
import { tellShortage } from "./room.ts";
import { settleNames } from "./settle_names.ts";
import { surveyTrees } from "./survey.ts";
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

/** The main flow: roots, survey, plan, safety, apply. */
async function mirrorOnce(
  { pass, options, safety }: Omit<PassRequest, "named">,
  { means, account, preparing }: {
    readonly means: PassMeans;
    readonly account: Account;
    readonly preparing: Preparing;
  },
): Promise<Ending> {
  const { pool, isStopped } = means;
  let digests: PassDigests | undefined;
  const listen = (outcomes: readonly Outcome[]): void => {
    digests?.hear(outcomes);
    account.add(outcomes);
  };
  try {
    const prepared = await preparing(listen);
    if (prepared.kind === "ended") return prepared.ending;
    using _lock = prepared.lock;
    pool.begin(prepared.settings);

    const beganMs = means.clock();
    digests = openDigests(prepared, { ...means, beganMs });
    const surveyed = await surveyTrees(pool, {
      listen,
      listenToDrift: (drifts) => account.addDrifts(drifts),
      listenToContents: (contents) => digests?.note(contents),
      isStopped,
      progress: ({ source, extra, bytes }) =>
        means.progress?.({
          kind: "reached",
          done: { entries: source + extra, bytes },
        }),
    });
    account.count(surveyed.counts);
    if (isStopped()) return { kind: "stopped" };
    const found = await digests?.settle(surveyed, {
      accepts: safety.acceptDecay && pass === 1,
      listen,
      listenToDecay: (decays) => account.addDecays(decays),
    }) ?? surveyed;

    const planning = { options, safety, prepared };
    const { settings } = prepared;
    const judging = { listen, isStopped, settings };
    const first = planFor(found, [], planning);
    const names = mayTryNames(first)
      ? await settleNames(found, pool, judging)
      : undefined;
    const judged = names === undefined || names.survey === found
      ? first
      : planFor(names.survey, names.respelledIn, planning);
    account.count(judged.survey.counts);
    for (const refusal of judged.refusals) {
      if (await means.askToGoOn(refusal)) continue;
      return isStopped() ? { kind: "stopped" } : { kind: "refused", refusal };
    }

    const settled = names ?? await settleNames(found, pool, judging);
    const survey = await settled.respell();
    account.count(survey.counts);
    const { plan, links } = survey === judged.survey
      ? judged
      : planFor(survey, settled.respelledIn, planning);
    account.addUnchanged(links.unchanged, options);
    const { trash } = prepared.settings;
    const keeps = trash !== undefined && !options.dryRun;
    if (keeps) await noteCreated(plan, prepared.settings, { pool, listen });
    if (keeps) pool.begin(withOwnPass(settled.settings));
    const { found: differing } = survey;
    const measured = await tellShortage(differing, { keepsOld: keeps }, means);
    const book = prepared.roots &&
      new PassBook({ ...prepared, roots: prepared.roots }, {
        ...means,
        beganMs,
        plan,
      });
    await book?.open();
    await applyPlan(plan, {
      pool,
      telling: tellPhases(
        { ...survey, measured, dryRun: options.dryRun },
        means,
      ),
      durable: options.dryRun ? "off" : options.durable,
      listen,
      warn: (text) => means.listen({ kind: "said", level: "warn", text }),
      isStopped,
    });
    if (isStopped()) return { kind: "stopped" };
    await book?.close(account.sums(), survey.counts);
    digests?.end(account.sums());
    const { failed, decayed } = account.sums().tally;
    if (keeps && options.keep !== undefined && failed + decayed === 0) {
      await thinOut(options.keep, means);
    }
    return { kind: "done" };
  } catch (error) {
    if (error instanceof RootGone) {
      return { kind: "unavailable", reason: error.message };
    }
    if (error instanceof ThreadLost) {
      return { kind: "crashed", reason: error.message };
    }
    throw error;
  } finally {
    await digests?.close();
  }
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
