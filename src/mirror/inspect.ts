import type { Feature } from "../model/entry/feature.ts";
import { namedPair } from "../model/roots/named_pair.ts";
import {
  checkRoots,
  type NamedRoots,
  type RootsVerdict,
} from "../model/roots/roots.ts";
import type { Reply } from "../workers/job.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { expectReply } from "./drain.ts";

/** What was found of the roots, and of the way to reach them. */
type Found = Extract<Reply, { readonly kind: "inspected" }>;

/** The same, with what the roots allow. */
interface Inspected extends Pick<Found, "fallback" | "lacks"> {
  readonly roots: RootsVerdict;
}

/** Looks where the roots really lie, and which features of those asked for are lacking; decides nothing. */
export async function lookAt(
  named: NamedRoots,
  pool: Pool,
  asked: readonly Feature[] = [],
): Promise<Found> {
  const reply = await pool.run({ kind: "inspect", named, asked });
  return expectReply(reply, "inspected");
}

/** Looks at the roots and decides what they allow; and which features of those asked for are lacking. */
export async function inspect(
  named: NamedRoots,
  pool: Pool,
  asked: readonly Feature[] = [],
): Promise<Inspected> {
  const { roots, fallback, lacks } = await lookAt(named, pool, asked);
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
