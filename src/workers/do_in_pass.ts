import { doHardLinks } from "./apply/apply_hard_links.ts";
import { doApply } from "./apply/apply_job.ts";
import { doRemoveFolders, doStamp } from "./apply/finish_job.ts";
import { doFlush, doFlushFolders } from "./apply/flush_job.ts";
import type { PassContext } from "./context.ts";
import { readReplicaClock } from "./facts/replica_clock.ts";
import { doMeasure, doRoom } from "./facts/room_job.ts";
import type { Answer, Job, PassJob } from "./job.ts";
import { must } from "./must.ts";
import { doNames, doProbeNames } from "./names/names_job.ts";
import { doSurvey } from "./survey/survey_job.ts";
import type { Keeping } from "./trash/keeping.ts";

/** Does a job that needs the roots of a pass. Loaded is what it needs of what few passes do. */
export function doInPass(
  job: PassJob,
  context: PassContext,
  keeping: Keeping | undefined,
): Answer {
  context.forgetWays();
  switch (job.kind) {
    case "check roots":
      context.checkRoots();
      return { kind: "ready" };
    case "survey":
      return doSurvey(job, context);
    case "probe names":
      return doProbeNames(job.pairs, context);
    case "names":
      return doNames(job.questions, job.rules, context);
    case "apply":
      return doApply(job, context);
    case "hard links":
      return doHardLinks(job.groups, context);
    case "room":
      return doRoom(context);
    case "measure":
      return doMeasure(job, context);
    case "flush":
      return doFlush(context);
    case "flush folders":
      return doFlushFolders(job.folders, context);
    case "remove folders":
      return doRemoveFolders(job.folders, context);
    case "stamp":
      return doStamp(job.stamps, context);
    case "stamp trash":
      return must(keeping).stampTrash(job.folders, context);
    case "note created":
      return must(keeping).noteCreated(job.paths, context);
    case "thin trash":
      return must(keeping).thinTrash(job, context);
    case "replica clock":
      return { kind: "clock", time: readReplicaClock(context) };
    default:
      throw new Error(
        `There is no such job: ${(job satisfies never as Job).kind}`,
      );
  }
}
