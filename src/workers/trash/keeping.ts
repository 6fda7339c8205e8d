import { DiskError } from "../../disk/disk.ts";
import { openPast } from "../../disk/past_root.ts";
import { type RelativePath, ROOT } from "../../model/paths/path.ts";
import type { KeptFolder } from "../../model/plan/step.ts";
import type { TrashSettings } from "../../model/settings.ts";
import { attemptEach, Deeds } from "../apply/work.ts";
import type { PassContext } from "../context.ts";
import type { ApplyReply, ThinTrashJob, ThinTrashReply } from "../job.ts";
import { openPastOf } from "./past_job.ts";
import { Trash, type TrashMeans } from "./trash.ts";
import { openTrash } from "./trash_job.ts";
import { listVersions } from "./versions_job.ts";

/** What passes with a trash do beyond others; loaded for them only. */
export const keeping = {
  makeTrash: (settings: TrashSettings, means: TrashMeans): Trash =>
    new Trash(settings, means),
  openTrash,
  openPast,
  openPastOf,
  listVersions,
  stampTrash,
  noteCreated,
  thinTrash,
} as const;

export type Keeping = typeof keeping;

/** Gives folders of the trash what those had that they stand for. */
function stampTrash(
  folders: readonly KeptFolder[],
  context: PassContext,
): ApplyReply {
  return attemptEach(
    folders,
    context,
    (kept) => context.trash?.stamp(kept),
  );
}

/** Notes in the trash what the replica does not have yet. */
function noteCreated(
  paths: readonly RelativePath[],
  context: PassContext,
): ApplyReply {
  const deeds = new Deeds();
  deeds.attempt(ROOT, () => context.trash?.noteCreated(paths));
  return deeds.toReply();
}

/** Removes old versions that nothing keeps any more. */
function thinTrash(
  { rule, now }: ThinTrashJob,
  { trash, signals }: PassContext,
): ThinTrashReply {
  try {
    return trash?.thin({ rule, now, stop: signals.stop }) ?? NOTHING;
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    return { ...NOTHING, failure: `cannot ${error.doing}: ${error.message}` };
  }
}

const NOTHING: ThinTrashReply = {
  kind: "thinned",
  passes: [],
  failure: undefined,
};
