import { type Attempt, DiskError } from "./disk.ts";

/** What is being done while the contents of a file are written. */
export const WRITING: Attempt = {
  doing: "write the replica file",
  side: "replica",
};

/**
 * Returns what is thrown where a call takes none of the bytes it is given and
 * does not fail either, as the server of a FUSE file system may have it: such a
 * call could be made again for ever.
 */
export function tookNothing(): DiskError {
  const reason = "the file system takes no bytes and does not say why";
  return new DiskError(reason, { ...WRITING, code: "EIO" });
}
