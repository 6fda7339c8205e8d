import type { Attempt, SpecialFile } from "../disk.ts";
import type { Calls } from "./calls.ts";
import { S_IFBLK, S_IFCHR, S_IFIFO, S_IFSOCK, SYS_MKNODAT } from "./layout.ts";

/** The types of special files by what `toEntry` calls them. */
const TYPES: Readonly<Record<string, number>> = {
  FIFO: S_IFIFO,
  socket: S_IFSOCK,
  "block device": S_IFBLK,
  "character device": S_IFCHR,
};

/** A special file to be made in an open folder. */
export interface NewSpecial {
  readonly folder: number;
  readonly name: string;
  readonly special: SpecialFile;
  readonly attempt: Attempt;
}

/**
 * Makes a FIFO, a socket or a device that only its owner may use. By its
 * number, because glibc has no function of that name before 2.33.
 */
export function makeSpecial(
  calls: Calls,
  { folder, name, special: { what, device }, attempt }: NewSpecial,
): void {
  const { [what]: type } = TYPES;
  if (type === undefined) throw calls.errorOf("EOPNOTSUPP", attempt);
  const bytes = calls.name(name, attempt);
  const mode = BigInt(type | 0o600);
  calls.must(
    attempt,
    () =>
      calls.libc.special.mknodat(
        SYS_MKNODAT,
        BigInt(folder),
        bytes,
        mode,
        BigInt(device),
      ),
  );
}
