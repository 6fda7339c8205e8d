import type { Examination } from "../../mirror/examine.ts";
import { describeRefusal } from "../../model/safety/refusal.ts";
import type { Check } from "../../output/doctor.ts";
import { ownStateFolder } from "../own_state_folder.ts";
import { PairMemories } from "../sync/memory.ts";

/**
 * Says when the last pass between two folders was, as far as it is remembered,
 * or why what is remembered keeps the next one from it. Nothing is changed.
 */
export async function memoryChecks(
  { source, replica, refusal }: Examination,
): Promise<readonly Check[]> {
  const areThere = source.state.kind === "facts" &&
    replica.state.kind === "facts";
  if (!areThere || refusal !== undefined) return [];
  const about = "last pass";
  const wrong: Check[] = [];
  const memories = new PairMemories({
    folder: await ownStateFolder({ mayChange: false }),
    readOnly: true,
    now: () => new Date(),
    warn: (text) => wrong.push({ about, text, isWrong: true }),
  });
  const recalled = await memories.recall({
    source: source.path,
    replica: replica.path,
  });
  if (wrong.length > 0) return wrong;
  switch (recalled.kind) {
    case "nothing":
      return [{ about, text: "none is remembered" }];
    case "known":
      return [{ about, text: `ended at ${recalled.memory.ended}` }];
    case "unreadable": {
      const text = describeRefusal(recalled.refusal);
      return [{ about, text, isWrong: true }];
    }
  }
}
