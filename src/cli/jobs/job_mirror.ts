import type { PassReport } from "../../model/outcome/report.ts";
import type { Log } from "../../output/log.ts";
import type { Output } from "../../output/output.ts";
import type { Painter } from "../../output/paint.ts";
import { endingRecord } from "../../output/record.ts";
import {
  addReport,
  finalSummary,
  NO_TOTALS,
  type RunTotals,
} from "../../output/summary.ts";
import { EXIT, exitCode, planExit } from "../exit_code.ts";
import { makePool } from "../make_pool.ts";
import type { StopWish } from "../signals.ts";
import { NOBODY } from "../sync/ask.ts";
import { readFilters } from "../sync/filters.ts";
import { type Mirror, openMirror } from "../sync/open_mirror.ts";
import { openPlanTeller, PlanTeller } from "../sync/plan_teller.ts";
import { openTeller } from "../telling/open_teller.ts";
import type { PassTeller } from "../telling/pass_teller.ts";
import { printResult } from "../telling/print.ts";
import { UsageError } from "../usage_error.ts";
import type { Job } from "./job.ts";

/** What became of a pass of a job. */
export interface JobResult {
  readonly status: number;
  /** In words, one line. */
  readonly summary: string;
}

/** What a job is run with. */
export interface JobMirrorParts {
  readonly log: Log;
  readonly stopWish: StopWish;
  /** Where the objects of passes are printed, if they are. */
  readonly stdout: () => Output;
  /** For text on standard output. */
  readonly paint: Painter;
}

interface OpenedMirror {
  readonly mirror: Mirror;
  readonly teller: PassTeller | undefined;
}

/** Runs the passes of a job. Whatever goes wrong in one stays with this job. */
export class JobMirror implements Disposable {
  readonly #job: Job;
  readonly #parts: JobMirrorParts;
  #opened: OpenedMirror | undefined;
  #isStale = false;
  #passes = 0;
  #totals: RunTotals = NO_TOTALS;
  #last: PassReport | undefined;
  #result: JobResult | undefined;

  constructor(job: Job, parts: JobMirrorParts) {
    this.#job = job;
    this.#parts = parts;
  }

  get log(): Log {
    return this.#parts.log;
  }

  /** What became of the last pass, if there was one. */
  get result(): JobResult | undefined {
    return this.#result;
  }

  /** Returns the last word about all passes, where they got far enough to have one. */
  totals(): string | undefined {
    const { removals, dryRun } = this.#job.request.options;
    const { paint } = this.#parts;
    const last = this.#last;
    // A plan that was shown has its sums.
    if (last === undefined || dryRun) return undefined;
    return finalSummary(this.#totals, { last, removals, paint });
  }

  /** Has the next pass read anew what files say of the job. */
  refresh(): void {
    this.#isStale = true;
  }

  /** Runs a pass. It never fails; between passes others may have the replica. */
  async runPass(): Promise<JobResult> {
    this.#passes++;
    try {
      const report = await this.#run();
      this.#last = report;
      this.#totals = addReport(this.#totals, report);
      return this.#result = await this.#judge(report);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return this.#result = await this.#tellFailure(error);
    } finally {
      this.#opened?.mirror.rest();
    }
  }

  [Symbol.dispose](): void {
    this.#opened?.mirror[Symbol.dispose]();
    this.#opened = undefined;
  }

  async #run(): Promise<PassReport> {
    const { signal } = this.#parts.stopWish;
    // Perf: threads start within milliseconds, and their memory is worth more between passes.
    using pool = await makePool(this.#job.request);
    const stop = (): void => pool.stop();
    signal.addEventListener("abort", stop);
    try {
      if (this.#isStale) this[Symbol.dispose]();
      this.#isStale = false;
      const { mirror, teller } = this.#opened ??= await this.#open();
      if (this.#passes === 1) await mirror.ready(pool);
      const report = await mirror.runPass(this.#passes, pool);
      return teller instanceof PlanTeller ? teller.judged() : report;
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  async #open(): Promise<OpenedMirror> {
    const { name, request, named } = this.#job;
    const { log, stopWish: { by: stoppedBy, signal }, stdout } = this.#parts;
    const told = { job: name, named, log, stoppedBy, stdout };
    const teller = request.options.dryRun
      ? await openPlanTeller(request, told)
      : await openTeller(request, { ...told, command: "sync" });
    // Jobs run where nobody looks: what would be asked is answered with no.
    const filtersAt = await readFilters(request.filters);
    const mirrored = { request, filtersAt, named, log };
    const parts = { ...mirrored, asker: NOBODY, teller, signal };
    return { mirror: await openMirror(parts), teller };
  }

  /** Returns the exit status, which is another if it cannot be shown. */
  async #showPlan(teller: PlanTeller, status: number): Promise<number> {
    const { name, request: { json, log }, named } = this.#job;
    if (json) return status;
    const { source, replica } = named;
    const { paint } = this.#parts;
    const options = { source, replica, job: name, quiet: log.quiet, paint };
    const text = teller.text(options);
    const gap = text === "" || log.quiet ? "" : "\n";
    return await printResult(text + gap, status);
  }

  async #judge(report: PassReport): Promise<JobResult> {
    const { log, stopWish } = this.#parts;
    const teller = this.#opened?.teller;
    const logFailed = log.failedInPass || teller?.failedInPass === true;
    const exitOf = report.dryRun ? planExit : exitCode;
    const status = exitOf(report, { logFailed, stoppedBy: stopWish.by() });
    return {
      status: teller instanceof PlanTeller
        ? await this.#showPlan(teller, status)
        : status,
      summary: this.#describe(report),
    };
  }

  #describe(report: PassReport): string {
    const { removals } = this.#job.request.options;
    const totals = addReport(NO_TOTALS, report);
    return finalSummary(totals, { last: report, removals }) ??
      endingRecord(report).message ?? report.ending.kind;
  }

  /** What cannot be done, or a bug that shows in one job, is told, and the others go on. */
  async #tellFailure(error: Error): Promise<JobResult> {
    const [first = ""] = error.message.split("\n");
    const isBug = !(error instanceof UsageError);
    const summary = isBug
      ? `Not done, by a bug of lockstep: ${first}`
      : `Not mirrored: ${first}`;
    this.log.write({ level: "error", action: "said", message: summary });
    if (isBug) {
      const message = error.stack ?? "";
      this.log.write({ level: "error", action: "said", message });
    }
    await this.log.settle();
    await this.#opened?.teller?.endByBug(first);
    return { status: EXIT.failed, summary };
  }
}
