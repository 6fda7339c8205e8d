import type { Job, Reply } from "../workers/job.ts";
import type { PartReply } from "../workers/survey/pair_job.ts";
import type { Pool } from "../workers/threads/pool.ts";

/** Where jobs come from and where their replies go. */
export interface JobSource {
  /** Returns the next job, or `undefined` if there is none until another reply has come. */
  next(): Job | undefined;
  /** Takes the reply to a job, or a part of one. */
  take(reply: Reply): void;
}

/**
 * Keeps every thread busy until there are no more jobs and all are answered.
 * @throws {Error} if a job hit a bug; the other jobs in hand are answered first
 */
export function drain(pool: Pool, source: JobSource): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let inHand = 0;
  let bug: { readonly error: unknown } | undefined;
  pump();
  return promise;

  function handOut(): void {
    while (inHand < pool.threads && bug === undefined) {
      const job = source.next();
      if (job === undefined) break;
      inHand++;
      pool.run(job, hear).then(take, (error) => {
        inHand--;
        bug ??= { error };
      }).finally(pump);
    }
  }

  /** Perf: a thread has its next job before its reply is gone through, which takes long where much is told. */
  function take(reply: Reply): void {
    inHand--;
    if (reply.kind !== "unavailable") handOut();
    goThrough(reply);
  }

  function hear(part: PartReply): void {
    goThrough(part);
    pump();
  }

  function goThrough(reply: Reply): void {
    try {
      source.take(reply);
    } catch (error) {
      bug ??= { error };
    }
  }

  function pump(): void {
    handOut();
    pool.setHungry(inHand < pool.threads);
    if (inHand > 0) return;
    if (bug === undefined) resolve();
    else reject(bug.error);
  }
}

/** Thrown when a root turns out to be gone in the middle of a pass. */
export class RootGone extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "RootGone";
  }
}

/**
 * Returns a reply of the kind that was asked for.
 * @throws {RootGone} if the worker could not open a root
 */
export function expectReply<Kind extends Reply["kind"]>(
  reply: Reply,
  kind: Kind,
): Extract<Reply, { readonly kind: Kind }> {
  if (isOfKind(reply, kind)) return reply;
  if (reply.kind === "unavailable") throw new RootGone(reply.reason);
  throw new Error(
    `A worker answered "${reply.kind}" where "${kind}" was asked for`,
  );
}

function isOfKind<Kind extends Reply["kind"]>(
  reply: Reply,
  kind: Kind,
): reply is Extract<Reply, { readonly kind: Kind }> {
  return reply.kind === kind;
}
