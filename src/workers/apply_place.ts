import { dropTemporary } from "../disk/copy.ts";
import { DiskError } from "../disk/disk.ts";
import { dropTree, removeTree } from "../disk/remove.ts";
import { checkStop } from "../disk/stop.ts";
import { type Entry, isUntouched } from "../model/entry.ts";
import type { RelativePath } from "../model/path.ts";
import type { Making } from "./making.ts";
import { ChangedMeanwhile } from "./problems.ts";
import type { FolderWork } from "./work.ts";

/**
 * Gives a finished entry its name, in place of what the survey saw there.
 *
 * RACE: between the look at a name that is taken and the rename somebody else
 * may put something there. A file or link of theirs is then replaced, as the
 * next pass would have done; a folder of theirs makes the rename fail.
 * @throws {DiskError | ChangedMeanwhile | Stopped} and then drops what was made
 */
export function place(
  temporary: string,
  making: Making,
  work: FolderWork,
): void {
  try {
    const { step: { name: to }, kind, replaces } = making;
    if (replaces !== undefined && makeRoom(making, replaces, work)) {
      work.to.rename(temporary, to);
    } else if (!work.to.renameNew(temporary, { to, kind })) throw appeared();
  } catch (error) {
    if (making.kind === "directory") dropTree(work.to, temporary);
    else dropTemporary(work.to, temporary);
    throw error;
  }
}

/** Clears away what a rename cannot replace. Returns whether something is left that it can. */
function makeRoom(
  { step: { name }, kind }: Making,
  replaces: Entry,
  work: FolderWork,
): boolean {
  const found = work.to.stat(name);
  if (found === undefined) return false;
  if (!isUntouched(replaces, found)) {
    throw new ChangedMeanwhile(
      "it was changed in the replica after it was compared",
    );
  }
  if (found.kind !== "directory" && kind !== "directory") return true;
  work.context.flusher.flushBeforeRemoval(work.to);
  if (found.kind === "directory") removeFolder(name, work);
  else work.to.removeFile(name);
  return false;
}

/** What nobody expected at a name, and what must therefore stay. */
export function appeared(): ChangedMeanwhile {
  return new ChangedMeanwhile(
    "something of that name has appeared in the replica",
  );
}

function removeFolder(name: string, work: FolderWork): void {
  const { context, deeds } = work;
  const path = work.pathOf(name);
  if (!context.settings.removals) return removeEmptyFolder(name, work);
  const gone = removeTree(work.to, name, {
    isProtected: (below) =>
      context.filter?.(`${path}/${below}` as RelativePath) ?? false,
    removed: (below) => {
      if (below === "") return;
      deeds.addOutcome({
        status: "done",
        action: "removed",
        path: `${path}/${below}` as RelativePath,
      });
    },
    checkpoint: () => checkStop(context.signals.stop),
  });
  if (!gone) throw blocked("it holds something that must stay");
}

function removeEmptyFolder(name: string, work: FolderWork): void {
  using folder = work.to.openFolder(name as RelativePath);
  if (folder.list().names.length > 0) {
    throw blocked("--no-delete keeps what is in it");
  }
  work.to.removeFolder(name);
}

function blocked(reason: string): DiskError {
  return new DiskError(reason, {
    doing: "replace the folder that is in its place",
    code: "ENOTEMPTY",
    side: "replica",
  });
}
