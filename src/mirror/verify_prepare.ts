import type { Capabilities } from "../model/entry/difference.ts";
import { askedFeatures, describeMissing } from "../model/entry/feature.ts";
import { quote } from "../model/paths/quote.ts";
import { keptBy } from "../model/roots/kept_by.ts";
import type { NamedRoots } from "../model/roots/roots.ts";
import type { MirrorOptions, PassSettings } from "../model/settings.ts";
import type { SamplePart } from "../model/verify/sample.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { type Ended, unavailable, unfit } from "./ended.ts";
import { describeFallback, inspect } from "./inspect.ts";

/** Which trees are compared, and how. */
export interface VerifyRequest {
  readonly named: NamedRoots;
  readonly options: MirrorOptions;
  /** The files whose contents are read; `undefined` for all. */
  readonly part: SamplePart | undefined;
}

/** Two trees that can be compared, or why they cannot. */
export type OpenedTrees =
  | { readonly kind: "ready"; readonly settings: PassSettings }
  | Ended;

/** Looks at the roots. Nothing is made where one is missing, and nothing is locked. */
export async function openTrees(
  { named, options, part }: VerifyRequest,
  { pool, warn }: {
    readonly pool: Pool;
    /** Hears what the user should know that concerns no single path. */
    readonly warn: (text: string) => void;
  },
): Promise<OpenedTrees> {
  const asked = askedFeatures(options);
  const { roots, fallback, lacks } = await inspect(named, pool, asked);
  if (fallback !== undefined) warn(describeFallback(fallback));
  const missing = describeMissing(options, lacks);
  if (missing !== undefined) warn(missing);
  switch (roots.kind) {
    case "refused":
      return unfit(roots);
    case "no source":
      return gone("source", roots.path);
    case "unavailable":
      return unavailable(roots.reason);
    case "ready": {
      const { source, replica, own } = roots;
      if (replica.traits === undefined) return gone("replica", replica.path);
      const { volume } = replica.traits;
      const keeps = keptBy(volume);
      if (keeps !== undefined) warn(describeLess(volume?.type ?? "", keeps));
      const settings: PassSettings = {
        ...options,
        specials: options.specials && !lacks.includes("special files"),
        source: source.path,
        replica: replica.path,
        sourceIdentity: source.traits.identity,
        replicaIdentity: replica.traits.identity,
        replicaIsNew: false,
        marks: undefined,
        own,
        verification: { part, keeps },
      };
      return { kind: "ready", settings };
    }
  }
}

/** Says what the replica cannot have, and is not compared because of it. */
function describeLess(
  type: string,
  { timeGrainNanos }: Capabilities,
): string {
  const step = timeGrainNanos >= 1e9
    ? `${timeGrainNanos / 1e9} s`
    : `${timeGrainNanos / 1e6} ms`;
  return `the replica's file system (${type}) keeps times in steps of ${step}, ` +
    "and neither modes nor owners: nothing finer is compared";
}

function gone(side: "source" | "replica", path: string): OpenedTrees {
  return unavailable(
    `the ${side}, ${
      quote(path)
    }, does not exist. Check its name and that it is mounted`,
  );
}
