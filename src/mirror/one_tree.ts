import type { Outcome } from "../model/outcome/outcome.ts";
import type { RelativePath } from "../model/paths/path.ts";
import { quote } from "../model/paths/quote.ts";
import { refuseLink } from "../model/roots/placed.ts";
import { pathWithin } from "../model/roots/roots.ts";
import type { Pool } from "../workers/threads/pool.ts";
import type { TreeRoot } from "../workers/tree/tree_job.ts";
import { type Ended, unavailable, unfit } from "./ended.ts";
import { describeFallback, lookAt } from "./inspect.ts";

/** A folder as it is named, and a file that has to do with it. */
export interface NamedTree {
  /** Absolute. */
  readonly folder: string;
  /** A file that is left out if it lies in the folder; absolute. */
  readonly own: string | undefined;
  /** Who the program runs as; see `NamedRoots`. */
  readonly user: number | undefined;
}

/** A folder that can be read, or why it cannot. */
export type OpenedTree =
  | {
    readonly kind: "ready";
    readonly root: TreeRoot;
    /** Where the file lies that is left out. */
    readonly own: RelativePath | undefined;
  }
  | Ended;

/** Looks where a folder really lies. */
export async function openTree(
  { folder, own, user }: NamedTree,
  { pool, warn }: {
    readonly pool: Pool;
    readonly warn: (text: string) => void;
  },
): Promise<OpenedTree> {
  const named = {
    source: folder,
    replica: folder,
    log: own,
    state: undefined,
    user,
  };
  const { roots: { source, log }, fallback } = await lookAt(named, pool);
  if (fallback !== undefined) warn(describeFallback(fallback));
  switch (source.status) {
    case "unfit": {
      const reason = `${quote(folder)} is ${source.what}, not a folder`;
      const remedy = "Name the folder that holds it";
      return unfit({ reason, remedy });
    }
    case "led astray":
      return unfit(refuseLink("folder", source));
    case "missing":
      return unavailable(
        `the folder ${
          quote(source.place.path)
        } does not exist. Check its name and that it is mounted`,
      );
    case "failed":
      return unavailable(
        `cannot open the folder ${quote(source.named)}: ${source.reason}`,
      );
    case "folder": {
      const { place: { path }, identity } = source;
      const root: TreeRoot = { side: "source", path, identity };
      return { kind: "ready", root, own: pathWithin(source, log) };
    }
  }
}

/** Returns an outcome in words that know of one tree only. */
export function ofOneTree(outcome: Outcome): Outcome {
  switch (outcome.status) {
    case "failed": {
      const { path, problem } = outcome;
      const doing = problem.doing.replace(/^(\w+) the source\b/, "$1 the");
      return { status: "failed", path, problem: { ...problem, doing } };
    }
    case "skipped": {
      const reason = outcome.reason.replace(" from the source", "");
      return { ...outcome, reason };
    }
    case "done":
      return outcome;
  }
}
