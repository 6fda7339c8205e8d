import { describeError } from "../../model/outcome/reasons.ts";
import type { TrashNote } from "../../model/trash/trash.ts";

/** Returns what remembers where the trash of a replica is, and warns where that cannot be. */
export function trashNoter(
  folder: string | undefined,
  warn: (text: string) => void,
): ((note: TrashNote) => Promise<void>) | undefined {
  if (folder === undefined) return undefined;
  return async (note) => {
    const { rememberTrash } = await import("../../state/trashes.ts");
    try {
      await rememberTrash(folder, note);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      warn(
        `where the trash is cannot be remembered: ${describeError(error)}; ` +
          '"lockstep versions" and "lockstep restore" need --trash then',
      );
    }
  };
}
