import { type HardLinkPlan, planHardLinks } from "../model/hard_links.ts";
import type { RelativePath } from "../model/path.ts";
import { makePlan, type Plan } from "../model/plan.ts";
import type { Refusal } from "../model/refusal.ts";
import { checkSafety, type SafetyRules } from "../model/safety.ts";
import { spelledOtherwise } from "../model/spelled_otherwise.ts";
import type { MirrorOptions } from "../model/settings.ts";
import type { Prepared } from "./prepare.ts";
import type { Survey } from "./survey.ts";

type Ready = Extract<Prepared, { readonly kind: "ready" }>;

/** What a survey leads to, and what there is to be said against it. */
export interface Planned {
  readonly survey: Survey;
  readonly links: HardLinkPlan;
  readonly plan: Plan;
  readonly refusals: readonly Refusal[];
}

/** Returns the plan that a survey leads to. */
export function planFor(
  survey: Survey,
  respelledIn: readonly RelativePath[],
  { options, safety, prepared: { settings, memory } }: {
    readonly options: MirrorOptions;
    readonly safety: SafetyRules;
    readonly prepared: Pick<Ready, "settings" | "memory">;
  },
): Planned {
  const links = planHardLinks(survey.linked);
  const plan = makePlan([...survey.found, ...links.differences], {
    hardLinks: links.groups,
    removals: options.removals,
    respelledIn,
    rootIsNew: settings.replicaIsNew,
  });
  const refusals = checkSafety({ ...survey, plan, memory }, safety);
  return { survey, links, plan, refusals };
}

/**
 * Tells whether it may be tried out which names the replica's file system takes
 * for one: not before a refusal, which changes nothing, unless what looks like a
 * removal may be no more than another spelling.
 */
export function mayTryNames({ survey, refusals }: Planned): boolean {
  return refusals.length === 0 ||
    survey.found.some((it) => spelledOtherwise(it).length > 0);
}
