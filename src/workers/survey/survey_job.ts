import { Stopped } from "../../disk/stop.ts";
import type { PassContext } from "../context.ts";
import { RulesNotLoaded } from "../rules/exclusion.ts";
import type { SurveyItem, SurveyJob, SurveyReply } from "./pair_job.ts";
import { BYTES_FOR_A_LOOK, compareLargeFiles } from "./survey_contents.ts";
import { countExtra } from "./survey_extra.ts";
import { Findings } from "./survey_findings.ts";
import { surveyPair } from "./survey_pair.ts";
import { surveyNames } from "./survey_shared.ts";

/**
 * Entries that a job looks at before it answers, so that what it found is told
 * in time; and before it hands work back to threads that have none. A message
 * costs some 60 us, 256 entries some 2 ms.
 */
const BUDGET = 4000;
const BUDGET_IF_OTHERS_WAIT = 256;

/**
 * Surveys folders, and what is found below them, until the budget is used up;
 * what is left is answered as more work. Depth first, so that what waits grows
 * with the depth of the tree and not with its size.
 */
export function doSurvey(job: SurveyJob, context: PassContext): SurveyReply {
  const findings = new Findings(context.settings);
  const waiting: SurveyItem[] = [...job.items].reverse();
  let item: SurveyItem | undefined;
  try {
    while (findings.looked < budget(context)) {
      item = waiting.pop();
      if (item === undefined || context.signals.stop.isSet()) break;
      if (findings.looked > 0 && takesLong(item)) {
        waiting.push(item);
        break;
      }
      surveyItem(item, context, findings);
      for (const more of findings.takeMore()) waiting.push(more);
    }
  } catch (error) {
    if (error instanceof RulesNotLoaded && item !== undefined) {
      waiting.push(item);
    } else if (!(error instanceof Stopped)) throw error;
  }
  return findings.toReply(waiting);
}

/**
 * A file that would use up the budget alone is a job of its own: what was found
 * before it need not wait, and it is known what is in hand.
 */
function takesLong(item: SurveyItem): boolean {
  return item.kind === "contents" &&
    item.source.size > BUDGET * BYTES_FOR_A_LOOK;
}

function budget({ signals }: PassContext): number {
  return signals.isHungry() ? BUDGET_IF_OTHERS_WAIT : BUDGET;
}

function surveyItem(
  item: SurveyItem,
  context: PassContext,
  findings: Findings,
): void {
  switch (item.kind) {
    case "pair":
      return surveyPair(item.folder, context, findings);
    case "names":
      return surveyNames(item, context, findings);
    case "extra":
      return countExtra(item.folder, context, findings);
    case "contents":
      return compareLargeFiles(item, context, findings);
  }
}
