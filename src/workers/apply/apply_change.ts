import { DiskError } from "../../disk/disk.ts";
import { mendMetadata } from "../../disk/metadata.ts";
import { sameTime } from "../../model/entry/difference.ts";
import { type Entry, isUntouched } from "../../model/entry/entry.ts";
import type {
  CreateStep,
  MetadataStep,
  RetypeStep,
  UpdateStep,
} from "../../model/plan/step.ts";
import { changedInReplica, ChangedMeanwhile, withSeen } from "../problems.ts";
import { makeEntry } from "./apply_make.ts";
import { withSetId } from "./copied.ts";
import type { FolderWork } from "./work.ts";

/** Makes what only the source has. */
export function createEntry(step: CreateStep, work: FolderWork): void {
  const action = step.entry === "file" ? "copied" : "created";
  makeEntry({ step, kind: step.entry, replaces: undefined, action }, work);
}

/** Writes a file, link or device again that differs. */
export function updateEntry(step: UpdateStep, work: FolderWork): void {
  const { expected: replaces, reason } = step;
  const { kind } = replaces;
  makeEntry({ step, kind, replaces, action: "updated", reason }, work);
}

/** Makes an entry in place of one of another kind. */
export function retypeEntry(step: RetypeStep, work: FolderWork): void {
  const { entry: kind, expected: replaces } = step;
  const action = kind === "directory" ? "created" : "updated";
  makeEntry({
    step,
    kind,
    replaces,
    action,
    reason: `was a ${nameOfKind(replaces)}`,
  }, work);
}

/** Sets owner, mode, time and attributes of an entry whose contents are equal. */
export function mendEntry(step: MetadataStep, work: FolderWork): void {
  const { name, parts } = step;
  const source = work.from.stat(name);
  if (source === undefined || !isUntouched(step.source, source)) {
    throw new ChangedMeanwhile(
      "it was changed in the source after it was compared",
    );
  }
  const replica = work.to.stat(name);
  if (
    replica === undefined || !isUntouched(step.expected, replica) ||
    linksOf(replica) !== linksOf(step.expected)
  ) {
    throw changedInReplica();
  }
  const attributes = work.from.attributesOf?.(name);
  const mending = { name, source, replica, parts, attributes };
  const { lost, droppedSetId } = withSeen(() =>
    mendMetadata(work.to, mending, work.context.copyOptions)
  );
  if (work.to.writable && parts.includes("time")) {
    checkTime(source, work.to.stat(name), work);
  }
  if (lost !== undefined) throw lost;
  work.deeds.addOutcome({
    status: "done",
    action: "metadata",
    path: work.pathOf(name),
    reason: withSetId(parts.join(", "), { droppedSetId }),
  });
}

/** @throws {DiskError} if the replica's file system took the time but keeps another */
function checkTime(
  wanted: Entry,
  kept: Entry | undefined,
  work: FolderWork,
): void {
  const { replica } = work.context.rules;
  if (kept === undefined || sameTime(wanted, kept, replica)) return;
  throw new DiskError("the file system keeps another", {
    doing: "set the time",
    code: "",
    side: "replica",
  });
}

/** How many names a file has: what is set by one of them is set for all. */
function linksOf(entry: Entry): number {
  return entry.kind === "file" ? entry.links : 1;
}

function nameOfKind(entry: Entry): string {
  switch (entry.kind) {
    case "file":
      return "file";
    case "directory":
      return "folder";
    case "symlink":
      return "link";
    case "other":
      return entry.what;
  }
}
