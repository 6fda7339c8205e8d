import { marksAfter, type Moment } from "../model/entry/drift.ts";
import type { PassReport } from "../model/outcome/report.ts";
import type { Plan } from "../model/plan/plan.ts";
import type { SurveyCounts } from "../model/plan/survey.ts";
import { hasLimits } from "../model/rules/filter_settings.ts";
import {
  entriesLeft,
  type Memory,
  pairOf,
  type RootsOfPair,
} from "../model/safety/memory.ts";
import type { PassSettings } from "../model/settings.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { expectReply } from "./drain.ts";
import type { ReadyPass, ReadyRoots } from "./prepare.ts";

/** What a pass is written down with. */
export interface BookMeans {
  readonly memory: Memory;
  readonly pool: Pool;
  readonly plan: Plan;
  /** When the survey began, in milliseconds since 1970. */
  readonly beganMs: number;
}

/** A pass that can begin, between roots that can be known again. */
type KnownPass = ReadyPass & { readonly roots: ReadyRoots };

/** What one pass leaves for the next one to know; nothing of a dry run. */
export class PassBook {
  readonly #prepared: KnownPass;
  readonly #means: BookMeans;
  readonly #changes: boolean;

  constructor(prepared: KnownPass, means: BookMeans) {
    this.#prepared = prepared;
    this.#means = means;
    this.#changes = changesAnything(means.plan);
  }

  /** Writes down that the replica is being changed, in case that this is never ended. */
  async open(counts: SurveyCounts): Promise<void> {
    if (this.#isDry() || !this.#changes) return;
    const { roots, memory: known } = this.#prepared;
    const unknown = known === undefined ? this.#rootsWith(counts) : undefined;
    await this.#means.memory.beginChanges(pairOf(roots), unknown);
  }

  /** Writes down which folders the roots are, what is in them, and when the replica was left. */
  async close(
    { tally, suspended }: Pick<PassReport, "tally" | "suspended">,
    counts: SurveyCounts,
  ): Promise<void> {
    const { settings, memory, roots } = this.#prepared;
    const isNew = settings.replicaIsNew;
    const left = this.#rootsWith(entriesLeft(counts, { ...tally, isNew }));
    if (this.#isDry() || left === undefined) return;
    const changed = this.#changes || isNew;
    await this.#means.memory.remember(pairOf(roots), {
      ...left,
      marks: marksAfter({
        before: memory?.marks,
        beganMs: this.#means.beganMs,
        clock: changed ? await this.#readClock() : undefined,
        changed,
        clean:
          tally.failed + tally.meanwhile + tally.decayed + suspended === 0 &&
          !settings.update && !leavesFilesForLater(settings),
      }),
    });
  }

  /** Returns the roots with so many entries in them; `undefined` where there is no replica. */
  #rootsWith(
    entries: Pick<SurveyCounts, "source" | "replica">,
  ): RootsOfPair | undefined {
    const { source, replica } = this.#prepared.roots;
    return replica.traits && {
      source: { ...source.traits, entries: entries.source },
      replica: { ...replica.traits, entries: entries.replica },
    };
  }

  async #readClock(): Promise<Moment | undefined> {
    const reply = await this.#means.pool.run({ kind: "replica clock" });
    return expectReply(reply, "clock").time;
  }

  #isDry(): boolean {
    return this.#prepared.settings.dryRun;
  }
}

/** What is too new or too large by now may be brought over later, and was never in the replica. */
function leavesFilesForLater({ filters }: PassSettings): boolean {
  return filters !== undefined && hasLimits(filters);
}

function changesAnything(
  { clean, write, hardLinks, remove, stamp }: Plan,
): boolean {
  return clean.length + write.length + remove.length + stamp.length > 0 ||
    hardLinks.some(({ deed, followers }) =>
      deed.kind !== "keep" || followers.length > 0
    );
}
