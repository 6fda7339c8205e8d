import type { Outcome } from "../model/outcome/outcome.ts";
import type { RelativePath } from "../model/paths/path.ts";
import { spelledOtherwise } from "../model/paths/spelled_otherwise.ts";
import { type HardLinkPlan, planHardLinks } from "../model/plan/hard_links.ts";
import { makePlan, type Plan } from "../model/plan/plan.ts";
import type { Refusal } from "../model/safety/refusal.ts";
import { checkSafety, type SafetyRules } from "../model/safety/safety.ts";
import type { MirrorOptions, PassSettings } from "../model/settings.ts";
import type { Pool } from "../workers/threads/pool.ts";
import type { ReadyPass } from "./prepare.ts";
import { type SettledNames, settleNames } from "./settle_names.ts";
import type { Survey } from "./survey.ts";

/** What a survey leads to, and what there is to be said against it. */
interface Planned {
  readonly survey: Survey;
  readonly links: HardLinkPlan;
  readonly plan: Plan;
  readonly refusals: readonly Refusal[];
}

/** What is carried out. */
export interface SettledPlan extends Omit<Planned, "refusals"> {
  /** With what is known of names by now. */
  readonly settings: PassSettings;
}

/** A plan before anything of it is carried out. */
interface JudgedPlan extends Pick<Planned, "survey" | "refusals"> {
  /** Spells names right, which is the first change, and returns the plan that holds from then on. */
  readonly settle: () => Promise<SettledPlan>;
}

/** What plans follow from besides the survey. */
interface Planning {
  readonly options: MirrorOptions;
  readonly safety: SafetyRules;
  readonly prepared: Pick<ReadyPass, "settings" | "memory" | "mayBeEmptied">;
}

/** Who finds out about names, and who is told. */
interface PlanningMeans {
  readonly pool: Pool;
  readonly listen: (outcomes: readonly Outcome[]) => void;
  readonly isStopped: () => boolean;
}

/**
 * Returns the plan that a survey leads to, as it is judged. Where it may be
 * tried out before, names that the replica's file system takes for one are no
 * removals and no new entries in it.
 */
export async function judgePlan(
  found: Survey,
  planning: Planning,
  { pool, ...means }: PlanningMeans,
): Promise<JudgedPlan> {
  const { settings } = planning.prepared;
  const settling = (): Promise<SettledNames> =>
    settleNames(found, pool, { ...means, settings });
  const first = planFor(found, [], planning);
  const names = mayTryNames(first) ? await settling() : undefined;
  const judged = names === undefined || names.survey === found
    ? first
    : planFor(names.survey, names.respelledIn, planning);
  return {
    survey: judged.survey,
    refusals: judged.refusals,
    settle: async () => {
      const settled = names ?? await settling();
      const survey = await settled.respell();
      const { plan, links } = survey === judged.survey
        ? judged
        : planFor(survey, settled.respelledIn, planning);
      return { survey, plan, links, settings: settled.settings };
    },
  };
}

function planFor(
  survey: Survey,
  respelledIn: readonly RelativePath[],
  { options, safety, prepared }: Planning,
): Planned {
  const { settings, memory, mayBeEmptied } = prepared;
  const links = planHardLinks(survey.linked);
  const plan = makePlan([...survey.found, ...links.differences], {
    hardLinks: links.groups,
    removals: options.removals,
    respelledIn,
    rootIsNew: settings.replicaIsNew,
  });
  const refusals = checkSafety(
    { ...survey, plan, memory, mayBeEmptied },
    safety,
  );
  return { survey, links, plan, refusals };
}

/**
 * Tells whether it may be tried out which names the replica's file system takes
 * for one: not before a refusal, which changes nothing, unless what looks like a
 * removal may be no more than another spelling.
 */
function mayTryNames({ survey, refusals }: Planned): boolean {
  return refusals.length === 0 ||
    survey.found.some((it) => spelledOtherwise(it).length > 0);
}
