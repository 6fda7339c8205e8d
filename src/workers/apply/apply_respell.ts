import { DiskError } from "../../disk/disk.ts";
import { nameInPassing } from "../../disk/temporary.ts";
import type { EntryKind } from "../../model/entry/entry.ts";
import { quote } from "../../model/paths/quote.ts";
import type { RespellStep } from "../../model/plan/step.ts";
import { ChangedMeanwhile } from "../problems.ts";
import { appeared } from "./apply_place.ts";
import type { FolderWork } from "./work.ts";

/**
 * Gives an entry of the replica the source's spelling of its name. By way of a
 * third name: to a file system that takes both for one there is nothing to
 * rename. What a killed pass leaves under that name is to the next one something
 * that only the replica has, and is kept or removed by the rules for such.
 * @throws {DiskError | ChangedMeanwhile} and then it has its old name, if that can be
 */
export function respellEntry(
  { name, was }: RespellStep,
  work: FolderWork,
): void {
  const found = work.to.stat(was);
  if (found === undefined) return;
  const { kind } = found;
  const between = nameInPassing();
  if (!work.to.renameNew(was, { to: between, kind })) throw appeared();
  try {
    giveName({ name, between, kind }, work);
  } catch (error) {
    const isUndone = error instanceof DiskError ||
      error instanceof ChangedMeanwhile;
    if (isUndone) putBack({ was, between, kind }, work);
    throw error;
  }
  work.deeds.addOutcome({
    status: "done",
    action: "updated",
    path: work.pathOf(name),
    was,
    reason: `was named ${quote(was)}`,
  });
}

/** File systems in user space may find the old entry by the new name for a while: the listing is right. */
function giveName(
  { name, between, kind }: {
    readonly name: string;
    readonly between: string;
    readonly kind: EntryKind;
  },
  { to }: FolderWork,
): void {
  if (to.renameNew(between, { to: name, kind })) return;
  if (to.list().names.includes(name)) throw appeared();
  to.rename(between, name);
}

function putBack(
  { was, between, kind }: {
    readonly was: string;
    readonly between: string;
    readonly kind: EntryKind;
  },
  { to }: FolderWork,
): void {
  try {
    to.renameNew(between, { to: was, kind });
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
  }
}
