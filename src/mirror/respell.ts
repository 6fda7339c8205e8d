import { outcomesOf } from "../model/outcome/removed_names.ts";
import type { Respelling } from "../model/paths/folded_names.ts";
import { depthOf } from "../model/paths/path.ts";
import type { FolderSteps } from "../model/plan/step.ts";
import type { JudgedFolder } from "../workers/names/names_messages.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { expectReply } from "./drain.ts";
import type { SurveyOptions } from "./survey.ts";

/** Who spells names right, and who is told. */
export interface RespellMeans
  extends Pick<SurveyOptions, "listen" | "isStopped"> {
  readonly pool: Pool;
}

/** Spells names right, folders before what is in them. */
export async function respellAll(
  judged: readonly JudgedFolder[],
  { pool, listen, isStopped }: RespellMeans,
): Promise<void> {
  const work = judged.map(({ folder, respelled }): FolderSteps => ({
    folder,
    steps: respelled.filter(isToDo)
      .map(({ name, was }) => ({ kind: "respell", name, was })),
  })).filter(({ steps }) => steps.length > 0)
    .toSorted((a, b) => depthOf(a.folder) - depthOf(b.folder));
  for (const folder of work) {
    if (isStopped()) return;
    const reply = await pool.run({ kind: "apply", work: [folder] });
    listen(outcomesOf(expectReply(reply, "applied").outcomes));
  }
}

/** A file system with a spelling of its own would not take another. */
export function isToDo({ stays }: Respelling): boolean {
  return !stays;
}
