import type { Folder } from "../disk/disk.ts";
import { makeWritable } from "../disk/remove.ts";
import { checkStop } from "../disk/stop.ts";
import { timeOf } from "../model/drift.ts";
import type { Entry } from "../model/entry.ts";
import type { DoneOutcome } from "../model/outcome.ts";
import { childPath, type RelativePath } from "../model/path.ts";
import type { PassContext } from "./context.ts";
import { stays } from "./stays.ts";
import { FolderWork } from "./work.ts";

/**
 * Moves a folder with all that is in it to the trash by one rename. Returns the
 * outcomes of all that was in it, or `undefined` if it cannot go as a whole:
 * something in it must stay, or the trash is elsewhere.
 * @throws {DiskError | Stopped} and then it is where it was
 */
export function takeWhole(
  name: string,
  work: FolderWork,
): readonly DoneOutcome[] | undefined {
  const { trash } = work.context;
  if (trash === undefined || !trash.isNear) return undefined;
  const outcomes = listWhole(name, work);
  if (outcomes === undefined || !trash.takeFolder(work, name)) return undefined;
  return outcomes;
}

/**
 * The same, but to a trash elsewhere it is moved entry by entry.
 * @throws {DiskError | StillChanging | Stopped} at the first entry that cannot be moved
 */
export function takeTree(
  name: string,
  work: FolderWork,
): readonly DoneOutcome[] | undefined {
  const whole = takeWhole(name, work);
  if (whole !== undefined) return whole;
  const outcomes = listWhole(name, work);
  if (outcomes === undefined) return undefined;
  if (work.to.writable) takeEach(name, work);
  return outcomes;
}

/** Returns the outcome of a path that was removed, or moved to the trash. */
export function removed(
  path: RelativePath,
  { trash }: PassContext,
): DoneOutcome {
  return {
    status: "done",
    action: "removed",
    path,
    kept: trash?.placeOf(path),
  };
}

/**
 * Returns the size and time of what is going to be removed, where that is told.
 * @throws {DiskError}
 */
export function factsToTell(
  folder: Folder,
  name: string,
  { settings }: PassContext,
): Pick<DoneOutcome, "freed" | "modified"> {
  if (settings.sizes !== true) return {};
  const entry = folder.stat(name);
  if (entry === undefined || entry.kind === "directory") return {};
  const freed = entry.kind === "file" ? entry.size : undefined;
  return { freed, modified: timeOf(entry) };
}

/** Tells whether a folder holds the log, the state or the summary file, which may not have been made yet. */
export function holdsOwn(
  path: RelativePath,
  { settings }: PassContext,
): boolean {
  const { log, state, summary } = settings.own;
  return [log.replica, state.replica, summary?.replica].some((own) =>
    own?.startsWith(`${path}/`)
  );
}

/** Returns the outcomes of all that is in a folder, as if it were gone, or `undefined` if some of it must stay. */
function listWhole(
  name: string,
  { to, context, folder }: FolderWork,
): readonly DoneOutcome[] | undefined {
  const path = childPath(folder, name);
  if (holdsOwn(path, context)) return undefined;
  const outcomes: DoneOutcome[] = [];
  return listInto(outcomes, { parent: to, name, path }, context)
    ? outcomes
    : undefined;
}

function listInto(
  outcomes: DoneOutcome[],
  { parent, name, path }: {
    readonly parent: Folder;
    readonly name: string;
    readonly path: RelativePath;
  },
  context: PassContext,
): boolean {
  using folder = parent.openFolder(name as RelativePath);
  if (folder.own().dev !== parent.own().dev) return false;
  const { names, kinds, unusable } = folder.list();
  if (unusable.length > 0) return false;
  return names.every((child, index) => {
    checkStop(context.signals.stop);
    const below = childPath(path, child);
    const kind = kinds[index] ?? "other";
    const look = (): Entry | undefined => folder.stat(child);
    if (stays(below, { kind, look }, context)) return false;
    const place = { parent: folder, name: child, path: below };
    const mayGo = kind !== "directory" ||
      listInto(outcomes, place, context);
    const facts = factsToTell(folder, child, context);
    outcomes.push({ ...removed(below, context), ...facts });
    return mayGo;
  });
}

function takeEach(name: string, work: FolderWork): void {
  const { context, deeds } = work;
  using to = work.to.openFolder(name as RelativePath);
  using inside = new FolderWork({ folder: work.pathOf(name), to }, {
    context,
    deeds,
  });
  inside.makeKept();
  makeWritable(to);
  const { names, kinds } = to.list();
  names.forEach((child, index) => {
    checkStop(context.signals.stop);
    const kind = kinds[index] ?? "other";
    if (kind === "directory") takeEach(child, inside);
    else context.trash?.takeAway(inside, child, kind);
  });
  work.to.removeFolder(name);
}
