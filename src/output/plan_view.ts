import type { PassEvent } from "../model/outcome/event.ts";
import type {
  DoneOutcome,
  FailedOutcome,
  Outcome,
  SkippedOutcome,
} from "../model/outcome/outcome.ts";
import { FolderSums } from "../model/plan/folder_sums.ts";
import { findRenames, mayBePart, type Rename } from "../model/plan/renames.ts";
import type { Judgement } from "../model/safety/refusal.ts";

/** More lines than these nobody reads: the rest is told by folders, or counted. */
export const MOST_LISTED = 100;

/** Changes that are held to look for renames; they take some 30 MB. */
const MOST_HELD = 100_000;

/** What a plan is to do, each step told once: in a rename, or by itself. */
export interface ToldPlan {
  /** `undefined`: there were too many changes to look for any. */
  readonly renames: readonly Rename[] | undefined;
  /** The first of those that are part of no rename. */
  readonly changes: readonly DoneOutcome[];
  /** How many lines all would take. */
  readonly lines: number;
  readonly folders: FolderSums;
}

/** A plan as people look at it: each change while they are few, then only sums of folders. */
export class PlanView {
  readonly judgements: Judgement[] = [];
  /** The first of them; the reports' tally has how many there are. */
  readonly skipped: SkippedOutcome[] = [];
  readonly failed: FailedOutcome[] = [];
  copiedBytes = 0;
  updatedBytes = 0;
  freedBytes = 0;
  readonly #changes: DoneOutcome[] = [];
  readonly #folders = new FolderSums();
  readonly #mostHeld: number;
  /** What may be part of a rename; `undefined` once it is too much. */
  #held: DoneOutcome[] | undefined = [];
  #lines = 0;
  #told: ToldPlan | undefined;

  constructor({ mostHeld = MOST_HELD } = {}) {
    this.#mostHeld = mostHeld;
  }

  hear(event: PassEvent): void {
    if (event.kind !== "outcomes") return;
    for (const outcome of event.outcomes) this.#add(outcome);
  }

  judge(judgement: Judgement): void {
    this.judgements.push(judgement);
  }

  /** Returns the plan when all of it has been heard. */
  told(): ToldPlan {
    this.#told ??= this.#tellAll();
    return this.#told;
  }

  #tellAll(): ToldPlan {
    const { renames, rest } = this.#held === undefined
      ? { renames: undefined, rest: [] }
      : findRenames(this.#held);
    this.#held = undefined;
    for (const change of rest) this.#tell(change);
    for (const { to, bytes } of renames ?? []) {
      this.#folders.add(to, { action: "renamed", bytes });
      this.#lines++;
    }
    return {
      renames,
      changes: this.#changes,
      lines: this.#lines,
      folders: this.#folders,
    };
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
    const { action } = outcome;
    const bytes = bytesOf(outcome);
    if (action === "unchanged") return;
    if (action === "copied") this.copiedBytes += bytes;
    if (action === "updated") this.updatedBytes += bytes;
    if (action === "removed") this.freedBytes += bytes;
    if (this.#held === undefined || !mayBePart(outcome)) this.#tell(outcome);
    else this.#hold(outcome, this.#held);
  }

  #hold(outcome: DoneOutcome, held: DoneOutcome[]): void {
    held.push(outcome);
    if (held.length <= this.#mostHeld) return;
    this.#held = undefined;
    for (const change of held) this.#tell(change);
  }

  #tell(change: DoneOutcome): void {
    const { action, path } = change;
    this.#folders.add(path, { action, bytes: bytesOf(change) });
    addFew(this.#changes, change);
    this.#lines++;
  }
}

function bytesOf({ freed = 0, bytes = freed }: DoneOutcome): number {
  return bytes;
}

function addFew<Item>(items: Item[], item: Item): void {
  if (items.length < MOST_LISTED) items.push(item);
}
