import type { HardLinkGroup } from "./hard_links.ts";
import type { Plan } from "./plan.ts";
import type { Step } from "./step.ts";

/**
 * Counts the files of the replica whose contents give way to others. What is
 * written again only because of its other names keeps its contents.
 */
export function countRewritten(
  { write, hardLinks }: Pick<Plan, "write" | "hardLinks">,
): number {
  let count = 0;
  for (const { steps } of write) count += steps.filter(isRewrite).length;
  for (const group of hardLinks) count += namesRewritten(group);
  return count;
}

function isRewrite(step: Step): boolean {
  switch (step.kind) {
    case "update":
      return step.expected.kind === "file" && step.reason !== "hard link";
    case "retype":
      return step.expected.kind === "file";
    case "create":
    case "respell":
    case "metadata":
    case "remove":
      return false;
  }
}

/** Names that join a file that stays have, as a rule, its contents already. */
function namesRewritten({ leader, deed, followers }: HardLinkGroup): number {
  if (deed.kind !== "copy") return 0;
  return [leader, ...followers].filter(({ expected }) => expected !== undefined)
    .length;
}
