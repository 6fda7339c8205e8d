import type { Folder, Listing } from "../../disk/disk.ts";
import { makeWritable, removeEmpty } from "../../disk/remove.ts";
import { checkStop } from "../../disk/stop.ts";
import { timeOf } from "../../model/entry/drift.ts";
import type { Entry } from "../../model/entry/entry.ts";
import type { DoneOutcome } from "../../model/outcome/outcome.ts";
import { childPath, type RelativePath } from "../../model/paths/path.ts";
import { stays } from "../apply/stays.ts";
import { FolderWork } from "../apply/work.ts";
import type { PassContext } from "../context.ts";

/**
 * A folder goes as a whole only if the paths of all that is in it come to so
 * many characters at the most: they are told in one message, with the places
 * where they are kept, and a string of V8 has room for 512 Mi.
 */
const MOST_CHARACTERS = 64 * 1024 * 1024;

/**
 * Moves a folder with all that is in it to the trash by one rename. Returns the
 * outcomes of all that was in it, or `undefined` if it cannot go as a whole:
 * something in it must stay, the trash is elsewhere, or it is too much at once.
 * @throws {DiskError | Stopped} and then it is where it was
 */
export function takeWhole(
  name: string,
  work: FolderWork,
): readonly DoneOutcome[] | undefined {
  const { trash } = work.context;
  if (trash === undefined || !trash.isNear) return undefined;
  const outcomes = listWhole(name, work, MOST_CHARACTERS);
  if (outcomes === undefined || !trash.takeFolder(work, name)) return undefined;
  return outcomes;
}

/**
 * The same, but to a trash elsewhere it is moved entry by entry. Returns false,
 * and does nothing, if something in it must stay; tells of all that goes.
 * @throws {DiskError | StillChanging | Stopped} at the first entry that cannot be moved
 */
export function takeTree(name: string, work: FolderWork): boolean {
  const { to, deeds } = work;
  const whole = takeWhole(name, work);
  const all = whole ?? listWhole(name, work, Infinity);
  if (all === undefined) return false;
  if (whole === undefined && to.writable) takeEach(name, work);
  else for (const outcome of all) deeds.addOutcome(outcome);
  return true;
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
): Pick<DoneOutcome, "freed" | "modified"> | undefined {
  if (settings.sizes !== true) return undefined;
  const entry = folder.stat(name);
  if (entry === undefined || entry.kind === "directory") return undefined;
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

/**
 * Returns the outcomes of all that is in a folder, as if it were gone, or
 * `undefined` if some of it must stay, or its paths are too much.
 *
 * Not by calling itself: who makes folders inside each other by the ten
 * thousand must not end the program.
 */
function listWhole(
  name: string,
  { to, context, folder }: FolderWork,
  mostCharacters: number,
): readonly DoneOutcome[] | undefined {
  const path = childPath(folder, name);
  if (holdsOwn(path, context)) return undefined;
  const outcomes: DoneOutcome[] = [];
  let characters = 0;
  const stack = [enter(to, { name, path })];
  try {
    for (;;) {
      checkStop(context.signals.stop);
      const last = stack.at(-1);
      if (last === undefined) return outcomes;
      const { folder, path, listing } = last;
      if (listing === undefined) return undefined;
      const index = last.next++;
      const child = listing.names[index];
      if (child === undefined) {
        stack.pop()?.folder[Symbol.dispose]();
        if (stack.length > 0) outcomes.push(removed(path, context));
        continue;
      }
      const below = childPath(path, child);
      characters += below.length;
      if (characters > mostCharacters) return undefined;
      const kind = listing.kinds[index] ?? "other";
      const look = (): Entry | undefined => folder.stat(child);
      if (stays(below, { kind, look }, context)) return undefined;
      if (kind === "directory") {
        stack.push(enter(folder, { name: child, path: below }));
        continue;
      }
      const facts = factsToTell(folder, child, context);
      outcomes.push({ ...removed(below, context), ...facts });
    }
  } finally {
    for (const { folder } of stack) folder[Symbol.dispose]();
  }
}

/** A folder that is being listed. */
interface Entered {
  readonly path: RelativePath;
  readonly folder: Folder;
  /** `undefined` where not all of it can go: names that cannot be used, or another file system. */
  readonly listing: Listing | undefined;
  /** The place in the listing that comes next. */
  next: number;
}

function enter(
  parent: Folder,
  { name, path }: { readonly name: string; readonly path: RelativePath },
): Entered {
  const folder = parent.openFolder(name as RelativePath);
  try {
    const isNear = folder.own().dev === parent.own().dev;
    const listing = isNear ? folder.list() : undefined;
    const isWhole = listing?.unusable.length === 0;
    return { path, folder, listing: isWhole ? listing : undefined, next: 0 };
  } catch (error) {
    folder[Symbol.dispose]();
    throw error;
  }
}

/** A folder that is being moved to the trash, entry by entry. */
interface Taking {
  readonly name: string;
  /** Its parent, from which it is removed once it is empty. */
  readonly work: FolderWork;
  readonly inside: FolderWork;
  /** Folders in it that are still to be moved. */
  readonly folders: string[];
}

/** Not by calling itself, as in `listWhole`. */
function takeEach(name: string, work: FolderWork): void {
  const stack = [takeFiles(name, work)];
  try {
    for (;;) {
      const last = stack.at(-1);
      if (last === undefined) return;
      const next = last.folders.pop();
      if (next !== undefined) {
        stack.push(takeFiles(next, last.inside));
        continue;
      }
      stack.pop();
      close(last);
      removeEmpty(last.work.to, last.name);
      if (stack.length === 0) return;
      const { context, deeds } = last.work;
      deeds.addOutcome(removed(last.work.pathOf(last.name), context));
    }
  } finally {
    for (const taking of stack) close(taking);
  }
}

/** Opens a folder and moves to the trash what is in it but for folders. */
function takeFiles(name: string, work: FolderWork): Taking {
  const { context, deeds } = work;
  const to = work.to.openFolder(name as RelativePath);
  const inside = new FolderWork({ folder: work.pathOf(name), to }, {
    context,
    deeds,
  });
  const taking: Taking = { name, work, inside, folders: [] };
  try {
    inside.makeKept();
    makeWritable(to);
    const { names, kinds } = to.list();
    names.forEach((child, index) => {
      checkStop(context.signals.stop);
      const kind = kinds[index] ?? "other";
      if (kind === "directory") {
        taking.folders.push(child);
        return;
      }
      const facts = factsToTell(to, child, context);
      context.trash?.takeAway(inside, child, kind);
      deeds.addOutcome({ ...removed(inside.pathOf(child), context), ...facts });
    });
    return taking;
  } catch (error) {
    close(taking);
    throw error;
  }
}

function close({ inside }: Taking): void {
  inside[Symbol.dispose]();
  inside.to[Symbol.dispose]();
}
