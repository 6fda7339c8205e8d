import { dropTemporary } from "../../disk/copy.ts";
import { DiskError } from "../../disk/disk.ts";
import { dropTree, removeEmpty, removeTree } from "../../disk/remove.ts";
import { checkStop } from "../../disk/stop.ts";
import { type Entry, isUntouched } from "../../model/entry/entry.ts";
import type { RelativePath } from "../../model/paths/path.ts";
import {
  changedInReplica,
  ChangedMeanwhile,
  isGoneFrom,
  withSeen,
} from "../problems.ts";
import { takeTree } from "../trash/take_tree.ts";
import type { Making } from "./making.ts";
import { stays } from "./stays.ts";
import type { FolderWork } from "./work.ts";

/**
 * Gives a finished entry its name, in place of what the survey saw there.
 * Returns where in the trash that is now, if it is kept.
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
): string | undefined {
  try {
    const { step: { name: to }, kind, replaces } = making;
    const room = replaces === undefined
      ? FREE
      : makeRoom(making, replaces, work);
    if (room.isTaken) work.to.rename(temporary, to);
    else if (!work.to.renameNew(temporary, { to, kind })) throw appeared();
    return room.kept;
  } catch (error) {
    const isTakenAway = isGoneFrom(work.to, temporary, error);
    if (making.kind === "directory") dropTree(work.to, temporary);
    else dropTemporary(work.to, temporary);
    throw isTakenAway ? changedInReplica() : error;
  }
}

/** What is left at a name that is needed. */
interface Room {
  /** Something is there that a rename can replace. */
  readonly isTaken: boolean;
  /** Where in the trash is what was there. */
  readonly kept?: string;
}

const FREE: Room = { isTaken: false };
const TAKEN: Room = { isTaken: true };

/** Clears away what a rename cannot replace, and keeps what is to be kept. */
function makeRoom(making: Making, replaces: Entry, work: FolderWork): Room {
  const { step: { name }, kind, replacesOwn } = making;
  const found = work.to.stat(name);
  if (found === undefined) return FREE;
  if (!isUntouched(replaces, found)) {
    throw changedInReplica();
  }
  const { trash } = work.context;
  if (trash !== undefined && replacesOwn !== true) {
    const kept = trash.placeOf(work.pathOf(name));
    return { isTaken: keep(making, found, work), kept };
  }
  if (found.kind !== "directory" && kind !== "directory") return TAKEN;
  work.context.flusher.flushBeforeRemoval(work.to);
  withSeen(() => {
    if (found.kind === "directory") removeFolder(name, work);
    else work.to.removeFile(name);
  });
  return FREE;
}

/** Keeps what is at the name in the trash; returns whether it still has its name. */
function keep(
  { step: { name }, kind }: Making,
  found: Entry,
  work: FolderWork,
): boolean {
  const { trash, settings } = work.context;
  if (found.kind !== "directory") {
    if (kind !== "directory") {
      return trash?.keepOld(work, name, found.kind) ?? true;
    }
    trash?.takeAway(work, name, found.kind);
    return false;
  }
  if (!settings.removals) checkEmpty(name, work);
  if (!withSeen(() => takeTree(name, work))) throw blocked(MUST_STAY);
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
  if (!context.settings.removals) {
    checkEmpty(name, work);
    return removeEmpty(work.to, name);
  }
  const gone = removeTree(work.to, name, {
    isProtected: (below, found) =>
      stays(`${path}/${below}` as RelativePath, found, context),
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
  if (!gone) throw blocked(MUST_STAY);
}

function checkEmpty(name: string, work: FolderWork): void {
  using folder = work.to.openFolder(name as RelativePath);
  if (folder.list().names.length > 0) {
    throw blocked("--no-delete keeps what is in it");
  }
}

const MUST_STAY = "it holds something that must stay";

function blocked(reason: string): DiskError {
  return new DiskError(reason, {
    doing: "replace the folder that is in its place",
    code: "ENOTEMPTY",
    side: "replica",
  });
}
