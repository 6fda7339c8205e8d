import { type RelativePath, ROOT } from "../paths/path.ts";
import { type HardLinkGroup, namesToWrite } from "./hard_links.ts";
import type { FolderStamp, FolderSteps, Step } from "./step.ts";
import type { Difference, FolderDifferences } from "./survey.ts";

/** All that a pass is going to do, in the order of its phases. */
export interface Plan {
  /** What killed passes left is removed first: it takes up room. */
  readonly clean: readonly FolderSteps[];
  /** Everything that creates, updates or mends. */
  readonly write: readonly FolderSteps[];
  /** Files with several names, after everything else is written. */
  readonly hardLinks: readonly HardLinkGroup[];
  /** What only the replica has is removed after all copies. */
  readonly remove: readonly FolderSteps[];
  /** Folders are put right last, because all of the above disturbs their times. */
  readonly stamp: readonly FolderStamp[];
}

/** What the findings alone do not say. */
export interface PlanOptions {
  readonly hardLinks: readonly HardLinkGroup[];
  /** What only the replica has is removed. */
  readonly removals: boolean;
  /** Folders in which names were spelled right before. */
  readonly respelledIn?: readonly RelativePath[];
  /** The replica itself was just made, so that it has yet to get its metadata. */
  readonly rootIsNew: boolean;
}

/** Returns the plan that makes the replica equal. */
export function makePlan(
  folders: readonly FolderDifferences[],
  options: PlanOptions,
): Plan {
  const clean: FolderSteps[] = [];
  const write: FolderSteps[] = [];
  const remove: FolderSteps[] = [];
  const stamps = new Map<RelativePath, FolderStamp>();
  if (options.rootIsNew) stamps.set(ROOT, { folder: ROOT, parts: [] });
  for (const { folder, differences, parts } of folders) {
    const leftovers = stepsFor(differences, "leftover");
    const writes = stepsFor(differences, "write");
    const extras = options.removals ? stepsFor(differences, "extra") : [];
    if (leftovers.length > 0) clean.push({ folder, steps: leftovers });
    if (writes.length > 0) write.push({ folder, steps: writes });
    if (extras.length > 0) remove.push({ folder, steps: extras });
    const isDisturbed = leftovers.length + writes.length + extras.length > 0;
    if (parts.length > 0 || (isDisturbed && !stamps.has(folder))) {
      stamps.set(folder, { folder, parts });
    }
  }
  const { hardLinks, respelledIn = [] } = options;
  const linkedIn = hardLinks.flatMap(namesToWrite).map(({ folder }) => folder);
  for (const folder of [...linkedIn, ...respelledIn]) {
    if (!stamps.has(folder)) stamps.set(folder, { folder, parts: [] });
  }
  return { clean, write, hardLinks, remove, stamp: [...stamps.values()] };
}

function stepsFor(
  differences: readonly Difference[],
  phase: "leftover" | "write" | "extra",
): readonly Step[] {
  return differences.flatMap((difference) =>
    phaseOf(difference) === phase ? [toStep(difference)] : []
  );
}

function phaseOf(difference: Difference): "leftover" | "write" | "extra" {
  switch (difference.kind) {
    case "leftover":
      return "leftover";
    case "extra":
      return "extra";
    case "missing":
    case "changed":
    case "retyped":
    case "metadata":
      return "write";
  }
}

function toStep(difference: Difference): Step {
  const { name } = difference;
  switch (difference.kind) {
    case "missing":
      return { kind: "create", name, entry: difference.entry };
    case "changed":
      return {
        kind: "update",
        name,
        reason: difference.reason,
        expected: difference.replica,
      };
    case "retyped":
      return {
        kind: "retype",
        name,
        entry: difference.source,
        expected: difference.replica,
      };
    case "metadata":
      return {
        kind: "metadata",
        name,
        parts: difference.parts,
        source: difference.source,
        expected: difference.replica,
      };
    case "extra":
    case "leftover":
      return {
        kind: "remove",
        name,
        entry: difference.entry,
        leftover: difference.kind === "leftover",
        within: false,
      };
  }
}
