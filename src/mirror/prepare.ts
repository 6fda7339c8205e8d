import {
  askedFeatures,
  describeMissing,
  type Feature,
} from "../model/entry/feature.ts";
import type { PassListener } from "../model/outcome/event.ts";
import type { Outcome } from "../model/outcome/outcome.ts";
import { ROOT } from "../model/paths/path.ts";
import { quote } from "../model/paths/quote.ts";
import { type LockReplica, NO_LOCK } from "../model/roots/locking.ts";
import { namedPair } from "../model/roots/named_pair.ts";
import {
  checkRoots,
  type NamedRoots,
  type RootsVerdict,
} from "../model/roots/roots.ts";
import type { SafetyRules } from "../model/safety/safety.ts";
import type { MirrorOptions, PassSettings } from "../model/settings.ts";
import type { TrashNote } from "../model/trash/trash.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { expectReply } from "./drain.ts";
import { type Ended, ended, unavailable, unfit } from "./ended.ts";
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
  /** Remembers where the trash of a replica is. */
  readonly noteTrash?: ((note: TrashNote) => Promise<void>) | undefined;
}

/** A pass that can begin, or one that has ended before. */
export type Prepared =
  | {
    readonly kind: "ready";
    readonly settings: PassSettings;
    /** `undefined` where the source is the past: that is not remembered. */
    readonly roots: ReadyRoots | undefined;
    readonly lock: Disposable;
  } & RecognizedRoots
  | Ended;

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
  const asked: Feature[] = [...askedFeatures(options)];
  if (options.owner) asked.push("owners");
  const { roots, fallback, lacks } = await inspect(named, means.pool, asked);
  if (fallback !== undefined) {
    const text = describeFallback(fallback);
    means.listen({ kind: "said", level: "warn", text });
  }
  const missing = describeMissing(options, lacks);
  if (missing !== undefined) {
    means.listen({ kind: "said", level: "warn", text: missing });
  }
  if (lacks.includes("owners")) {
    means.listen({ kind: "said", level: "warn", text: NO_OWNERS });
  }
  if (roots.kind !== "ready") return notReady(roots);
  tellOfOwnFiles(roots, means.listen);
  const recognized = await recognize(roots, safety, means);
  if (recognized.kind === "ended") return recognized;
  const isNew = roots.replica.traits === undefined;
  const makes = isNew && !options.dryRun;
  const failure = makes ? await makeReplica(roots, means.pool) : undefined;
  if (failure !== undefined) {
    return unavailable(
      `cannot make the replica, ${quote(roots.replica.path)}: ${failure}`,
    );
  }
  if (isNew) means.tell([{ status: "done", action: "created", path: ROOT }]);
  if (options.dryRun) {
    return await ready(
      roots,
      { options, isNew, recognized, lock: NO_LOCK },
      means,
    );
  }

  const made = isNew ? (await inspect(named, means.pool)).roots : roots;
  if (made.kind !== "ready") return notReady(made);
  const { path, traits } = made.replica;
  if (traits === undefined) {
    return unavailable("the replica vanished as soon as it was made");
  }
  const locking = await means.lock({ path, identity: traits.identity });
  if (locking.kind === "mine") {
    return await ready(
      made,
      { options, isNew, recognized, lock: locking.lock },
      means,
    );
  }
  return ended({ kind: "locked", holder: locking.holder });
}

const NO_OWNERS =
  "owners and groups are not kept: here root may not give files away (it lacks CAP_CHOWN). Give it that right, or add --no-owner if this is as it should be";

/** What was found of the roots, and of the way to reach them. */
interface Inspected {
  readonly roots: RootsVerdict;
  readonly fallback: string | undefined;
  readonly lacks: readonly Feature[];
}

/** Looks at the roots and decides what they allow; and which features of those asked for are lacking. */
export async function inspect(
  named: NamedRoots,
  pool: Pool,
  asked: readonly Feature[] = [],
): Promise<Inspected> {
  const reply = await pool.run({ kind: "inspect", named, asked });
  const { roots, fallback, lacks } = expectReply(reply, "inspected");
  const verdict = checkRoots(roots);
  return {
    roots: verdict.kind === "ready"
      ? { ...verdict, named: namedPair(named, verdict) }
      : verdict,
    fallback,
    lacks,
  };
}

/** Says what Deno's own calls cannot keep, as docs/behaviour.md has it. */
export function describeFallback(reason: string): string {
  return `the native disk cannot be used (${reason}): times are kept ` +
    "in milliseconds, holes are filled, names that are not UTF-8 cannot be copied";
}

async function ready(
  roots: Ready,
  { options, isNew, recognized: { memory, mayBeEmptied }, lock }: {
    readonly options: MirrorOptions;
    readonly isNew: boolean;
    readonly recognized: RecognizedRoots;
    readonly lock: Disposable;
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

async function makeReplica(
  roots: Ready,
  pool: Pool,
): Promise<string | undefined> {
  const reply = await pool.run({
    kind: "make folder",
    path: roots.replica.path,
  });
  return expectReply(reply, "made").failure;
}

function tellOfOwnFiles({ own }: Ready, listen: PassListener): void {
  if (own.log.source !== undefined) {
    const text = "the log file lies inside the source: it is not copied";
    listen({ kind: "said", level: "warn", text });
  }
  if (own.log.replica !== undefined) {
    const text =
      "the log file lies inside the replica: it is neither overwritten nor removed";
    listen({ kind: "said", level: "warn", text });
  }
  if (own.summary?.source !== undefined) {
    const text = "the summary file lies inside the source: it is not copied";
    listen({ kind: "said", level: "warn", text });
  }
  if (own.summary?.replica !== undefined) {
    const text =
      "the summary file lies inside the replica: it is not taken for a part of it";
    listen({ kind: "said", level: "warn", text });
  }
}
