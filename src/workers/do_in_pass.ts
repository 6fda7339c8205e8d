import { doHardLinks } from "./apply_hard_links.ts";
import { doApply } from "./apply_job.ts";
import type { PassContext } from "./context.ts";
import { doRemoveFolders, doStamp } from "./finish_job.ts";
import { doFlush, doFlushFolders } from "./flush_job.ts";
import type { Answer, Job } from "./job.ts";
import type { Keeping } from "./keeping.ts";
import { must } from "./must.ts";
import { doNames, doProbeNames } from "./names_job.ts";
import { readReplicaClock } from "./replica_clock.ts";
import { doMeasure, doRoom } from "./room_job.ts";
import { doSurvey } from "./survey_job.ts";

/** The jobs that need the roots of a pass. */
export type PassJob = Extract<
  Job,
  {
    readonly kind:
      | "check roots"
      | "survey"
      | "probe names"
      | "names"
      | "apply"
      | "hard links"
      | "flush"
      | "room"
      | "measure"
      | "flush folders"
      | "remove folders"
      | "stamp"
      | "replica clock"
      | "stamp trash"
      | "note created"
      | "thin trash";
  }
>;

/** Does one of them. Loaded is what it needs of what few passes do. */
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
  }
}
