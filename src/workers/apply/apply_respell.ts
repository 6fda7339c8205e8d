import { temporaryName } from "../../disk/temporary.ts";
import { quote } from "../../model/paths/quote.ts";
import type { RespellStep } from "../../model/plan/step.ts";
import { appeared } from "./apply_place.ts";
import type { FolderWork } from "./work.ts";

/**
 * Gives an entry of the replica the source's spelling of its name. By way of a
 * temporary name: to a file system that takes both for one there is nothing to
 * rename. What a killed pass leaves under that name is copied again.
 */
export function respellEntry(
  { name, was }: RespellStep,
  work: FolderWork,
): void {
  const found = work.to.stat(was);
  if (found === undefined) return;
  const { kind } = found;
  const temporary = temporaryName();
  work.to.rename(was, temporary);
  if (!work.to.renameNew(temporary, { to: name, kind })) {
    // File systems in user space may find the old entry by the new name for a while: the listing is right.
    if (work.to.list().names.includes(name)) {
      work.to.renameNew(temporary, { to: was, kind });
      throw appeared();
    }
    work.to.rename(temporary, name);
  }
  work.deeds.addOutcome({
    status: "done",
    action: "updated",
    path: work.pathOf(name),
    was,
    reason: `was named ${quote(was)}`,
  });
}
