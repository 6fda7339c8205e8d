import { DiskError, type Folder } from "../../disk/disk.ts";
import { makeWritable, removeTree, TELLS_NOBODY } from "../../disk/remove.ts";
import { checkStop } from "../../disk/stop.ts";
import type { EntryKind } from "../../model/entry/entry.ts";
import {
  childPath,
  nameOf,
  parentPath,
  type RelativePath,
} from "../../model/paths/path.ts";
import type { RemoveStep } from "../../model/plan/step.ts";
import type { PassContext } from "../context.ts";
import {
  ChangedMeanwhile,
  leftAlone,
  unusable,
  withSeen,
} from "../problems.ts";
import { measure } from "../survey/measure.ts";
import { HOLDS_EXCLUDED } from "../survey/survey_extra.ts";
import {
  factsToTell,
  holdsOwn,
  removed,
  takeWhole,
} from "../trash/take_tree.ts";
import { stays } from "./stays.ts";
import { type Deeds, FolderWork } from "./work.ts";

/** How many entries of a folder are removed by one job; the rest is shared out. */
const REMOVED_AT_ONCE = 1000;

/** Removes what only the replica has. */
export function removeEntry(step: RemoveStep, work: FolderWork): void {
  const { name } = step;
  if (!step.within && isInSource(name, work)) {
    throw new ChangedMeanwhile("it has appeared in the source");
  }
  const found = work.to.stat(name);
  if (found === undefined) return;
  if ((found.kind === "directory") !== (step.entry === "directory")) {
    throw new ChangedMeanwhile("it became something else in the replica");
  }
  withSeen(() => {
    if (step.leftover) removeLeftover(step, work);
    else if (found.kind === "directory") removeWhole(name, work);
    else removeOne(name, found.kind, work);
  });
}

/** Tells whether the pass sees something of that name in the source. */
function isInSource(
  name: string,
  { from, folder, context }: FolderWork,
): boolean {
  const found = from.stat(name);
  const filter = context.exclusion?.in(folder);
  return found !== undefined && !filter?.hides(name, found.kind, () => found);
}

/** Removes a folder that was emptied before. */
export function removeEmptied(
  path: RelativePath,
  context: PassContext,
  deeds: Deeds,
): void {
  using parent = context.openReplica(parentPath(path));
  removeFolder(parent, path, { context, deeds });
}

/** Removes what is no folder, or moves it to the trash. */
function removeOne(name: string, kind: EntryKind, work: FolderWork): void {
  const { context, deeds, folder, to } = work;
  const facts = factsToTell(to, name, context);
  if (context.trash === undefined) to.removeFile(name);
  else context.trash.takeAway(work, name, kind);
  if (context.trash === undefined && facts === undefined) {
    deeds.addRemoved(folder, name);
  } else {
    deeds.addOutcome({ ...removed(work.pathOf(name), context), ...facts });
  }
}

/** Moves a folder to the trash at once where that can be done; else it is emptied. */
function removeWhole(name: string, work: FolderWork): void {
  const outcomes = takeWhole(name, work);
  if (outcomes === undefined) return emptyFolder(name, work);
  for (const outcome of outcomes) work.deeds.addOutcome(outcome);
  work.deeds.addOutcome(removed(work.pathOf(name), work.context));
}

function removeLeftover({ name, entry }: RemoveStep, work: FolderWork): void {
  if (entry === "directory") removeTree(work.to, name, TELLS_NOBODY);
  else work.to.removeFile(name);
  work.deeds.addOutcome({
    status: "done",
    action: "removed",
    path: work.pathOf(name),
    reason: "left by an interrupted pass",
  });
}

/** Removes what a folder holds, and the folder too if nothing is left for later. */
function emptyFolder(name: string, work: FolderWork): void {
  const { context, deeds } = work;
  const path = work.pathOf(name);
  const rest: RemoveStep[] = [];
  {
    using to = work.to.openFolder(name as RelativePath);
    using inside = new FolderWork({ folder: path, to }, { context, deeds });
    inside.makeKept();
    makeWritable(to);
    const listing = to.list();
    for (const bad of listing.unusable) {
      deeds.addOutcome(unusable(childPath(path, bad)));
    }
    listing.names.forEach((child, index) => {
      checkStop(context.signals.stop);
      const childsPath = childPath(path, child);
      const entry = listing.kinds[index] ?? "other";
      const found = { kind: entry, look: () => to.stat(child) };
      if (stays(childsPath, found, context)) return;
      if (entry === "directory" || index >= REMOVED_AT_ONCE) {
        rest.push({
          kind: "remove",
          name: child,
          entry,
          leftover: false,
          within: true,
        });
      } else {
        deeds.attempt(
          childsPath,
          () => withSeen(() => removeOne(child, entry, inside)),
        );
        context.gauge?.addEntry();
      }
    });
  }
  if (rest.length === 0) return removeFolder(work.to, path, work);
  deeds.addMore({ folder: path, steps: rest });
  deeds.addEmptied(path);
}

function removeFolder(
  parent: Folder,
  path: RelativePath,
  { context, deeds }: { readonly context: PassContext; readonly deeds: Deeds },
): void {
  if (holdsOwn(path, context)) {
    deeds.addOutcome(leftAlone(path, "it holds a file of lockstep's own"));
    return;
  }
  if (context.exclusion?.in(path) && measure(path, context).stays) {
    deeds.addOutcome(leftAlone(path, HOLDS_EXCLUDED));
    return;
  }
  try {
    withSeen(() => parent.removeFolder(nameOf(path)));
    deeds.addOutcome(removed(path, context));
  } catch (error) {
    if (!(error instanceof DiskError) || error.code !== "ENOTEMPTY") {
      throw error;
    }
    const reason = "something in it could not be removed, or is new";
    deeds.addOutcome({ ...leftAlone(path, reason), cause: "meanwhile" });
  }
}
