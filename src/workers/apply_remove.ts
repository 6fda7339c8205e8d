import { DiskError, type Folder } from "../disk/disk.ts";
import { dropTree, makeWritable } from "../disk/remove.ts";
import { checkStop } from "../disk/stop.ts";
import type { DoneOutcome, SkippedOutcome } from "../model/outcome.ts";
import {
  childPath,
  nameOf,
  parentPath,
  type RelativePath,
} from "../model/path.ts";
import type { RemoveStep } from "../model/step.ts";
import type { PassContext } from "./context.ts";
import { ChangedMeanwhile, undecodable } from "./problems.ts";
import type { Deeds, FolderWork } from "./work.ts";

/** How many entries of a folder are removed by one job; the rest is shared out. */
const REMOVED_AT_ONCE = 1000;

/** Removes what only the replica has. */
export function removeEntry(step: RemoveStep, work: FolderWork): void {
  const { name } = step;
  if (!step.within && work.from.stat(name) !== undefined) {
    throw new ChangedMeanwhile("it has appeared in the source");
  }
  const found = work.to.stat(name);
  if (found === undefined) return;
  if ((found.kind === "directory") !== (step.entry === "directory")) {
    throw new ChangedMeanwhile("it became something else in the replica");
  }
  if (step.leftover) removeLeftover(step, work);
  else if (found.kind === "directory") emptyFolder(name, work);
  else {
    work.to.removeFile(name);
    work.deeds.addOutcome(removed(work.pathOf(name)));
  }
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

function removeLeftover({ name, entry }: RemoveStep, work: FolderWork): void {
  if (entry === "directory") dropTree(work.to, name);
  else work.to.removeFile(name);
  const reason = "left by an interrupted pass";
  work.deeds.addOutcome({ ...removed(work.pathOf(name)), reason });
}

/** Removes what a folder holds, and the folder too if nothing is left for later. */
function emptyFolder(name: string, work: FolderWork): void {
  const { context, deeds } = work;
  const path = work.pathOf(name);
  const rest: RemoveStep[] = [];
  {
    using inside = work.to.openFolder(name as RelativePath);
    makeWritable(inside);
    const listing = inside.list();
    for (const bad of listing.undecodable) {
      deeds.addOutcome(undecodable(childPath(path, bad)));
    }
    listing.names.forEach((child, index) => {
      checkStop(context.signals.stop);
      const childsPath = childPath(path, child);
      if (context.filter?.(childsPath)) return;
      const entry = listing.kinds[index] ?? "other";
      if (entry === "directory" || index >= REMOVED_AT_ONCE) {
        rest.push({
          kind: "remove",
          name: child,
          entry,
          leftover: false,
          within: true,
        });
      } else {
        deeds.attempt(childsPath, () => {
          inside.removeFile(child);
          deeds.addOutcome(removed(childsPath));
        });
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
    deeds.addOutcome(leftAlone(path, "it holds lockstep's own log or state"));
    return;
  }
  try {
    parent.removeFolder(nameOf(path));
    deeds.addOutcome(removed(path));
  } catch (error) {
    if (!(error instanceof DiskError) || error.code !== "ENOTEMPTY") {
      throw error;
    }
    const reason = "something in it could not be removed, or is new";
    deeds.addOutcome({ ...leftAlone(path, reason), cause: "meanwhile" });
  }
}

/** The log, or the folder it is to be in, may not have been made yet. */
function holdsOwn(path: RelativePath, { settings }: PassContext): boolean {
  const { log, state } = settings.own;
  return [log.replica, state.replica].some((own) =>
    own?.startsWith(`${path}/`)
  );
}

function leftAlone(path: RelativePath, reason: string): SkippedOutcome {
  return { status: "skipped", path, cause: "protected", reason };
}

function removed(path: RelativePath): DoneOutcome {
  return { status: "done", action: "removed", path };
}
