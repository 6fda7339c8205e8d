import type { NamedRoots, Roots } from "../model/roots/roots.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { lookAt } from "./inspect.ts";

/** Paths of which not all have to be named. */
export type SomeRoots = Partial<NamedRoots> & Pick<NamedRoots, "replica">;

/** Looks where named paths really lie, and decides nothing. */
export async function findRoots(
  named: SomeRoots,
  pool: Pool,
): Promise<Roots> {
  const whole: NamedRoots = {
    source: named.replica,
    log: undefined,
    state: undefined,
    ...named,
  };
  const { roots } = await lookAt(whole, pool);
  return roots;
}
