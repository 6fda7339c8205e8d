import type { PathContents } from "../model/entry/decay.ts";
import type { Drift } from "../model/entry/drift.ts";
import type { Outcome } from "../model/outcome/outcome.ts";
import { ROOT } from "../model/paths/path.ts";
import type { LinkedFile } from "../model/plan/hard_links.ts";
import {
  addCounts,
  type FolderDifferences,
  NO_COUNTS,
  type SurveyCounts,
} from "../model/plan/survey.ts";
import type { Job } from "../workers/job.ts";
import type { SurveyItem } from "../workers/survey/pair_job.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { drain, expectReply } from "./drain.ts";

/** What comparing the two trees found. */
export interface Survey {
  readonly found: readonly FolderDifferences[];
  readonly counts: SurveyCounts;
  readonly linked: readonly LinkedFile[];
  /** Paths of the replica that others have touched. */
  readonly drifted: number;
}

/** Who is told, and who may end it. */
export interface SurveyOptions {
  readonly listen: (outcomes: readonly Outcome[]) => void;
  /** Hears what others did to the replica. */
  readonly listenToDrift?: (drifts: readonly Drift[]) => void;
  /** Hears what equal files hold. */
  readonly listenToContents?: (contents: readonly PathContents[]) => void;
  readonly isStopped: () => boolean;
  /** Hears how far it has come. */
  readonly progress?: (counts: SurveyCounts) => void;
}

/** Folders in one job at the most: while a job is under way nobody else can take them from it. */
const MOST_ITEMS = 64;

/** Compares the two trees, or only those items, one pair of folders at a time, on all threads. */
export async function surveyTrees(
  pool: Pool,
  options: SurveyOptions,
  items: readonly SurveyItem[] = [{ kind: "pair", folder: ROOT }],
): Promise<Survey> {
  const waiting = [...items];
  const found: FolderDifferences[] = [];
  const linked: LinkedFile[] = [];
  let counts = NO_COUNTS;
  let drifted = 0;
  await drain(pool, {
    next: () =>
      options.isStopped() ? undefined : nextJob(waiting, pool.threads),
    take(answer): void {
      if (answer.kind === "part") return void waiting.push(...answer.more);
      const reply = expectReply(answer, "surveyed");
      for (const folder of reply.found) found.push(folder);
      for (const file of reply.linked) linked.push(file);
      for (const item of reply.more) waiting.push(item);
      counts = addCounts(counts, reply.counts);
      options.progress?.(counts);
      drifted += reply.drifts.length;
      if (reply.drifts.length > 0) options.listenToDrift?.(reply.drifts);
      if (reply.contents !== undefined) {
        options.listenToContents?.(reply.contents);
      }
      if (reply.outcomes.length > 0) options.listen(reply.outcomes);
    },
  });
  return { found, counts, linked, drifted };
}

/** Takes the newest items, which keeps the survey deep and what waits few. */
function nextJob(waiting: SurveyItem[], threads: number): Job | undefined {
  if (waiting.length === 0) return undefined;
  const share = Math.min(MOST_ITEMS, Math.ceil(waiting.length / (threads * 4)));
  return { kind: "survey", items: waiting.splice(-share) };
}
