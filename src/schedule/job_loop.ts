import { sleep } from "./sleep.ts";
import { dueAt, type Past, type Timetable } from "./timetable.ts";

/** What the loop has to know of a job. */
export interface ScheduledJob {
  /** Tells it from all others. */
  readonly name: string;
  readonly timetable: Timetable;
}

/** The jobs that are to run. */
export interface JobSet<Job> {
  /** Those that come first go first where several are due at the same time. */
  readonly jobs: readonly Job[];
  /** How many passes may run at the same time. */
  readonly parallel: number;
}

/** What a loop over jobs is made of. */
export interface JobLoopParts<Job> {
  readonly set: JobSet<Job>;
  /** Runs one pass; it never fails. */
  readonly runPass: (job: Job) => Promise<void>;
  /** Tells whether two jobs must not run at the same time. */
  readonly conflict: (a: Job, b: Job) => boolean;
  /** The pass from before this loop that the timetable of a job counts on from. */
  readonly recall: (job: Job) => Past["last"];
  /** Hears when a job will start next, `undefined` for never. */
  readonly planned: (job: Job, dueMs: number | undefined) => void;
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
  /** Aborted when no pass is to be started any more. */
  readonly signal: AbortSignal;
}

/**
 * The clock is looked at as often at least: a timer stands still while the
 * machine sleeps, and knows nothing of a clock that was set.
 */
const LONGEST_WAIT_MS = 30_000;

/**
 * Runs jobs, each on its own timetable: never one twice at the same time, never
 * two that are in each other's way, never more than so many.
 */
export class JobLoop<Job extends ScheduledJob> {
  readonly #parts: JobLoopParts<Job>;
  readonly #pasts = new Map<string, Past>();
  readonly #running = new Map<string, { job: Job; pass: Promise<void> }>();
  #set: JobSet<Job>;
  #wake = new AbortController();

  constructor(parts: JobLoopParts<Job>) {
    this.#parts = parts;
    this.#set = { jobs: [], parallel: 1 };
    this.replace(parts.set);
  }

  /**
   * Puts other jobs in the place of those so far. A job of the same name goes
   * on from its last pass; what runs goes on to its end.
   */
  replace(set: JobSet<Job>): void {
    const before = new Map(this.#set.jobs.map((job) => [job.name, job]));
    this.#set = set;
    const now = this.#parts.now();
    for (const job of set.jobs) {
      const same = before.get(job.name);
      if (same === undefined) {
        this.#pasts.set(job.name, { since: now, last: this.#recall(job) });
      } else if (!isSameTimetable(same.timetable, job.timetable)) {
        const last = this.#pasts.get(job.name)?.last;
        this.#pasts.set(job.name, { since: now, last: begunAnew(last, now) });
      } else continue;
      if (!this.#running.has(job.name)) this.#tellNext(job);
    }
    this.#wake.abort();
  }

  /** Runs until the signal is given, or no job will ever start again. */
  async run(): Promise<void> {
    const { signal, now } = this.#parts;
    const wake = (): void => this.#wake.abort();
    signal.addEventListener("abort", wake);
    while (!signal.aborted) {
      this.#wake = new AbortController();
      this.#startDue(now());
      const waits = this.#waiting(now()).map(({ due }) => due - now());
      if (waits.length === 0 && this.#running.size === 0) break;
      // What is due and has to wait for others is woken by their end.
      const toCome = waits.filter((milliseconds) => milliseconds > 0);
      const next = Math.min(...toCome, LONGEST_WAIT_MS);
      await sleep(next, this.#wake.signal);
    }
    signal.removeEventListener("abort", wake);
    await Promise.all([...this.#running.values()].map(({ pass }) => pass));
  }

  /** A single pass is due whatever there was before the loop. */
  #recall(job: Job): Past["last"] {
    return job.timetable.kind === "once" ? undefined : this.#parts.recall(job);
  }

  /** Those that will run and do not run now, by the time they are due. */
  #waiting(now: number): readonly { job: Job; due: number }[] {
    return this.#set.jobs
      .filter(({ name }) => !this.#running.has(name))
      .flatMap((job) => {
        const due = this.#due(job, now);
        return due === undefined ? [] : [{ job, due }];
      })
      .toSorted((a, b) => a.due - b.due);
  }

  #due(job: Job, now: number): number | undefined {
    const past = this.#pasts.get(job.name);
    return past && dueAt(job.timetable, past, now);
  }

  #startDue(now: number): void {
    for (const { job, due } of this.#waiting(now)) {
      if (due > now || this.#running.size >= this.#set.parallel) return;
      const running = [...this.#running.values()];
      if (running.some((other) => this.#parts.conflict(job, other.job))) {
        continue;
      }
      this.#running.set(job.name, { job, pass: this.#runPass(job, now) });
    }
  }

  async #runPass(job: Job, started: number): Promise<void> {
    // The caller has to have taken note of it first.
    await Promise.resolve();
    await this.#parts.runPass(job);
    const ended = this.#parts.now();
    const { name } = job;
    const since = this.#pasts.get(name)?.since ?? started;
    this.#pasts.set(name, { since, last: { started, ended } });
    this.#running.delete(name);
    const current = this.#set.jobs.find((other) => other.name === name);
    if (current === undefined) this.#pasts.delete(name);
    else if (!this.#parts.signal.aborted) this.#tellNext(current);
    this.#wake.abort();
  }

  #tellNext(job: Job): void {
    this.#parts.planned(job, this.#due(job, this.#parts.now()));
  }
}

/** What a new timetable would have asked for before it was there is no start that was missed. */
function begunAnew(last: Past["last"], now: number): Past["last"] {
  return last && { started: now, ended: last.ended };
}

function isSameTimetable(a: Timetable, b: Timetable): boolean {
  switch (a.kind) {
    case "once":
      return b.kind === "once";
    case "interval":
      return b.kind === "interval" && a.everyMs === b.everyMs;
    case "cron":
      return b.kind === "cron" && a.cron.text === b.cron.text;
  }
}
