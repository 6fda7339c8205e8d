import { inspect } from "../../mirror/inspect.ts";
import { quote } from "../../model/paths/quote.ts";
import type { NamedRoots } from "../../model/roots/roots.ts";
import type { Refusal } from "../../model/safety/refusal.ts";
import type { Log } from "../../output/log.ts";
import type { Pool } from "../../workers/threads/pool.ts";
import type { Asker } from "./ask.ts";
import type { SyncRequest } from "./sync_request.ts";

/** What questions are asked about, and of whom. */
export interface Questioning {
  readonly request: SyncRequest;
  readonly named: NamedRoots;
  readonly pool: Pool;
  readonly log: Log;
  readonly asker: Asker;
}

/**
 * Makes the source if it is missing and that is wished. Returns false if the
 * user said no, so that waiting for it to appear makes no sense.
 */
export async function readySource(
  { request, named, pool, log, asker }: Questioning,
): Promise<boolean> {
  if (request.options.dryRun) return true;
  const { roots } = await inspect(named, pool);
  if (roots.kind !== "no source") return true;
  if (!request.createSource) {
    if (!asker.isThere) return true;
    await log.settle();
    const isWished = await asker.yes(
      `The source ${quote(roots.path)} does not exist. Make it?`,
    );
    if (!isWished) return false;
  }
  // If this fails, the pass says so: then there still is no source.
  await pool.run({ kind: "make folder", path: roots.path });
  return true;
}

/**
 * Decides, or asks, whether what looks like an accident is done all the same.
 * `--yes` speaks of what is done; where it is done is another question.
 */
export async function askToGoOn(
  { about = "plan", reason }: Refusal,
  { request, log, asker }: Questioning,
): Promise<boolean> {
  if (request.yes && about === "plan") {
    log.write({
      level: "warn",
      action: "said",
      message: `${reason}; allowed by --yes`,
    });
    return true;
  }
  if (!asker.isThere) return false;
  await log.settle();
  return await asker.yes(
    `This looks like an accident: ${reason}.\nCarry it out all the same?`,
  );
}
