import type { Decay } from "../model/entry/decay.ts";
import type { Drift } from "../model/entry/drift.ts";
import type { PassListener } from "../model/outcome/event.ts";
import type { Outcome } from "../model/outcome/outcome.ts";
import type { ProgressListener } from "../model/outcome/progress.ts";
import {
  addOutcomes,
  EMPTY_TALLY,
  type PassReport,
} from "../model/outcome/report.ts";
import type { RelativePath } from "../model/paths/path.ts";
import { NO_COUNTS, type SurveyCounts } from "../model/plan/survey.ts";
import type { MirrorOptions } from "../model/settings.ts";

/** Counts what a pass does while it passes it on. */
export class Account {
  readonly #listen: PassListener;
  readonly #progress: ProgressListener | undefined;
  #tally = EMPTY_TALLY;
  #counts = NO_COUNTS;
  #drifted = 0;

  constructor(
    { listen, progress }: {
      readonly listen: PassListener;
      readonly progress?: ProgressListener | undefined;
    },
  ) {
    this.#listen = listen;
    this.#progress = progress;
  }

  add(outcomes: readonly Outcome[]): void {
    this.#tally = addOutcomes(this.#tally, outcomes);
    this.#listen({ kind: "outcomes", outcomes });
    this.#progress?.({ kind: "tallied", tally: this.#tally });
  }

  count(counts: SurveyCounts): void {
    this.#counts = counts;
  }

  /** Counts entries that are as they should be; tells them if that is wished. */
  addUnchanged(
    paths: readonly RelativePath[],
    { unchanged: isTold }: Pick<MirrorOptions, "unchanged">,
  ): void {
    const unchanged = this.#counts.unchanged + paths.length;
    this.#counts = { ...this.#counts, unchanged };
    if (!isTold || paths.length === 0) return;
    this.add(paths.map((path) => ({
      status: "done",
      action: "unchanged",
      path,
    })));
  }

  addDrifts(drifts: readonly Drift[]): void {
    this.#drifted += drifts.length;
    this.#listen({ kind: "drifted", drifts });
  }

  addDecays(decays: readonly Decay[]): void {
    this.#listen({ kind: "decayed", decays });
  }

  sums(): Pick<PassReport, "tally" | "suspended" | "drifted"> {
    const { unchanged, suspended } = this.#counts;
    const tally = { ...this.#tally, unchanged };
    return { tally, suspended, drifted: this.#drifted };
  }
}
