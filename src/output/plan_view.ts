import type { PassEvent } from "../model/event.ts";
import { FolderSums } from "../model/folder_sums.ts";
import type {
  DoneOutcome,
  FailedOutcome,
  Outcome,
  SkippedOutcome,
} from "../model/outcome.ts";
import type { Refusal } from "../model/refusal.ts";

/** What a safety check said of a plan. */
export interface Judgement {
  readonly refusal: Refusal;
  /** An option allows it. */
  readonly allowed: boolean;
}

/** More lines than these nobody reads: the rest is told by folders, or counted. */
export const MOST_LISTED = 100;

/** A plan as people look at it: each change while they are few, then only sums of folders. */
export class PlanView {
  readonly folders = new FolderSums();
  readonly judgements: Judgement[] = [];
  /** The first of them; the reports' tally has how many there are. */
  readonly changes: DoneOutcome[] = [];
  readonly skipped: SkippedOutcome[] = [];
  readonly failed: FailedOutcome[] = [];
  copiedBytes = 0;
  updatedBytes = 0;
  freedBytes = 0;

  hear(event: PassEvent): void {
    if (event.kind !== "outcomes") return;
    for (const outcome of event.outcomes) this.#add(outcome);
  }

  judge(refusal: Refusal, allowed: boolean): void {
    this.judgements.push({ refusal, allowed });
  }

  #add(outcome: Outcome): void {
    switch (outcome.status) {
      case "done":
        return this.#addChange(outcome);
      case "skipped":
        return addFew(this.skipped, outcome);
      case "failed":
        return addFew(this.failed, outcome);
    }
  }

  #addChange(outcome: DoneOutcome): void {
    const { action, path, freed = 0, bytes = freed } = outcome;
    if (action === "unchanged") return;
    if (action === "copied") this.copiedBytes += bytes;
    if (action === "updated") this.updatedBytes += bytes;
    if (action === "removed") this.freedBytes += bytes;
    this.folders.add(path, { action, bytes });
    addFew(this.changes, outcome);
  }
}

function addFew<Item>(items: Item[], item: Item): void {
  if (items.length < MOST_LISTED) items.push(item);
}
