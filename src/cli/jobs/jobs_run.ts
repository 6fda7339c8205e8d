import { quote } from "../../model/paths/quote.ts";
import { formatTime } from "../../output/format.ts";
import type { Log } from "../../output/log.ts";
import { type Output, streamOutput, wholeOutput } from "../../output/output.ts";
import type { Painter } from "../../output/paint.ts";
import { JobLoop } from "../../schedule/job_loop.ts";
import { areInEachOthersWay } from "../config/conflicts.ts";
import type { Config } from "../config/job.ts";
import { chooseJobs, loadConfig } from "../config/load_config.ts";
import { SIGNAL_EXITS, type StopSignal, worstExit } from "../exit_code.ts";
import type { OptionName } from "../options.ts";
import type { StopWish } from "../signals.ts";
import { UsageError } from "../usage_error.ts";
import { type Job, makeJob } from "./job.ts";
import type { JobLogs } from "./job_logs.ts";
import type { JobMemories } from "./job_memories.ts";
import { JobMirror } from "./job_mirror.ts";

/** What a run of jobs is made of. */
export interface JobsRunParts {
  /** Those that are to run; all where there are no names. */
  readonly names: readonly string[];
  /** Switches of the command line that count for all jobs. */
  readonly added: ReadonlySet<OptionName>;
  /** Each runs once. */
  readonly isOnce: boolean;
  readonly logs: JobLogs;
  readonly memories: JobMemories;
  /** For text on standard output. */
  readonly paint: Painter;
}

/** Jobs that run, from the first pass to the last. */
export class JobsRun {
  readonly #parts: JobsRunParts;
  readonly #mirrors = new Map<string, { job: Job; mirror: JobMirror }>();
  #config: Config;
  #jobs: readonly Job[];
  #loop: JobLoop<Job> | undefined;

  /** @throws {UsageError} if there is no job of a name */
  constructor(config: Config, parts: JobsRunParts) {
    this.#parts = parts;
    this.#config = config;
    this.#jobs = this.#choose(config);
    parts.logs.use(this.#jobs);
  }

  /** Runs until no job will run again, or until it is stopped. */
  async run(stopWish: StopWish): Promise<void> {
    const { memories } = this.#parts;
    await memories.load();
    const loop = new JobLoop<Job>({
      set: { jobs: this.#jobs, parallel: this.#config.parallel },
      runPass: (job) => this.#runPass(job, stopWish),
      conflict: (a, b) => areInEachOthersWay(a.named, b.named),
      recall: (job) => memories.recall(job),
      planned: (job, due) =>
        this.#tellNext(this.#mirrorOf(job, stopWish).log, due),
      now: () => Date.now(),
      signal: stopWish.signal,
    });
    this.#loop = loop;
    await loop.run();
  }

  /** Reads the file again. One that makes no sense is told, and not taken. */
  async reload(): Promise<void> {
    const { logs } = this.#parts;
    const { path } = this.#config;
    try {
      const config = await loadConfig(path, { mustStay: true });
      const jobs = this.#choose(config);
      this.#config = config;
      this.#jobs = jobs;
      logs.use(jobs);
      for (const { mirror } of this.#mirrors.values()) mirror.refresh();
      const names = jobs.map(({ name }) => quote(name)).join(", ");
      logs.say("info", `${quote(path)} was read again: ${names}`, "reloaded");
      this.#loop?.replace({ jobs, parallel: config.parallel });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const lines = [error.message, ...error.details];
      for (const line of lines) logs.say("error", line);
      logs.say("warn", "The jobs go on as they were");
    }
  }

  /** Returns the exit status of all of it: the worst of the last passes. */
  status(stoppedBy: StopSignal | undefined): number {
    return worstExit(
      this.#jobs.flatMap(({ name }) => {
        const status = this.#mirrors.get(name)?.mirror.result?.status;
        if (status !== undefined) return [status];
        // Those that wait for their time have nothing to answer for.
        return this.#parts.isOnce && stoppedBy !== undefined
          ? [SIGNAL_EXITS[stoppedBy]]
          : [];
      }),
    );
  }

  /** Returns the last word about each job that was not only planned, in a line each. */
  summaries(): readonly string[] {
    return this.#jobs.flatMap(({ name }) => {
      const totals = this.#mirrors.get(name)?.mirror.totals();
      return totals === undefined ? [] : [`${name}: ${totals}`];
    });
  }

  #choose(config: Config): readonly Job[] {
    const { names, added } = this.#parts;
    return chooseJobs(config, names).map((job) => makeJob(job, added));
  }

  async #runPass(job: Job, stopWish: StopWish): Promise<void> {
    const mirror = this.#mirrorOf(job, stopWish);
    const started = Date.now();
    const { status, summary } = await mirror.runPass();
    await this.#parts.memories.remember({
      name: job.name,
      timetable: job.usual,
      started,
      ended: Date.now(),
      status,
      summary,
    });
  }

  /** What is asked of a job may have changed since its last pass. */
  #mirrorOf(job: Job, stopWish: StopWish): JobMirror {
    const known = this.#mirrors.get(job.name);
    if (known !== undefined && isSameMirror(known.job, job)) {
      return known.mirror;
    }
    known?.mirror[Symbol.dispose]();
    const { logs, paint } = this.#parts;
    const log = logs.open(job);
    // Objects of passes that run at the same time must not be mixed up.
    const stdout = (): Output =>
      this.#config.parallel > 1
        ? wholeOutput(Deno.stdout)
        : streamOutput(Deno.stdout);
    const mirror = new JobMirror(job, { log, stopWish, stdout, paint });
    this.#mirrors.set(job.name, { job, mirror });
    return mirror;
  }

  #tellNext(log: Log, due: number | undefined): void {
    if (due === undefined || due <= Date.now()) return;
    const message = `next pass at ${formatTime(new Date(due))}`;
    log.write({ level: "info", action: "waiting", message });
  }
}

/** Both are plain data. */
function isSameMirror(a: Job, b: Job): boolean {
  return JSON.stringify([a.request, a.named]) ===
    JSON.stringify([b.request, b.named]);
}
