import { describeError } from "../model/outcome/reasons.ts";
import { quote } from "../model/paths/quote.ts";

/** Who the program runs as, and what it may do about a folder. */
export interface PrivateOptions {
  /** `undefined` where files have no owners. */
  readonly user: number | undefined;
  /** The folder's mode may be mended; not so in a dry run. */
  readonly mayChange: boolean;
}

/** What others may not do in the state folder: anything. */
const OTHERS = 0o077;
const OTHERS_WRITE = 0o022;
const OWNER_ONLY = 0o700;

/**
 * Sees to it that nobody but its owner can get at the state folder, if it is
 * there yet; the folder is made for its owner only. Returns why it must not be
 * used: who can write in it could have the program, with its rights, write to
 * any file by a link that has the name of a lock.
 */
export async function makePrivate(
  folder: string,
  { user, mayChange }: PrivateOptions,
): Promise<string | undefined> {
  if (user === undefined) return undefined;
  const found = await look(folder);
  if (found === undefined) return undefined;
  for (const { uid } of found) {
    if (uid !== user && uid !== 0) {
      return `the state folder ${quote(folder)} belongs to user ${uid}`;
    }
  }
  const [, { uid, mode }] = found;
  if (((mode ?? 0) & OTHERS) === 0) return undefined;
  if (uid === user && mayChange) {
    return await closeToOthers(folder);
  }
  return ((mode ?? 0) & OTHERS_WRITE) === 0
    ? undefined
    : `others may write in the state folder ${quote(folder)}`;
}

/** Returns what is at the path, and what that leads to if it is a link. */
async function look(
  folder: string,
): Promise<readonly [Deno.FileInfo, Deno.FileInfo] | undefined> {
  try {
    return [await Deno.lstat(folder), await Deno.stat(folder)];
  } catch (error) {
    // What else is wrong with it shows, and is told, when it is used.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

async function closeToOthers(folder: string): Promise<string | undefined> {
  try {
    await Deno.chmod(folder, OWNER_ONLY);
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return `others may get at the state folder ${
      quote(folder)
    }, and its mode cannot be set: ${describeError(error)}`;
  }
}
