import {
  type LockedReplica,
  type Locking,
  NO_LOCK,
} from "../model/roots/locking.ts";

/**
 * Locks the replica's folder itself, which catches an instance of another user,
 * or in a container, that keeps its state elsewhere. It is a second net: where
 * a system or file system has no such lock, or Deno is older than 2.7, it is
 * left out.
 *
 * The folder is held open meanwhile, so that it cannot be unmounted: this lock
 * is for the length of a pass.
 */
export async function lockFolder(
  { path, identity }: LockedReplica,
): Promise<Locking> {
  const folder = await openIfPossible(path);
  if (folder === undefined) return UNLOCKED;
  try {
    if (await folder.tryLock(true)) return { kind: "mine", lock: folder };
    folder.close();
    return { kind: "taken", holder: await findHolder(identity.ino) };
  } catch (error) {
    folder.close();
    if (error instanceof Error) return UNLOCKED;
    throw error;
  }
}

const UNLOCKED: Locking = { kind: "mine", lock: NO_LOCK };

async function openIfPossible(path: string): Promise<Deno.FsFile | undefined> {
  if (!("tryLock" in Deno.FsFile.prototype)) return undefined;
  try {
    return await Deno.open(path);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** Looks the holder up in Linux's table of locks: `1: FLOCK ADVISORY WRITE 4711 fd:00:131 0 EOF`. */
async function findHolder(ino: number): Promise<string> {
  try {
    const table = await Deno.readTextFile("/proc/locks");
    const line = table.split("\n").find((line) =>
      line.includes("FLOCK") && line.includes(`:${ino} `)
    );
    const pid = line?.trim().split(/\s+/)[4];
    return pid === undefined ? "another process" : `process ${pid}`;
  } catch (error) {
    if (error instanceof Error) return "another process";
    throw error;
  }
}
