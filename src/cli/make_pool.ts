import type { DiskChoice } from "../model/settings.ts";
import type { Pool } from "../workers/pool.ts";
import { startPool } from "../workers/threads.ts";

/**
 * Perf: a name, not an import, because Deno reads what an `import("...")` names
 * before it starts, needed or not: here all that workers do. 10 ms of the
 * 119 of a pass over nothing, with what src/disk/open.ts does alike.
 */
const INLINE = "../workers/inline.ts";

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
    const { inlinePool }: InlineModule = await import(INLINE);
    return await inlinePool(disk);
  }
  // More than eight threads only wait for each other on the disk of one machine.
  const most = Math.min(navigator.hardwareConcurrency, 8);
  return startPool({ threads: threads ?? most, disk });
}
