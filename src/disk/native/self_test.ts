import type { Calls } from "./calls.ts";
import { factsOf } from "./entries.ts";
import { errnoName } from "./errno.ts";
import {
  AT_FDCWD,
  AT_SYMLINK_NOFOLLOW,
  O_DIRECTORY,
  O_NOFOLLOW,
  O_RDONLY,
} from "./layout.ts";
import { readListing } from "./listing.ts";

const TESTING = { doing: "test the C library", side: "source" } as const;

/**
 * Makes sure that flags, layouts and error numbers are the ones expected, by
 * looking at the root of the file system, which every machine has, and
 * comparing with what Deno says of it. It takes some 50 us.
 * @throws {Error} that says what is not as expected
 */
export function checkLibc(calls: Calls): void {
  const { libc } = calls;
  const name = calls.name("/", TESTING);
  if (calls.stat(AT_FDCWD, name, AT_SYMLINK_NOFOLLOW) !== 0) {
    throw unexpected("statx fails");
  }
  const [facts, known] = [factsOf(calls.statWords), Deno.lstatSync("/")];
  const same = facts.ino === known.ino && facts.dev === known.dev &&
    facts.uid === known.uid &&
    facts.mode === ((known.mode ?? 0) & 0o7777) &&
    Math.floor(facts.mtimeSeconds) ===
      Math.floor((known.mtime?.getTime() ?? 0) / 1000);
  if (!same) throw unexpected("statx tells something else than Deno");
  const fd = libc.openat(
    AT_FDCWD,
    name,
    O_RDONLY | O_DIRECTORY | O_NOFOLLOW,
    0,
  );
  if (fd < 0) throw unexpected("a folder cannot be opened");
  const { names } = readListing(calls, fd, TESTING);
  libc.close(fd);
  if (names.length !== [...Deno.readDirSync("/")].length) {
    throw unexpected("folders are misread");
  }
  const missing = calls.name("/.lockstep/no/such/folder", TESTING);
  const failed = libc.openat(AT_FDCWD, missing, O_RDONLY, 0) < 0;
  if (!failed || errnoName(libc.errno()) !== "ENOENT") {
    throw unexpected("errors are misread");
  }
}

function unexpected(what: string): Error {
  return new Error(`the C library is not as expected: ${what}`);
}
