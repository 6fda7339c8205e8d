import type { RelativePath } from "../model/paths/path.ts";
import type { FilterSettings } from "../model/rules/filter_settings.ts";
import type { Pool } from "../workers/threads/pool.ts";
import type { ExplainReply } from "../workers/tree/tree_job.ts";
import { expectReply } from "./drain.ts";
import { type Ended, ended, endingByLoss } from "./ended.ts";
import { openTree } from "./one_tree.ts";

/** Of which path it is to be said what filters make of it. */
export interface ExplainRequest {
  /** Absolute. */
  readonly source: string;
  readonly path: RelativePath;
  /** It was written as a folder, which counts where the source has nothing there. */
  readonly isFolder: boolean;
  readonly filters: FilterSettings;
  readonly user: number | undefined;
}

/** What filters make of a path, or why nobody knows. */
export type Explained = ExplainReply | Ended;

/** Says what filters make of a path of the source. Nothing is changed. */
export async function explain(
  { source, path, isFolder, filters, user }: ExplainRequest,
  means: { readonly pool: Pool; readonly warn: (text: string) => void },
): Promise<Explained> {
  const named = { folder: source, own: undefined, user };
  try {
    const opened = await openTree(named, means);
    if (opened.kind === "ended") return opened;
    const { root } = opened;
    const job = { kind: "explain", root, path, isFolder, filters } as const;
    const reply = await means.pool.run(job);
    return reply.kind === "unexplained"
      ? reply
      : expectReply(reply, "explained");
  } catch (error) {
    return ended(endingByLoss(error));
  }
}
