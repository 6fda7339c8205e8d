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

const TESTING = {
  doing: "look at the root of the file system",
  side: "source",
} as const;

/** How often what others may be changing is looked at before it counts as misread. */
const TRIES = 3;

/**
 * Makes sure that flags, layouts and error numbers are the ones expected, by
 * looking at the root of the file system, which every machine has, and
 * comparing with what Deno says of it. It takes some 50 us.
 * @throws {DiskError} if the root cannot be looked at
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
  const fd = calls.untilDone(() =>
    libc.openat(AT_FDCWD, missing, O_RDONLY | O_CLOEXEC, 0)
  );
  if (fd >= 0 || errnoName(libc.errno()) !== "ENOENT") {
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
  if (calls.stat(AT_FDCWD, name, AT_SYMLINK_NOFOLLOW) < 0) {
    throw calls.error(calls.libc.errno(), TESTING);
  }
  const known = Deno.lstatSync("/");
  const facts = factsOf(calls.statWords);
  const milliseconds = facts.mtimeSeconds * 1000 +
    Math.floor(facts.mtimeNanos / 1e6);
  return facts.ino === known.ino && facts.dev === known.dev &&
    facts.uid === known.uid && facts.gid === known.gid &&
    facts.mode === ((known.mode ?? 0) & 0o7777) &&
    milliseconds === known.mtime?.getTime();
}

function listingIsRight(calls: Calls): boolean {
  const flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW;
  const fd = calls.openPath("/", flags, TESTING);
  try {
    const { names } = readListing(calls, fd, TESTING);
    const known = new Set([...Deno.readDirSync("/")].map(({ name }) => name));
    return names.length === known.size;
  } finally {
    calls.libc.close(fd);
  }
}

function unexpected(what: string): Error {
  return new Error(`the C library is not as expected: ${what}`);
}
