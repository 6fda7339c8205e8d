import { type Attempt, GONE } from "../disk.ts";
import { errnoName } from "../errno.ts";
import { OPEN_FILES } from "./attributes.ts";
import type { Calls } from "./calls.ts";
import { kindOf } from "./entries.ts";
import { AT_FDCWD, O_CLOEXEC, O_NOFOLLOW, O_PATH, O_RDONLY } from "./layout.ts";

/** A file in an open folder. */
export interface Leased {
  readonly folder: number;
  readonly name: Uint8Array<ArrayBuffer>;
  readonly attempt: Attempt;
}

/**
 * Opens a file for reading that somebody else has a lease on (F_SETLEASE of
 * fcntl(2)): a file server, for a client that has changes to it. It is asked to
 * give it up, and waited for until it does, which the kernel sees to after
 * /proc/sys/fs/lease-break-time, 45 s. Only what is held already, and is a file,
 * is waited for: a FIFO that took its name would be waited for without end.
 * @throws {DiskError} if it cannot be opened, or is no file; of code EAGAIN where there is no /proc
 */
export function openLeased(
  calls: Calls,
  { folder, name, attempt }: Leased,
): number {
  const { libc } = calls;
  const flags = O_PATH | O_NOFOLLOW | O_CLOEXEC;
  const held = calls.must(
    attempt,
    () => libc.openat(folder, name, flags, 0),
  );
  try {
    calls.mustStatOpen(held, attempt);
    if (kindOf(calls.statWords) !== "file") {
      throw calls.errorOf(GONE, attempt);
    }
    const path = calls.otherName(`${OPEN_FILES}/${held}`, attempt);
    const fd = calls.untilDone(() =>
      libc.openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0)
    );
    if (fd >= 0) return fd;
    const code = errnoName(libc.errno());
    throw calls.errorOf(code === "ENOENT" ? "EAGAIN" : code, attempt);
  } finally {
    libc.close(held);
  }
}
