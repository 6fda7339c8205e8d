import { makeWritable } from "../../disk/remove.ts";
import { checkStop, Stopped } from "../../disk/stop.ts";
import type { FolderSteps, Step } from "../../model/plan/step.ts";
import type { PassContext } from "../context.ts";
import type { ApplyJob, ApplyReply } from "../job.ts";
import { RulesNotLoaded } from "../rules/exclusion.ts";
import {
  createEntry,
  mendEntry,
  retypeEntry,
  updateEntry,
} from "./apply_change.ts";
import { removeEntry } from "./apply_remove.ts";
import { respellEntry } from "./apply_respell.ts";
import { Deeds, FolderWork } from "./work.ts";

/** Does the steps of a job, folder by folder, until it is stopped. */
export function doApply(job: ApplyJob, context: PassContext): ApplyReply {
  const deeds = new Deeds();
  try {
    for (const work of job.work) applyIn(work, context, deeds);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  return deeds.toReply();
}

function applyIn(
  { folder, steps }: FolderSteps,
  context: PassContext,
  deeds: Deeds,
): void {
  deeds.attempt(folder, () => {
    using to = context.openReplica(folder);
    using work = new FolderWork({ folder, to }, { context, deeds });
    makeWritable(to);
    for (const step of steps) {
      checkStop(context.signals.stop);
      applyStep(step, work);
      if (!isFolder(step)) context.gauge?.addEntry();
    }
    if (context.flusher.rules.folders && steps.some(makesName)) to.flush();
  });
}

/** What is in a folder is counted by itself. */
function isFolder(step: Step): boolean {
  return "entry" in step && step.entry === "directory";
}

function makesName({ kind }: Step): boolean {
  return kind === "create" || kind === "update" || kind === "retype";
}

function applyStep(step: Step, work: FolderWork): void {
  const { deeds, folder } = work;
  deeds.attempt(work.pathOf(step.name), () => {
    try {
      return work.inPlace(() => doStep(step, work));
    } catch (error) {
      if (!(error instanceof RulesNotLoaded)) throw error;
      deeds.addMore({ folder, steps: [step] });
    }
  });
}

function doStep(step: Step, work: FolderWork): void {
  switch (step.kind) {
    case "create":
      return createEntry(step, work);
    case "update":
      return updateEntry(step, work);
    case "retype":
      return retypeEntry(step, work);
    case "metadata":
      return mendEntry(step, work);
    case "respell":
      return respellEntry(step, work);
    case "remove":
      return removeEntry(step, work);
  }
}
