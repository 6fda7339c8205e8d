import { mendMetadata } from "../../disk/metadata.ts";
import { checkStop, Stopped } from "../../disk/stop.ts";
import { compare } from "../../model/entry/difference.ts";
import type { RelativePath } from "../../model/paths/path.ts";
import type { FolderStamp } from "../../model/plan/step.ts";
import type { PassContext } from "../context.ts";
import type { ApplyReply } from "../job.ts";
import { withSeen } from "../problems.ts";
import { judgeAttributes } from "../survey/survey_attributes.ts";
import { removeEmptied } from "./apply_remove.ts";
import { withSetId } from "./copied.ts";
import { Deeds } from "./work.ts";

/** Removes folders that were emptied before; none of them holds another. */
export function doRemoveFolders(
  folders: readonly RelativePath[],
  context: PassContext,
): ApplyReply {
  const deeds = new Deeds();
  try {
    for (const folder of folders) {
      checkStop(context.signals.stop);
      deeds.attempt(folder, () => removeEmptied(folder, context, deeds));
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  return deeds.toReply();
}

/** Gives folders the owner, mode and time of the source's, after all in them is done. */
export function doStamp(
  stamps: readonly FolderStamp[],
  context: PassContext,
): ApplyReply {
  const deeds = new Deeds();
  for (const stamp of stamps) {
    if (context.signals.stop.isSet()) break;
    deeds.attempt(stamp.folder, () => stampFolder(stamp, context, deeds));
  }
  return deeds.toReply();
}

function stampFolder(
  stamp: FolderStamp,
  context: PassContext,
  deeds: Deeds,
): void {
  const { folder, parts: told } = stamp;
  if (context.leadsOnly(folder)) return;
  using from = context.openSource(folder);
  using to = context.openReplica(folder);
  const [source, replica] = [from.own(), to.own()];
  const verdict = judgeAttributes(
    compare(source, replica, context.rules),
    { name: "", source: from, replica: to },
    context,
  );
  let hasDropped = false;
  if (verdict.kind === "metadata") {
    const attributes = from.attributesOf?.("");
    const { parts } = verdict;
    const mending = { name: "", source, replica, parts, attributes };
    const { lost, droppedSetId } = withSeen(() =>
      mendMetadata(to, mending, context.copyOptions)
    );
    if (lost !== undefined) throw lost;
    hasDropped = droppedSetId;
  }
  if (told.length === 0) return;
  deeds.addOutcome({
    status: "done",
    action: "metadata",
    path: folder,
    reason: withSetId(told.join(", "), hasDropped && told.includes("mode")),
  });
}
