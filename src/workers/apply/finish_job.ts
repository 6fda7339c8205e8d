import { mendMetadata } from "../../disk/metadata.ts";
import { compare } from "../../model/entry/difference.ts";
import type { RelativePath } from "../../model/paths/path.ts";
import type { FolderStamp } from "../../model/plan/step.ts";
import type { PassContext } from "../context.ts";
import type { ApplyReply } from "../job.ts";
import { withSeen } from "../problems.ts";
import { judgeAttributes } from "../survey/survey_attributes.ts";
import { removeEmptied } from "./apply_remove.ts";
import { withSetId } from "./copied.ts";
import { attemptEach, type Deeds } from "./work.ts";

/** Removes folders that were emptied before; none of them holds another. */
export function doRemoveFolders(
  folders: readonly RelativePath[],
  context: PassContext,
): ApplyReply {
  return attemptEach(
    folders.map((folder) => ({ folder })),
    context,
    ({ folder }, deeds) => removeEmptied(folder, context, deeds),
  );
}

/** Gives folders the owner, mode and time of the source's, after all in them is done. */
export function doStamp(
  stamps: readonly FolderStamp[],
  context: PassContext,
): ApplyReply {
  return attemptEach(
    stamps,
    context,
    (stamp, deeds) => stampFolder(stamp, context, deeds),
  );
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
    reason: withSetId(told.join(", "), {
      droppedSetId: hasDropped && told.includes("mode"),
    }),
  });
}
