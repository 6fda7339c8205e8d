import {
  askedFeatures,
  describeMissing,
  type Feature,
} from "../model/entry/feature.ts";
import type { Outcome } from "../model/outcome/outcome.ts";
import { type RelativePath, ROOT } from "../model/paths/path.ts";
import { quote } from "../model/paths/quote.ts";
import { type LockReplica, NO_LOCK } from "../model/roots/locking.ts";
import type { OwnFiles } from "../model/roots/own_files.ts";
import type { NamedRoots, RootsVerdict } from "../model/roots/roots.ts";
import type { SafetyRules } from "../model/safety/safety.ts";
import type { MirrorOptions, PassSettings } from "../model/settings.ts";
import type { TrashNote } from "../model/trash/trash.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { expectReply } from "./drain.ts";
import { type Ended, ended, unavailable, unfit } from "./ended.ts";
import { describeFallback, inspect } from "./inspect.ts";
import {
  recognize,
  type RecognizedRoots,
  type RecognizeMeans,
} from "./recognize.ts";
import { prepareTrash } from "./trash.ts";

/** What preparing a pass works with. */
export interface PrepareMeans extends RecognizeMeans {
  readonly pool: Pool;
  readonly tell: (outcomes: readonly Outcome[]) => void;
  readonly lock: LockReplica;
  /** The time, in milliseconds since 1970. */
  readonly clock: () => number;
  /** Remembers where the trash of a replica is. */
  readonly noteTrash?: ((note: TrashNote) => Promise<void>) | undefined;
}

/** A pass that can begin, or one that has ended before. */
export type Prepared = ReadyPass | Ended;

/** A pass that can begin. */
export interface ReadyPass extends RecognizedRoots {
  readonly kind: "ready";
  readonly settings: PassSettings;
  /** `undefined` where the source is the past: that is not remembered. */
  readonly roots: ReadyRoots | undefined;
  readonly lock: Disposable;
}

/** The roots of a pass, by which it is recognized later; a dry run may have no replica. */
export type ReadyRoots = Pick<Ready, "source" | "replica" | "named">;

type Ready = Extract<RootsVerdict, { readonly kind: "ready" }>;

/** Looks at the roots, makes the replica if it is not there, and locks it. */
export async function prepare(
  { named, options, safety }: {
    readonly named: NamedRoots;
    readonly options: MirrorOptions;
    readonly safety: Pick<SafetyRules, "acceptNewRoot">;
  },
  means: PrepareMeans,
): Promise<Prepared> {
  const roots = await lookAtRoots(named, options, means);
  if (roots.kind !== "ready") return notReady(roots);
  const recognized = await recognize(roots, safety, means);
  if (recognized.kind === "ended") return recognized;
  const { dryRun } = options;
  const isNew = roots.replica.traits === undefined;
  const failure = isNew && !dryRun
    ? await makeReplica(roots, means.pool)
    : undefined;
  if (failure !== undefined) return unavailable(failure);
  if (isNew) means.tell([{ status: "done", action: "created", path: ROOT }]);
  const held = dryRun
    ? { kind: "held", roots, lock: NO_LOCK } as const
    : await hold(roots, isNew ? named : undefined, means);
  if (held.kind === "ended") return held;
  return await ready(held, { options, isNew, recognized }, means);
}

/** Looks at the roots, and warns of what cannot be kept and of what is left alone in them. */
async function lookAtRoots(
  named: NamedRoots,
  options: MirrorOptions,
  { pool, listen }: PrepareMeans,
): Promise<RootsVerdict> {
  const asked: Feature[] = [...askedFeatures(options)];
  if (options.owner) asked.push("owners");
  const { roots, fallback, lacks } = await inspect(named, pool, asked);
  const warnings = [
    fallback === undefined ? undefined : describeFallback(fallback),
    describeMissing(options, lacks),
    lacks.includes("owners") ? NO_OWNERS : undefined,
    ...(roots.kind === "ready" ? describeOwnFiles(roots.own) : []),
  ];
  for (const text of warnings) {
    if (text !== undefined) listen({ kind: "said", level: "warn", text });
  }
  return roots;
}

const NO_OWNERS =
  "owners and groups are not kept: here root may not give files away (it lacks CAP_CHOWN). Give it that right, or add --no-owner if this is as it should be";

/** The roots as they are once the replica is there, which nobody else works on. */
interface Held {
  readonly kind: "held";
  readonly roots: Ready;
  readonly lock: Disposable;
}

/** Locks the replica. Where it was made only now, the roots are looked at again by their names. */
async function hold(
  roots: Ready,
  madeOf: NamedRoots | undefined,
  { pool, lock }: PrepareMeans,
): Promise<Held | Ended> {
  const made = madeOf === undefined
    ? roots
    : (await inspect(madeOf, pool)).roots;
  if (made.kind !== "ready") return notReady(made);
  const { path, traits } = made.replica;
  if (traits === undefined) {
    return unavailable("the replica vanished as soon as it was made");
  }
  const locking = await lock({ path, identity: traits.identity });
  return locking.kind === "mine"
    ? { kind: "held", roots: made, lock: locking.lock }
    : ended({ kind: "locked", holder: locking.holder });
}

async function ready(
  { roots, lock }: Held,
  { options, isNew, recognized: { memory, mayBeEmptied } }: {
    readonly options: MirrorOptions;
    readonly isNew: boolean;
    readonly recognized: RecognizedRoots;
  },
  means: PrepareMeans,
): Promise<Prepared> {
  const { source, replica, own } = roots;
  const { dryRun } = options;
  const trash = roots.trash &&
    await prepareTrash(roots.trash, {
      source: source.path,
      replica: { path: replica.path, identity: replica.traits?.identity },
      dryRun,
      lock,
    }, means);
  if (trash?.kind === "ended") return trash;
  return {
    kind: "ready",
    lock,
    memory,
    mayBeEmptied,
    roots: { source, replica, named: roots.named },
    settings: {
      ...(trash === undefined ? {} : { trash: trash.settings }),
      ...options,
      source: source.path,
      replica: replica.path,
      sourceIdentity: source.traits.identity,
      replicaIdentity: replica.traits?.identity,
      replicaIsNew: isNew,
      own,
      marks: memory?.marks,
    },
  };
}

function notReady(verdict: Exclude<RootsVerdict, Ready>): Ended {
  switch (verdict.kind) {
    case "refused":
      return unfit(verdict);
    case "no source":
      return unavailable(
        `the source, ${quote(verdict.path)}, does not exist. ` +
          "Check its name and that it is mounted, or add --create-source to make it",
      );
    case "unavailable":
      return unavailable(verdict.reason);
  }
}

/** Returns why the replica cannot be made, if so. */
async function makeReplica(
  { replica: { path } }: Ready,
  pool: Pool,
): Promise<string | undefined> {
  const reply = await pool.run({ kind: "make folder", path });
  const { failure } = expectReply(reply, "made");
  return failure && `cannot make the replica, ${quote(path)}: ${failure}`;
}

/** Says which of lockstep's own files lie in the trees, and what that means for them. */
function describeOwnFiles({ log, summary }: OwnFiles): readonly string[] {
  const told: readonly [RelativePath | undefined, string][] = [
    [log.source, "the log file lies inside the source: it is not copied"],
    [
      log.replica,
      "the log file lies inside the replica: it is neither overwritten nor removed",
    ],
    [
      summary?.source,
      "the summary file lies inside the source: it is not copied",
    ],
    [
      summary?.replica,
      "the summary file lies inside the replica: it is not taken for a part of it",
    ],
  ];
  return told.flatMap(([path, text]) => path === undefined ? [] : [text]);
}
