import { DiskError, type Folder } from "../../disk/disk.ts";
import { changedInReplica, hasBecomeAnother, isGoneFrom } from "../problems.ts";

/** Says of what fails that it was about the trash, but for what somebody else did to the replica. */
export function attempt<Result>(
  action: () => Result,
  doing = "keep the old version in the trash",
): Result {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof DiskError) || hasBecomeAnother(error)) throw error;
    throw new DiskError(error.message, {
      doing,
      code: error.code,
      side: "trash",
    });
  }
}

/** The same of what has a name in the replica, or had. */
export function attemptOn<Result>(
  name: string,
  { to }: { readonly to: Folder },
  action: () => Result,
): Result {
  return attempt(() => {
    try {
      return action();
    } catch (error) {
      throw isGoneFrom(to, name, error) ? changedInReplica() : error;
    }
  });
}
