import type { Ending } from "../model/outcome/report.ts";
import { ROOT } from "../model/paths/path.ts";
import { isOwnOutput } from "../model/roots/own_output.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { type DigestTree, digestTree } from "./digest_tree.ts";
import { endingByLoss } from "./ended.ts";
import { type NamedTree, openTree } from "./one_tree.ts";

/** With what a tree is opened and read. */
export interface DigestMeans {
  readonly pool: Pool;
  readonly warn: (text: string) => void;
  readonly isStopped: () => boolean;
}

/**
 * Opens a tree and reads its files, as `digestTree` does, but for the file that
 * is named besides; says how that ended.
 * @throws {Error} what `take` throws, or on a bug
 */
export async function digestNamed(
  named: NamedTree,
  means: DigestMeans,
  reader: Pick<DigestTree, "tell" | "wants" | "take">,
): Promise<Ending> {
  const opened = await openTree(named, means);
  if (opened.kind === "ended") return opened.ending;
  const { root, own } = opened;
  const { pool, isStopped } = means;
  const isLeftAlone: DigestTree["isLeftAlone"] = (path) =>
    isOwnOutput(path, own);
  try {
    await digestTree({
      ...reader,
      pool,
      root,
      folder: ROOT,
      isLeftAlone,
      isStopped,
    });
    return { kind: isStopped() ? "stopped" : "done" };
  } catch (error) {
    return endingByLoss(error);
  }
}
