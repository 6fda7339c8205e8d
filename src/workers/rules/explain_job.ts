import { DiskError } from "../../disk/disk.ts";
import { openIfThere } from "../../disk/open_if_there.ts";
import type { Entry } from "../../model/entry/entry.ts";
import {
  childPath,
  namesOf,
  type RelativePath,
  ROOT,
} from "../../model/paths/path.ts";
import type { Explanation } from "../../model/rules/explanation.ts";
import { limitBeyond } from "../../model/rules/filter_settings.ts";
import { ruleLibrary } from "../../model/rules/gitignore.ts";
import type { Rule } from "../../model/rules/rule.ts";
import type { WorkerMeans } from "../context.ts";
import type { ExplainJob, ExplainReply } from "../tree/tree_job.ts";
import { readRules } from "./read_rules.ts";

/**
 * Says what filters make of a path: folder by folder from the root down, as a
 * pass comes to it.
 * @throws {DiskError} if the root cannot be opened
 */
export function doExplain(
  job: ExplainJob,
  { disk }: Pick<WorkerMeans, "disk">,
): ExplainReply {
  const { path, side, identity } = job.root;
  using root = disk.openRoot(path, { side, identity });
  let folder = ROOT;
  try {
    const rules: Rule[] = [];
    for (const name of namesOf(job.path)) {
      using opened = openIfThere(root, folder);
      if (opened !== undefined) rules.push(...readRules(folder, opened));
      const entry = opened?.stat(name);
      folder = childPath(folder, name);
      const decided = decide({ path: folder, entry, rules }, job);
      if (decided !== undefined) {
        return { kind: "explained", explanation: decided };
      }
    }
    return { kind: "explained", explanation: WHOLE };
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    const { doing, message } = error;
    return {
      kind: "unexplained",
      folder,
      reason: `cannot ${doing}: ${message}`,
    };
  }
}

/** The source itself is never excluded. */
const WHOLE: Explanation = {
  isExcluded: false,
  decided: ROOT,
  entry: "directory",
};

/** Returns what is to be said if this path, or a folder on the way to it, decides. */
function decide(
  { path, entry, rules }: {
    readonly path: RelativePath;
    readonly entry: Entry | undefined;
    readonly rules: readonly Rule[];
  },
  { path: asked, isFolder: mayBeFolder, filters }: ExplainJob,
): Explanation | undefined {
  const isLast = path === asked;
  const kind = isLast ? entry?.kind : "directory";
  const all = [...rules, ...filters.rules];
  const isFolder = kind === undefined ? mayBeFolder : kind === "directory";
  const rule = ruleLibrary.findRule(all, { path, isFolder });
  const isExcluded = rule !== undefined && !rule.negative;
  if (!isLast && !isExcluded) return undefined;
  const limit = isExcluded ? undefined : limitBeyond(entry, filters);
  return {
    isExcluded: isExcluded || limit !== undefined,
    decided: path,
    entry: kind,
    ...(limit === undefined ? rule && { rule } : { limit }),
  };
}
