import { copyFile } from "../../disk/copy.ts";
import { copyNode } from "../../disk/copy_node.ts";
import { DiskError, type Listing } from "../../disk/disk.ts";
import { losesSetId } from "../../disk/metadata.ts";
import { checkStop } from "../../disk/stop.ts";
import { temporaryName } from "../../disk/temporary.ts";
import { timeOf } from "../../model/entry/drift.ts";
import type {
  DirectoryEntry,
  EntryKind,
  FileEntry,
} from "../../model/entry/entry.ts";
import type { RelativePath } from "../../model/paths/path.ts";
import type { PassContext } from "../context.ts";
import { ChangedMeanwhile } from "../problems.ts";
import { fillFolder } from "./apply_fill.ts";
import { appeared, place } from "./apply_place.ts";
import { copiedOutcome, LARGE_BYTES, withSetId } from "./copied.ts";
import type { Making } from "./making.ts";
import type { FolderWork } from "./work.ts";

/**
 * Makes an entry under a temporary name, whole and with all its metadata, and
 * then gives it its name, if what is there is still what the survey saw.
 * @throws {DiskError | ChangedMeanwhile | StillChanging | Stopped} and leaves nothing behind
 */
export function makeEntry(making: Making, work: FolderWork): void {
  switch (making.kind) {
    case "file":
      return makeFile(making, work);
    case "symlink":
    case "other":
      return makeNode(making, work);
    case "directory":
      return makeFolder(making, work);
  }
}

function makeFile(making: Making, work: FolderWork): void {
  const { step } = making;
  const temporary = temporaryName();
  const copied = copyFile({
    from: work.from,
    name: step.name,
    to: work.to,
    as: temporary,
    maxBytes: step.bytes === undefined ? LARGE_BYTES : Infinity,
    leaveLinked: making.replaces === undefined && step.bytes === undefined &&
      work.context.settings.hardLinks,
  }, work.context.copyOptions);
  if (copied.kind === "linked") {
    const { folder } = work;
    work.deeds.addLinked({
      source: copied.source,
      folder,
      name: step.name,
      expected: undefined,
    });
    return;
  }
  if (copied.kind === "too large") {
    work.deeds.addMore({
      folder: work.folder,
      steps: [{ ...step, bytes: copied.bytes }],
    });
    return;
  }
  const kept = place(temporary, making, work);
  tellIfLinked(copied.source, making, work);
  const path = work.pathOf(step.name);
  const { sizes: isTimed } = work.context.settings;
  const deed = { ...making, kept, isTimed };
  work.deeds.addOutcome(copiedOutcome(path, copied, deed));
}

/** A file in the place of something else is made at once; its other names are linked to it later. */
function tellIfLinked(
  source: FileEntry,
  { step: { name }, replaces }: Making,
  work: FolderWork,
): void {
  const isNew = replaces !== undefined && replaces.kind !== "file";
  if (!isNew || source.links < 2 || !work.context.settings.hardLinks) return;
  const made = work.to.writable ? work.to.stat(name) : source;
  if (made?.kind !== "file") return;
  const { folder } = work;
  work.deeds.addLinked({ source, folder, name, expected: made, isOwn: true });
}

/** Makes what has no contents: a link or a special file. */
function makeNode(making: Making, work: FolderWork): void {
  const { step: { name }, action, reason } = making;
  const temporary = temporaryName();
  const source = work.from.stat(name);
  const isNode = source?.kind === "symlink" || source?.kind === "other";
  if (!isNode || source.kind !== making.kind) {
    throw new ChangedMeanwhile("it became something else in the source");
  }
  const attributes = work.from.attributesOf?.(name);
  const lost = copyNode(
    { source, attributes, to: work.to, as: temporary },
    work.context.copyOptions,
  );
  const kept = place(temporary, making, work);
  if (lost !== undefined) throw lost;
  const isTimed = work.context.settings.sizes === true;
  work.deeds.addOutcome({
    status: "done",
    action,
    path: work.pathOf(name),
    modified: isTimed ? timeOf(source) : undefined,
    reason,
    kept,
  });
}

/**
 * Makes a folder and fills it under its temporary name, so that one rename
 * serves for all the files in it. Its own folders, and what is too much for one
 * job, become work for later. Where there is nothing to fill it with, it gets
 * its name at once.
 */
function makeFolder(making: Making, work: FolderWork): void {
  const { step: { name }, replaces, action, reason } = making;
  const { context, deeds } = work;
  const path = work.pathOf(name);
  using from = context.openSource(path);
  const listing = from.list();
  context.exclusion?.readIfThere(path, from, listing);
  const isBare = replaces === undefined &&
    !listing.kinds.some((kind) => isMadeInside(kind, context));
  const as = isBare ? name : temporaryName();
  createFolder(as, modeToBegin(from.own(), listing), work);
  using to = work.to.openFolder(as as RelativePath);
  const droppedSetId = losesSetId(from.own(), to.own(), context.copyOptions);
  const { outcomes, rest, linked } = fillFolder(
    { path, from, listing, to },
    context,
  );
  const kept = isBare ? undefined : place(as, making, work);
  deeds.addOutcome({
    status: "done",
    action,
    path,
    reason: withSetId(reason, { droppedSetId }),
    kept,
  });
  for (const outcome of outcomes) deeds.addOutcome(outcome);
  for (const link of linked) deeds.addLinked(link);
  deeds.addMore({ folder: path, steps: rest });
  if (rest.length + linked.length > 0) deeds.addStamp(path);
  checkStop(context.signals.stop);
}

function isMadeInside(kind: EntryKind, { specials }: PassContext): boolean {
  return kind === "file" || kind === "symlink" ||
    (kind === "other" && specials);
}

/** An empty folder may have its mode from the start; another is its owner's only until it is full. */
function modeToBegin({ mode }: DirectoryEntry, { names }: Listing): number {
  return names.length === 0 ? mode & 0o777 : 0o700;
}

function createFolder(name: string, mode: number, { to }: FolderWork): void {
  try {
    to.createFolder(name, mode);
  } catch (error) {
    throw error instanceof DiskError && error.code === "EEXIST"
      ? appeared()
      : error;
  }
}
