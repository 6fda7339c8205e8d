import type { FolderSteps, Step } from "../model/plan/step.ts";

/** How much work one job may hold, in files. */
const MOST_WEIGHT = 512;

/** A new folder, or one to be removed, stands for as many files as a folder holds on average. */
const FOLDER_WEIGHT = 32;

/**
 * The steps that are still to be done, handed out in pieces that keep all
 * threads busy to the end: small when little is left, a large file by itself.
 */
export class StepQueue {
  readonly #waiting: { readonly work: FolderSteps; next: number }[] = [];
  #weight = 0;

  push(work: FolderSteps): void {
    this.#waiting.push({ work, next: 0 });
    for (const step of work.steps) this.#weight += weightOf(step);
  }

  /** Returns the next piece of work, or `undefined` when there is none. */
  take(threads: number): readonly FolderSteps[] | undefined {
    const share = Math.min(
      MOST_WEIGHT,
      Math.ceil(this.#weight / (threads * 4)),
    );
    const taken: FolderSteps[] = [];
    let weight = 0;
    while (weight < share) {
      const last = this.#waiting.at(-1);
      if (last === undefined) break;
      const { folder, steps } = last.work;
      const from = last.next;
      while (last.next < steps.length && weight < share) {
        weight += weightOf(steps[last.next]);
        last.next++;
      }
      taken.push({ folder, steps: steps.slice(from, last.next) });
      if (last.next >= steps.length) this.#waiting.pop();
    }
    this.#weight -= weight;
    return taken.length === 0 ? undefined : taken;
  }
}

function weightOf(step: Step | undefined): number {
  switch (step?.kind) {
    case "create":
    case "retype":
      if (step.bytes !== undefined) return MOST_WEIGHT;
      return step.entry === "directory" ? FOLDER_WEIGHT : 1;
    case "update":
      return step.bytes === undefined ? 1 : MOST_WEIGHT;
    case "remove":
      return step.entry === "directory" ? FOLDER_WEIGHT : 1;
    default:
      return 1;
  }
}
