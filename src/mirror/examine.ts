import type { FolderFacts } from "../model/roots/folder_facts.ts";
import type { RootState } from "../model/roots/place.ts";
import type { Volume } from "../model/roots/root_traits.ts";
import { checkRoots, type NamedRoots } from "../model/roots/roots.ts";
import { describeRefusal } from "../model/safety/refusal.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { expectReply } from "./drain.ts";
import { lookAt } from "./inspect.ts";

/** A folder that was looked at. */
export interface Examined {
  /** Without links; as it was named where it could not be found. */
  readonly path: string;
  readonly volume: Volume | undefined;
  readonly state:
    | { readonly kind: "facts"; readonly facts: FolderFacts }
    | { readonly kind: "missing" }
    | { readonly kind: "failed"; readonly reason: string };
}

/** What was found. */
export interface Examination {
  /** Why the native disk is not used, where that was to be expected. */
  readonly fallback: string | undefined;
  readonly source: Examined;
  readonly replica: Examined;
  /** Why there can be no pass between the two. */
  readonly refusal: string | undefined;
}

/**
 * Looks at two folders and their file systems. The source is only read; in the
 * replica temporary files are made and removed, if `probes` says so.
 */
export async function examine(
  named: NamedRoots,
  { pool, probes, owner }: {
    readonly pool: Pool;
    readonly probes: boolean;
    /** It is tried whether owners are kept. */
    readonly owner: boolean;
  },
): Promise<Examination> {
  const { roots, fallback } = await lookAt(named, pool);
  const verdict = checkRoots(roots);
  // A replica that is the source, or lies in it, is only read, too.
  const mayProbe = probes &&
    (verdict.kind === "ready" || verdict.kind === "no source");
  const look = (
    root: RootState,
    side: "source" | "replica",
  ): Promise<Examined> =>
    examineRoot(root, { path: named[side], side, owner }, pool);
  return {
    fallback,
    source: await look(roots.source, "source"),
    replica: await look(roots.replica, mayProbe ? "replica" : "source"),
    refusal: verdict.kind === "refused" ? describeRefusal(verdict) : undefined,
  };
}

async function examineRoot(
  root: RootState,
  { path, side, owner }: {
    readonly path: string;
    readonly side: "source" | "replica";
    readonly owner: boolean;
  },
  pool: Pool,
): Promise<Examined> {
  switch (root.status) {
    case "led astray":
      return failed(path, `there is a link of user ${root.owner}'s on the way`);
    case "unfit":
      return failed(path, `it is ${root.what}, not a folder`);
    case "failed":
      return failed(path, root.reason);
    case "missing": {
      const { path, volume } = root.place;
      return { path, volume, state: { kind: "missing" } };
    }
    case "folder": {
      const { identity, place: { path, volume } } = root;
      const reply = await pool.run({
        kind: "facts",
        root: { side, path, identity },
        owner,
      });
      if (reply.kind === "unavailable") {
        return { ...failed(path, reply.reason), volume };
      }
      const { facts } = expectReply(reply, "facts");
      return { path, volume, state: { kind: "facts", facts } };
    }
  }
}

function failed(path: string, reason: string): Examined {
  return { path, volume: undefined, state: { kind: "failed", reason } };
}
