import type { NamedRoots, Roots } from "../model/roots/roots.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { expectReply } from "./drain.ts";

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
  const reply = await pool.run({ kind: "inspect", named: whole, asked: [] });
  return expectReply(reply, "inspected").roots;
}
