/** What can be at a path. Absence is `undefined`. */
export type Entry = FileEntry | DirectoryEntry | SymlinkEntry | OtherEntry;

/** The kinds of entry; "other" is a FIFO, a socket or a device. */
export type EntryKind = Entry["kind"];

/** What every entry has, as `lstat` tells it. */
export interface EntryFacts {
  /** Permission bits with setuid, setgid and sticky (0o7777). */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Time of last change of the contents: whole seconds since 1970, rounded down. */
  readonly mtimeSeconds: number;
  /** The rest of that time, from 0 to 999,999,999. */
  readonly mtimeNanos: number;
  /** Device and inode number: together, the identity of the entry on this machine. */
  readonly dev: number;
  readonly ino: number;
}

export interface FileEntry extends EntryFacts {
  readonly kind: "file";
  /** Bytes. */
  readonly size: number;
  /** Names that it has, this one and its other hard links; 1 where the system does not tell. */
  readonly links: number;
}

export interface DirectoryEntry extends EntryFacts {
  readonly kind: "directory";
}

export interface SymlinkEntry extends EntryFacts {
  readonly kind: "symlink";
  /** The text of the link, as it stands. */
  readonly target: string;
  /** It is a link to a folder, which is another kind of link on Windows; told only there. */
  readonly toFolder?: boolean;
}

/** A FIFO, a socket or a device: never opened, and copied only if that is asked for. */
export interface OtherEntry extends EntryFacts {
  readonly kind: "other";
  /** What it is, in the words of the log: "FIFO", "socket" and so on. */
  readonly what: string;
  /** Which device, as the system numbers them (`st_rdev`); 0 for a FIFO or socket. */
  readonly device: number;
}

/** Which entry this is, whatever it is called. */
export interface Identity {
  readonly dev: number;
  readonly ino: number;
}

/**
 * Tells whether `a` and `b` are certainly one and the same entry. Where the
 * system gives no inode numbers (0), nothing is certain.
 */
export function isSameEntry(a: Identity, b: Identity): boolean {
  return a.ino !== 0 && a.dev === b.dev && a.ino === b.ino;
}

/** Tells whether nothing has been done to an entry between two looks at it. */
export function isUntouched(before: Entry, now: Entry | undefined): boolean {
  if (now === undefined || now.kind !== before.kind) return false;
  if (before.dev !== now.dev || before.ino !== now.ino) return false;
  if (before.kind === "directory") return true;
  if (
    before.kind === "file" && now.kind === "file" && before.size !== now.size
  ) {
    return false;
  }
  return before.mtimeSeconds === now.mtimeSeconds &&
    before.mtimeNanos === now.mtimeNanos;
}
