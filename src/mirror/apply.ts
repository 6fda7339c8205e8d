import { isUnflushed, type Outcome } from "../model/outcome/outcome.ts";
import type { ProgressPhase } from "../model/outcome/progress.ts";
import { outcomesOf } from "../model/outcome/removed_names.ts";
import { depthOf, type RelativePath } from "../model/paths/path.ts";
import {
  addNewLinks,
  type HardLinkGroup,
  namesToWrite,
  type NewLink,
} from "../model/plan/hard_links.ts";
import type { Plan } from "../model/plan/plan.ts";
import type {
  FolderStamp,
  FolderSteps,
  KeptFolder,
} from "../model/plan/step.ts";
import type { Durability } from "../model/settings.ts";
import type { Job } from "../workers/job.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { drain, expectReply } from "./drain.ts";
import type { PhaseTelling } from "./phases_told.ts";
import { StepQueue } from "./step_queue.ts";

/** Who does it, who is told, and who may end it. */
export interface ApplyOptions {
  readonly pool: Pool;
  /** "off" where nothing is written. */
  readonly durable: Durability;
  readonly listen: (outcomes: readonly Outcome[]) => void;
  /** Hears what concerns no single path and may cost something. */
  readonly warn: (text: string) => void;
  readonly isStopped: () => boolean;
  /** Hears of the phases. */
  readonly telling?: PhaseTelling;
}

/** How many folders are finished, or groups of hard links made, by one job. */
const PIECE_LENGTH = 64;

/**
 * Carries out a plan, phase by phase: everything is copied before anything is
 * removed, and folders are put right when nothing in them changes any more.
 * @throws {RootGone} if a root has gone; what is left of the plan is not done
 */
export async function applyPlan(
  plan: Plan,
  options: ApplyOptions,
): Promise<void> {
  try {
    await applyPhases(plan, options);
  } finally {
    await options.telling?.end();
  }
}

async function applyPhases(plan: Plan, options: ApplyOptions): Promise<void> {
  const phases = new Phases(options);
  const begin = (phase: ProgressPhase): void => options.telling?.begin(phase);
  begin("copying");
  await phases.apply(plan.clean);
  await phases.apply(plan.write);
  await phases.linkHard(plan.hardLinks);
  await options.telling?.end();
  begin("flushing");
  await phases.flush(plan);
  if (plan.remove.length > 0 && phases.mayRemove()) {
    begin("removing");
    await phases.checkRoots();
    await phases.apply(plan.remove);
    await phases.removeEmptied();
  }
  begin("finishing");
  await phases.stamp(plan.stamp);
  await phases.stampTrash();
}

class Phases {
  readonly #options: ApplyOptions;
  /** Folders that this pass made and has still to put right. */
  readonly #made: FolderStamp[] = [];
  readonly #emptied: RelativePath[] = [];
  readonly #linked: NewLink[] = [];
  /** What was written before may never get to the disk. */
  #isUnflushed = false;
  readonly #kept: KeptFolder[] = [];

  constructor(options: ApplyOptions) {
    this.#options = options;
  }

  async apply(work: readonly FolderSteps[]): Promise<void> {
    const { pool } = this.#options;
    const queue = new StepQueue();
    for (const folder of work) queue.push(folder);
    await this.#drain(() => {
      const next = queue.take(pool.threads);
      return next === undefined ? undefined : { kind: "apply", work: next };
    }, queue);
  }

  /** Makes sure that nothing is removed because the source has just been unmounted. */
  async checkRoots(): Promise<void> {
    expectReply(await this.#options.pool.run({ kind: "check roots" }), "ready");
  }

  /** Names that turned up while folders were filled join those of the survey. */
  async linkHard(groups: readonly HardLinkGroup[]): Promise<void> {
    await this.#inPieces(
      addNewLinks(groups, this.#linked),
      (piece) => ({ kind: "hard links", groups: piece }),
    );
  }

  /**
   * Gets all that was written to the disk, or what earlier passes wrote if this
   * one only removes. File by file that has been done by now, but for folders
   * that were not made here and filled in one go.
   */
  async flush(plan: Plan): Promise<void> {
    const { pool, durable, listen, isStopped } = this.#options;
    const { write, hardLinks, remove, stamp } = plan;
    const isDue = write.length + remove.length > 0 ||
      hardLinks.some((group) => namesToWrite(group).length > 0);
    if (durable !== "pass" || !isDue || isStopped()) return;
    const reply = expectReply(await pool.run({ kind: "flush" }), "flushed");
    if (reply.outcomes.length > 0) listen(reply.outcomes);
    this.#isUnflushed ||= reply.outcomes.some(isUnflushed);
    if (reply.isWhole) return;
    await this.#inPieces(
      [...stamp, ...this.#made].map(({ folder }) => folder),
      (folders) => ({ kind: "flush folders", folders }),
    );
  }

  /** Nothing is removed on the strength of copies that may be lost. */
  mayRemove(): boolean {
    if (this.#isUnflushed) this.#options.warn(NOTHING_REMOVED);
    return !this.#isUnflushed;
  }

  /** Folders inside each other go one level at a time, the deepest first. */
  async removeEmptied(): Promise<void> {
    for (const level of deepestFirst(this.#emptied, (folder) => folder)) {
      await this.#inPieces(
        level,
        (folders) => ({ kind: "remove folders", folders }),
      );
    }
  }

  async stamp(stamps: readonly FolderStamp[]): Promise<void> {
    for (
      const level of deepestFirst(
        [...stamps, ...this.#made],
        ({ folder }) => folder,
      )
    ) {
      await this.#inPieces(
        level,
        (piece) => ({ kind: "stamp", stamps: piece }),
      );
    }
  }

  /** The oldest account of a folder is that of the time when it was first touched. */
  async stampTrash(): Promise<void> {
    for (const level of deepestFirst(this.#kept, ({ folder }) => folder)) {
      await this.#inPieces(
        level,
        (folders) => ({ kind: "stamp trash", folders }),
      );
    }
  }

  #inPieces<Item>(
    items: readonly Item[],
    toJob: (piece: readonly Item[]) => Job,
  ): Promise<void> {
    let at = 0;
    return this.#drain(() => {
      if (at >= items.length) return undefined;
      const piece = items.slice(at, at + PIECE_LENGTH);
      at += piece.length;
      return toJob(piece);
    });
  }

  #drain(next: () => Job | undefined, queue?: StepQueue): Promise<void> {
    const { pool, listen, isStopped } = this.#options;
    return drain(pool, {
      next: () => isStopped() ? undefined : next(),
      take: (answer) => {
        const reply = expectReply(answer, "applied");
        const outcomes = outcomesOf(reply.outcomes);
        if (outcomes.length > 0) listen(outcomes);
        this.#isUnflushed ||= outcomes.some(isUnflushed);
        for (const work of reply.more) queue?.push(work);
        for (const stamp of reply.stamps) this.#made.push(stamp);
        for (const link of reply.linked) this.#linked.push(link);
        for (const folder of reply.emptied) this.#emptied.push(folder);
        for (const folder of reply.kept) this.#kept.push(folder);
      },
    });
  }
}

const NOTHING_REMOVED =
  "nothing is removed in this pass: what was copied may not have got to the disk";

/** Groups items by the depth of their folders, the deepest group first. */
function deepestFirst<Item>(
  items: readonly Item[],
  folderOf: (item: Item) => RelativePath,
): readonly (readonly Item[])[] {
  const byDepth: Item[][] = [];
  for (const item of items) {
    (byDepth[depthOf(folderOf(item))] ??= []).push(item);
  }
  return byDepth.filter((level) => level !== undefined).reverse();
}
