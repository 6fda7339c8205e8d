import { childPath, type RelativePath, ROOT } from "../../model/paths/path.ts";
import type { Step } from "../../model/plan/step.ts";
import type { ApplyJob, Job } from "../job.ts";
import type { SurveyItem } from "../survey/pair_job.ts";

/** What a job is at, as far as the job itself tells. */
interface Place {
  readonly path: RelativePath;
  /** It is one large file. */
  readonly isLarge: boolean;
}

/**
 * Returns the path to name of all that is in hand, of jobs in the order in which
 * they were begun: a large file, which takes the longest, else where the newest
 * job began.
 */
export function currentPath(jobs: readonly Job[]): RelativePath | undefined {
  const places = jobs.map(placeOf).filter((place) => place !== undefined)
    .filter(({ path }) => path !== ROOT);
  const place = places.find(({ isLarge }) => isLarge) ?? places.at(-1);
  return place?.path;
}

function placeOf(job: Job): Place | undefined {
  switch (job.kind) {
    case "survey":
      return placeOfItem(job.items[0]);
    case "apply":
      return placeOfSteps(job);
    case "digest": {
      const [first] = job.files;
      const name = first?.names[0];
      if (first === undefined || name === undefined) return undefined;
      const isLarge = job.files.length === 1 && first.names.length === 1;
      return { path: childPath(first.folder, name), isLarge };
    }
    case "list":
    case "remove folders":
    case "flush folders":
      return placeOfFolder(job.folders[0]);
    case "stamp":
      return placeOfFolder(job.stamps[0]?.folder);
    default:
      return undefined;
  }
}

function placeOfItem(item: SurveyItem | undefined): Place | undefined {
  if (item?.kind !== "contents") return placeOfFolder(item?.folder);
  return { path: childPath(item.folder, item.name), isLarge: true };
}

/** A large file may share its job with what is done in no time. */
function placeOfSteps({ work }: ApplyJob): Place | undefined {
  for (const { folder, steps } of work) {
    const large = steps.find(isLargeStep);
    if (large !== undefined) {
      return { path: childPath(folder, large.name), isLarge: true };
    }
  }
  const [first] = work;
  const step = first?.steps[0];
  if (first === undefined || step === undefined) return undefined;
  return { path: childPath(first.folder, step.name), isLarge: false };
}

function isLargeStep(step: Step): boolean {
  return "bytes" in step && step.bytes !== undefined;
}

function placeOfFolder(folder: RelativePath | undefined): Place | undefined {
  return folder === undefined ? undefined : { path: folder, isLarge: false };
}
