import { ruleLibrary } from "../../model/rules/gitignore.ts";
import { doExplain } from "./explain_job.ts";

/** What rules are worked with; loaded where some are met. */
export const ruling = { library: ruleLibrary, doExplain } as const;

export type Ruling = typeof ruling;
