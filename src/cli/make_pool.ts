import { load } from "../loading/load.ts";
import type { DiskChoice } from "../model/settings.ts";
import type { Pool } from "../workers/pool.ts";
import { startPool } from "../workers/threads.ts";

interface InlineModule {
  readonly inlinePool: (disk: DiskChoice) => Promise<Pool>;
}

/** Returns the threads that do the work: as many as are asked for, none for 0. */
export async function makePool(
  { threads, disk }: {
    readonly threads: number | undefined;
    readonly disk: DiskChoice;
  },
): Promise<Pool> {
  if (threads === 0) {
    const { inlinePool } = await load<InlineModule>("src/workers/inline.ts");
    return await inlinePool(disk);
  }
  // More than eight threads only wait for each other on the disk of one machine.
  const most = Math.min(navigator.hardwareConcurrency, 8);
  return startPool({ threads: threads ?? most, disk });
}
