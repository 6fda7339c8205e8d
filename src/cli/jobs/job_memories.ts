import { describeError } from "../../model/outcome/reasons.ts";
import type { Past } from "../../schedule/timetable.ts";
import type { JobMemory, JobsPlace } from "../../state/jobs.ts";
import { EXIT } from "../exit_code.ts";
import type { Job } from "./job.ts";

/** What is remembered of the jobs of a file from one run to the next, as far as it can be. */
export class JobMemories {
  /** `undefined` where nothing is to be remembered. */
  readonly #place: JobsPlace | undefined;
  readonly #warn: (text: string) => void;
  readonly #byName = new Map<string, JobMemory>();
  #hasWarned = false;

  constructor(
    place: JobsPlace | undefined,
    warn: (text: string) => void,
  ) {
    this.#place = place;
    this.#warn = warn;
  }

  async load(): Promise<void> {
    await this.#attempt(async (place) => {
      const { recallJobs } = await import("../../state/jobs.ts");
      for (const memory of await recallJobs(place)) {
        this.#byName.set(memory.name, memory);
      }
    });
  }

  /** Returns when the last pass of a job was, if it was on the same timetable. */
  last({ name, usual }: Job): JobMemory | undefined {
    const memory = this.#byName.get(name);
    return memory?.timetable === usual ? memory : undefined;
  }

  /**
   * Returns from which pass a run that begins counts on. An interval counts on
   * from one that went well, so that a restart repeats no work of a day; what
   * failed is tried again at once.
   */
  recall(job: Job): Past["last"] {
    const last = this.last(job);
    const isTriedAgain = job.timetable.kind === "interval" &&
      last?.status !== EXIT.equal && last?.status !== EXIT.meanwhile;
    return isTriedAgain ? undefined : last;
  }

  /** Returns what became of the last pass of a job, if it is remembered. */
  of(name: string): JobMemory | undefined {
    return this.#byName.get(name);
  }

  async remember(memory: JobMemory): Promise<void> {
    this.#byName.set(memory.name, memory);
    await this.#attempt(async (place) => {
      const { rememberJob } = await import("../../state/jobs.ts");
      await rememberJob(place, memory);
    });
  }

  async #attempt(work: (place: JobsPlace) => Promise<void>): Promise<void> {
    if (this.#place === undefined) return;
    try {
      await work(this.#place);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (this.#hasWarned) return;
      this.#hasWarned = true;
      this.#warn(
        `what becomes of the jobs is not remembered: ${
          describeError(error)
        }; the jobs run all the same`,
      );
    }
  }
}
