import {
  addNewLinks,
  type HardLinkGroup,
  type NewLink,
} from "../model/hard_links.ts";
import type { Outcome } from "../model/outcome.ts";
import { depthOf, type RelativePath } from "../model/path.ts";
import type { Plan } from "../model/plan.ts";
import type { FolderStamp, FolderSteps } from "../model/step.ts";
import type { Job } from "../workers/job.ts";
import type { Pool } from "../workers/pool.ts";
import { drain, expectReply } from "./drain.ts";
import { StepQueue } from "./step_queue.ts";

/** Who does it, who is told, and who may end it. */
export interface ApplyOptions {
  readonly pool: Pool;
  readonly listen: (outcomes: readonly Outcome[]) => void;
  readonly isStopped: () => boolean;
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
  const phases = new Phases(options);
  await phases.apply(plan.clean);
  await phases.apply(plan.write);
  await phases.linkHard(plan.hardLinks);
  if (plan.remove.length > 0) await phases.checkRoots();
  await phases.apply(plan.remove);
  await phases.removeEmptied();
  await phases.stamp(plan.stamp);
}

class Phases {
  readonly #options: ApplyOptions;
  /** Folders that this pass made and has still to put right. */
  readonly #made: FolderStamp[] = [];
  readonly #emptied: RelativePath[] = [];
  readonly #linked: NewLink[] = [];

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
        if (reply.outcomes.length > 0) listen(reply.outcomes);
        for (const work of reply.more) queue?.push(work);
        for (const stamp of reply.stamps) this.#made.push(stamp);
        for (const link of reply.linked) this.#linked.push(link);
        for (const folder of reply.emptied) this.#emptied.push(folder);
      },
    });
  }
}

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
