import type { EntryKind } from "../../model/entry/entry.ts";
import { decodeName } from "../../model/paths/name_bytes.ts";
import type { Attempt, Listing } from "../disk.ts";
import type { Calls } from "./calls.ts";
import { kindOf, kindOfType } from "./entries.ts";
import { AT_SYMLINK_NOFOLLOW, DIRENT, DT_UNKNOWN, SEEK_SET } from "./layout.ts";

/** One character for each byte, so that places in the text are places in the buffer. */
const bytewise = new TextDecoder("latin1");

const BEGINNING = { bytes: 0, whence: SEEK_SET } as const;

/** Has the next listing of an open folder begin at its beginning again. @throws {DiskError} */
export function rewind(calls: Calls, fd: number, attempt: Attempt): void {
  calls.seek(fd, BEGINNING, attempt);
}

/**
 * Lists an open folder, from where the last listing of it ended.
 *
 * Perf: the whole buffer becomes one string of which the names are cut out: 31
 * ns for each, against 88 for one built of its characters and 214 for one
 * decoded by itself (Deno 2.9.5).
 * @throws {DiskError} if it cannot be read to its end
 */
export function readListing(
  calls: Calls,
  fd: number,
  attempt: Attempt,
): Listing {
  const { libc, direntBytes } = calls;
  const names: string[] = [];
  const kinds: EntryKind[] = [];
  const size = BigInt(direntBytes.length);
  for (;;) {
    const length = calls.must(
      attempt,
      () => libc.getdents64(fd, direntBytes, size),
    );
    if (length === 0) return { names, kinds, unusable: [] };
    readEntries(calls, length, (name, type) => {
      names.push(name);
      kinds.push(
        type === DT_UNKNOWN ? kindAt(calls, fd, name) : kindOfType(type),
      );
    });
  }
}

/** Goes through the entries that lie in the buffer. */
function readEntries(
  { direntBytes, direntView }: Calls,
  length: number,
  take: (name: string, type: number) => void,
): void {
  let text: string | undefined;
  for (let at = 0; at < length;) {
    const begin = at + DIRENT.name;
    let end = begin;
    let all = 0;
    for (
      let byte = direntBytes[end];
      byte !== undefined && byte !== 0;
      byte = direntBytes[++end]
    ) {
      all |= byte;
    }
    if (!isDots(direntBytes, begin, end)) {
      // Perf: an empty folder has nothing but dots, and no text is made for it.
      text ??= bytewise.decode(direntBytes.subarray(0, length));
      const name = all < 128
        ? text.substring(begin, end)
        : decodeName(direntBytes.subarray(begin, end));
      take(name, direntBytes[at + DIRENT.type] ?? DT_UNKNOWN);
    }
    at += direntView.getUint16(at + DIRENT.length, true);
  }
}

/** Tells whether the name there is that of the folder itself, or of the one above it. */
function isDots(bytes: Uint8Array, begin: number, end: number): boolean {
  return bytes[begin] === DOT &&
    (end === begin + 1 || (end === begin + 2 && bytes[begin + 1] === DOT));
}

const DOT = 0x2e;

/** Some file systems do not tell kinds in their listings. */
function kindAt(calls: Calls, fd: number, name: string): EntryKind {
  const attempt: Attempt = { doing: "look at the entry", side: "source" };
  const bytes = calls.name(name, attempt);
  return calls.stat(fd, bytes, AT_SYMLINK_NOFOLLOW) < 0
    ? "other"
    : kindOf(calls.statWords);
}
