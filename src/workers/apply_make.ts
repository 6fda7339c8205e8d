import { copyFile, copyLink } from "../disk/copy.ts";
import { checkStop } from "../disk/stop.ts";
import { temporaryName } from "../disk/temporary.ts";
import type { Entry } from "../model/entry.ts";
import type { RelativePath } from "../model/path.ts";
import type {
  CopiedKind,
  CreateStep,
  RetypeStep,
  UpdateStep,
} from "../model/step.ts";
import { fillTemporary } from "./apply_fill.ts";
import { place } from "./apply_place.ts";
import { copiedOutcome, LARGE_BYTES } from "./copied.ts";
import { ChangedMeanwhile } from "./problems.ts";
import type { FolderWork } from "./work.ts";

/** One entry of the source that is to be made in the replica. */
export interface Making {
  readonly step: CreateStep | UpdateStep | RetypeStep;
  readonly kind: CopiedKind;
  /** What is expected at the name and gives way to it. */
  readonly replaces: Entry | undefined;
  readonly action: "created" | "copied" | "updated";
  readonly reason?: string;
}

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
      return makeLink(making, work);
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
  }, work.context.copyOptions);
  if (copied.kind === "too large") {
    work.deeds.addMore({
      folder: work.folder,
      steps: [{ ...step, bytes: copied.bytes }],
    });
    return;
  }
  place(temporary, making, work);
  work.deeds.addOutcome(copiedOutcome(work.pathOf(step.name), copied, making));
}

function makeLink(making: Making, work: FolderWork): void {
  const { step: { name }, action, reason } = making;
  const temporary = temporaryName();
  const source = work.from.stat(name);
  if (source?.kind !== "symlink") {
    throw new ChangedMeanwhile("it is no longer a link in the source");
  }
  copyLink({ source, to: work.to, as: temporary }, work.context.copyOptions);
  place(temporary, making, work);
  work.deeds.addOutcome({
    status: "done",
    action,
    path: work.pathOf(name),
    reason,
  });
}

/**
 * Makes a folder and fills it under its temporary name, so that one rename
 * serves for all the files in it. Its own folders, and what is too much for one
 * job, become work for later.
 */
function makeFolder(making: Making, work: FolderWork): void {
  const { step: { name }, action, reason } = making;
  const { context, deeds } = work;
  const path = work.pathOf(name);
  const temporary = temporaryName();
  using from = context.openSource(path);
  work.to.createFolder(temporary);
  using to = work.to.openFolder(temporary as RelativePath);
  const { outcomes, rest } = fillTemporary({ path, from, to }, context);
  place(temporary, making, work);
  deeds.addOutcome({ status: "done", action, path, reason });
  for (const outcome of outcomes) deeds.addOutcome(outcome);
  if (rest.length > 0) {
    deeds.addMore({ folder: path, steps: rest });
    deeds.addStamp(path);
  }
  checkStop(context.signals.stop);
}
