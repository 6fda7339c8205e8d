import type {
  ProgressListener,
  ProgressPhase,
  Total,
} from "../model/outcome/progress.ts";
import { copyingOf } from "../model/plan/copying.ts";
import type { MissingAmount } from "../model/plan/room.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { measureCopying } from "./measuring.ts";
import type { Survey } from "./survey.ts";

/** Tells which phase of a plan has begun. */
export interface PhaseTelling {
  readonly begin: (phase: ProgressPhase) => void;
  /** Waits until nothing is done for it any more. */
  readonly end: () => Promise<void>;
}

/** What it works with. */
export interface TellingMeans {
  readonly pool: Pool;
  readonly progress?: ProgressListener | undefined;
  readonly isStopped: () => boolean;
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
}

/**
 * Returns what tells how far a plan has been carried out, and of how much; that
 * is looked at while it is being copied, where the survey did not. In a dry run
 * all of it is one phase.
 */
export function tellPhases(
  { found, counts, measured, dryRun }: Pick<Survey, "found" | "counts"> & {
    /** What all that the survey did not look at comes to, if that is known. */
    readonly measured?: MissingAmount | undefined;
    readonly dryRun: boolean;
  },
  means: TellingMeans,
): PhaseTelling {
  const { progress } = means;
  if (progress === undefined) return SILENT;
  if (dryRun) {
    progress({ kind: "entered", phase: "planning" });
    return SILENT;
  }
  let measuring = SILENT.end;
  const removal = { entries: counts.extra, bytes: 0, isWhole: true };
  return {
    begin: (phase) => {
      const copying = phase === "copying"
        ? copyingOf(found, measured)
        : undefined;
      const total: Total | undefined = phase === "removing"
        ? removal
        : copying?.total;
      progress({ kind: "entered", phase, total });
      if (copying !== undefined) {
        measuring = measureCopying(copying, { ...means, progress });
      }
    },
    end: () => measuring(),
  };
}

const SILENT: PhaseTelling = {
  begin: () => {},
  end: () => Promise.resolve(),
};
