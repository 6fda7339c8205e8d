import { errnoName } from "../errno.ts";
import type { Calls } from "./calls.ts";
import { factsOf } from "./entries.ts";
import {
  AT_FDCWD,
  AT_SYMLINK_NOFOLLOW,
  O_CLOEXEC,
  O_DIRECTORY,
  O_NOFOLLOW,
  O_RDONLY,
} from "./layout.ts";
import { readListing } from "./listing.ts";

const TESTING = { doing: "test the C library", side: "source" } as const;

/** How often what others may be changing is looked at before it counts as misread. */
const TRIES = 3;

/**
 * Makes sure that flags, layouts and error numbers are the ones expected, by
 * looking at the root of the file system, which every machine has, and
 * comparing with what Deno says of it. It takes some 50 us.
 * @throws {Error} that says what is not as expected
 */
export function checkLibc(calls: Calls): void {
  if (!triedOut(() => statIsRight(calls))) {
    throw unexpected("statx tells something else than Deno");
  }
  if (!triedOut(() => listingIsRight(calls))) {
    throw unexpected("folders are misread");
  }
  const missing = calls.name("/.lockstep/no/such/folder", TESTING);
  const { libc } = calls;
  const failed = libc.openat(AT_FDCWD, missing, O_RDONLY | O_CLOEXEC, 0) < 0;
  if (!failed || errnoName(libc.errno()) !== "ENOENT") {
    throw unexpected("errors are misread");
  }
}

/** Somebody may change the folder between the two looks at it, but not each time. */
function triedOut(isRight: () => boolean): boolean {
  for (let tried = 0; tried < TRIES; tried++) if (isRight()) return true;
  return false;
}

function statIsRight(calls: Calls): boolean {
  const name = calls.name("/", TESTING);
  const result = calls.stat(AT_FDCWD, name, AT_SYMLINK_NOFOLLOW);
  const known = Deno.lstatSync("/");
  const facts = factsOf(calls.statWords);
  const milliseconds = facts.mtimeSeconds * 1000 +
    Math.floor(facts.mtimeNanos / 1e6);
  return result === 0 && facts.ino === known.ino && facts.dev === known.dev &&
    facts.uid === known.uid && facts.gid === known.gid &&
    facts.mode === ((known.mode ?? 0) & 0o7777) &&
    milliseconds === known.mtime?.getTime();
}

function listingIsRight(calls: Calls): boolean {
  const flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
  const root = calls.name("/", TESTING);
  const fd = calls.libc.openat(AT_FDCWD, root, flags, 0);
  if (fd < 0) return false;
  const { names } = readListing(calls, fd, TESTING);
  calls.libc.close(fd);
  const known = new Set([...Deno.readDirSync("/")].map(({ name }) => name));
  return names.length === known.size;
}

function unexpected(what: string): Error {
  return new Error(`the C library is not as expected: ${what}`);
}
