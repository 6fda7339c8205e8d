import type { PassContext } from "../context.ts";
import { toOutcome } from "../problems.ts";
import type { SurveyItem } from "./pair_job.ts";
import type { Findings } from "./survey_findings.ts";
import { NameSurvey } from "./survey_names.ts";

/** Compares names of a large folder that another thread has listed. */
export function surveyNames(
  { folder, names: joined }: Extract<SurveyItem, { kind: "names" }>,
  context: PassContext,
  findings: Findings,
): void {
  const names = joined.split("/");
  findings.looked += names.length;
  try {
    using source = context.openSource(folder);
    using replica = context.openReplica(folder);
    const survey = new NameSurvey({
      folder,
      source,
      replica,
      context,
      findings,
    });
    for (const name of names) survey.compareFiles(name);
    findings.addFolder(folder, { differences: survey.differences, parts: [] });
  } catch (error) {
    findings.addOutcome(toOutcome(error, folder));
  }
}
