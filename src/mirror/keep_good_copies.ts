import { type Memory, pairOf } from "../model/safety/memory.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { digestAgain } from "./digest_again.ts";
import type { PassDigests } from "./pass_digests.ts";
import type { ReadyPass } from "./prepare.ts";
import { type DecayMeans, settleDecay } from "./settle_decay.ts";
import type { Survey } from "./survey.ts";

/** The pass in which decay is told from change. */
export interface KeepingPass
  extends Omit<DecayMeans, "recall" | "digestAgain"> {
  readonly prepared: Pick<ReadyPass, "settings" | "roots">;
  readonly means: {
    readonly memory: Memory;
    readonly pool: Pool;
    readonly isStopped: () => boolean;
  };
  /** When it began, in milliseconds since 1970. */
  readonly beganMs: number;
  /** `undefined` where it does not compare by digest, and learns nothing by it. */
  readonly digests: PassDigests | undefined;
}

/**
 * Returns the survey without what decayed in the source, by the digests that
 * any earlier pass has written down, however this one compares. The past is not
 * told from decay.
 */
export async function keepGoodCopies(
  survey: Survey,
  { prepared, means, beganMs, digests, ...telling }: KeepingPass,
): Promise<Survey> {
  const { settings, roots } = prepared;
  if (roots === undefined) return survey;
  const { memory } = means;
  const pair = pairOf(roots);
  const settled = await settleDecay(survey, {
    ...telling,
    recall: (paths) => memory.recallContents(pair, paths),
    digestAgain: (wanted) => digestAgain(wanted, { ...means, settings }),
  });
  digests?.note(settled.skipped);
  const isNew = digests === undefined && settled.accepted.length > 0;
  if (isNew && !settings.dryRun) {
    const known = settled.accepted;
    const changes = { pass: beganMs, known, gone: [], isAll: false };
    await memory.rememberContents(pair, changes);
  }
  return settled.survey;
}
