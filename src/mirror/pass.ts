import type { Drift } from "../model/drift.ts";
import type { PassListener } from "../model/event.ts";
import type { LockReplica } from "../model/locking.ts";
import type { Outcome } from "../model/outcome.ts";
import type { RelativePath } from "../model/path.ts";
import type { NamedRoots } from "../model/roots.ts";
import {
  addOutcomes,
  EMPTY_TALLY,
  type Ending,
  type PassReport,
} from "../model/report.ts";
import type { SafetyRules } from "../model/safety.ts";
import type { MirrorOptions, PassSettings } from "../model/settings.ts";
import { NO_COUNTS, type SurveyCounts } from "../model/survey.ts";
import type { TrashNote } from "../model/trash.ts";
import { type Pool, ThreadLost } from "../workers/pool.ts";
import { applyPlan } from "./apply.ts";
import { RootGone } from "./drain.ts";
import { PassBook } from "./pass_book.ts";
import { mayTryNames, planFor } from "./planned.ts";
import { prepare, type Prepared } from "./prepare.ts";
import type { RecognizeMeans } from "./recognize.ts";
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
  const account = new Account(means.listen);
  const ending = await mirrorOnce(request, { means, account, preparing });
  await means.pool.end();
  const milliseconds = means.now() - startedAt;
  return { pass, dryRun, ending, ...account.sums(), milliseconds };
}

/** The main flow: roots, survey, plan, safety, apply. */
async function mirrorOnce(
  { options, safety }: Omit<PassRequest, "named">,
  { means, account, preparing }: {
    readonly means: PassMeans;
    readonly account: Account;
    readonly preparing: Preparing;
  },
): Promise<Ending> {
  const { pool, isStopped } = means;
  const listen = (outcomes: readonly Outcome[]): void => account.add(outcomes);
  try {
    const prepared = await preparing(listen);
    if (prepared.kind === "ended") return prepared.ending;
    using _lock = prepared.lock;
    pool.begin(prepared.settings);

    const beganMs = means.clock();
    const found = await surveyTrees(pool, {
      listen,
      listenToDrift: (drifts) => account.addDrifts(drifts),
      isStopped,
    });
    account.count(found.counts);
    if (isStopped()) return { kind: "stopped" };

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
    const { clashes } = settled;
    if (keeps) pool.begin(withOwnPass({ ...settings, clashes }));
    const book = prepared.roots &&
      new PassBook({ ...prepared, roots: prepared.roots }, {
        ...means,
        beganMs,
        plan,
      });
    await book?.open();
    await applyPlan(plan, {
      pool,
      durable: options.dryRun ? "off" : options.durable,
      listen,
      warn: (text) => means.listen({ kind: "said", level: "warn", text }),
      isStopped,
    });
    if (isStopped()) return { kind: "stopped" };
    await book?.close(account.sums(), survey.counts);
    const hasFailed = account.sums().tally.failed > 0;
    if (keeps && options.keep !== undefined && !hasFailed) {
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

/** Counts what a pass does while it passes it on. */
class Account {
  readonly #listen: PassListener;
  #tally = EMPTY_TALLY;
  #counts = NO_COUNTS;
  #drifted = 0;

  constructor(listen: PassListener) {
    this.#listen = listen;
  }

  add(outcomes: readonly Outcome[]): void {
    this.#tally = addOutcomes(this.#tally, outcomes);
    this.#listen({ kind: "outcomes", outcomes });
  }

  count(counts: SurveyCounts): void {
    this.#counts = counts;
  }

  /** Counts entries that are as they should be; tells them if that is wished. */
  addUnchanged(
    paths: readonly RelativePath[],
    { unchanged: isTold }: Pick<MirrorOptions, "unchanged">,
  ): void {
    const unchanged = this.#counts.unchanged + paths.length;
    this.#counts = { ...this.#counts, unchanged };
    if (!isTold || paths.length === 0) return;
    this.add(paths.map((path) => ({
      status: "done",
      action: "unchanged",
      path,
    })));
  }

  addDrifts(drifts: readonly Drift[]): void {
    this.#drifted += drifts.length;
    this.#listen({ kind: "drifted", drifts });
  }

  sums(): Pick<PassReport, "tally" | "suspended" | "drifted"> {
    const { unchanged, suspended } = this.#counts;
    const tally = { ...this.#tally, unchanged };
    return { tally, suspended, drifted: this.#drifted };
  }
}
