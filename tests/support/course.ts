import { parseCron } from "../../src/schedule/cron.ts";
import {
  JobLoop,
  type JobSet,
  type ScheduledJob,
} from "../../src/schedule/job_loop.ts";
import type { Past, Timetable } from "../../src/schedule/timetable.ts";
import { assert } from "./assert.ts";
import type { FakeTimers } from "./fake_timers.ts";

/** A job whose passes take so many milliseconds. */
export interface TestJob extends ScheduledJob {
  readonly takes: number;
  readonly replica?: string;
}

export const START = new Date(2026, 10, 21, 10, 30).getTime();
export const MINUTE = 60_000;

export function job(
  name: string,
  timetable: Timetable,
  rest: Partial<TestJob> = {},
): TestJob {
  return { name, timetable, takes: 10, ...rest };
}

export function every(everyMs: number): Timetable {
  return { kind: "interval", everyMs };
}

export function at(expression: string): Timetable {
  const parsed = parseCron(expression);
  assert(parsed.kind === "cron");
  return { kind: "cron", cron: parsed.cron };
}

export const ONCE: Timetable = { kind: "once" };

/** A loop that notes when what happens, in milliseconds since its start. */
export class Course {
  readonly noted: string[] = [];
  readonly planned: string[] = [];
  readonly stop = new AbortController();
  readonly loop: JobLoop<TestJob>;
  readonly ended: Promise<void>;
  /** How far the clock was set, in milliseconds. */
  setBy = 0;
  readonly #timers: FakeTimers;

  constructor(
    set: JobSet<TestJob>,
    timers: FakeTimers,
    recall: (job: TestJob) => Past["last"] = () => undefined,
  ) {
    this.#timers = timers;
    this.loop = new JobLoop<TestJob>({
      set,
      runPass: async (job) => {
        this.#note(`${job.name} starts`);
        await new Promise<void>((resolve) => setTimeout(resolve, job.takes));
        this.#note(`${job.name} ends`);
      },
      conflict: (a, b) => a.replica !== undefined && a.replica === b.replica,
      recall,
      planned: (job, due) =>
        this.planned.push(
          `${job.name} ${due === undefined ? "never" : due - START}`,
        ),
      now: () => START + timers.now() + this.setBy,
      signal: this.stop.signal,
    });
    this.ended = this.loop.run();
  }

  /** Has time go by until so much has been noted. */
  async until(count: number): Promise<void> {
    await new Promise((resolve) => queueMicrotask(() => resolve(0)));
    while (this.noted.length < count) await this.#timers.tick();
  }

  async end(): Promise<void> {
    this.stop.abort();
    while (this.#timers.waiting().length > 0) await this.#timers.tick();
    await this.ended;
  }

  #note(what: string): void {
    this.noted.push(`${this.#timers.now()} ${what}`);
  }
}
