import { assert } from "./assert.ts";
import type { TestFolders } from "./folders.ts";
import { mirror, type Mirrored, type MirrorOverrides } from "./mirror.ts";
import { testPool } from "./pool.ts";

/** Runs a pass between whose survey and first change somebody acts. */
export async function mirrorAfter(
  act: (folders: TestFolders) => void,
  folders: TestFolders,
  overrides: MirrorOverrides = {},
): Promise<Mirrored> {
  using inner = testPool();
  let hasActed = false;
  const pool = {
    ...bound(inner),
    run: (job: Parameters<typeof inner.run>[0]) => {
      const isChange = job.kind === "apply" || job.kind === "check roots";
      if (isChange && !hasActed) {
        hasActed = true;
        act(folders);
      }
      return inner.run(job);
    },
  };
  const mirrored = await mirror(folders, { ...overrides, pool });
  assert(hasActed, "Nothing was to be changed");
  return mirrored;
}

/** Returns the calls of a pool as an object of their own, for tests that put one of them aside. */
export function bound(
  pool: ReturnType<typeof testPool>,
): ReturnType<typeof testPool> {
  return {
    threads: pool.threads,
    begin: (settings) => pool.begin(settings),
    run: (job) => pool.run(job),
    end: () => pool.end(),
    stop: () => pool.stop(),
    setHungry: (hungry) => pool.setHungry(hungry),
    inHand: () => pool.inHand(),
    [Symbol.dispose]: () => {},
  };
}
