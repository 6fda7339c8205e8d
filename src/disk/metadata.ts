import {
  type Capabilities,
  type MetadataPart,
  wantedMode,
} from "../model/difference.ts";
import type { Entry, EntryFacts } from "../model/entry.ts";
import {
  DiskError,
  type Folder,
  type Owner,
  type WritableFile,
} from "./disk.ts";

/** What of an entry's metadata is kept, and what the replica can keep. */
export interface MetadataRules {
  readonly owner: boolean;
  /** Asked for only when something could not be set. */
  readonly capabilities: () => Capabilities;
}

/**
 * Gives a new file the owner, mode and time of the source's.
 *
 * The order matters: a change of owner clears setuid and setgid, and all of it
 * is done before the file gets its final name.
 * Returns whether setuid or setgid had to be dropped.
 * @throws {DiskError} if the replica's file system could keep it, but refused
 */
export function stampFile(
  file: WritableFile,
  source: EntryFacts,
  rules: MetadataRules,
): { readonly droppedSetId: boolean } {
  const { made } = file;
  let owner: Owner = made;
  if (rules.owner && !sameOwner(made, source)) {
    if (tolerate("owners", rules, () => file.setOwner(source))) owner = source;
  }
  const mode = wantedMode(source, owner);
  if (mode !== made.mode) tolerate("modes", rules, () => file.setMode(mode));
  file.setTime(source);
  return { droppedSetId: mode !== source.mode };
}

/** The parts of a folder's, file's or link's metadata that are to be set, by its name. */
export interface Mending {
  readonly name: string;
  readonly source: Entry;
  readonly replica: Entry;
  readonly parts: readonly MetadataPart[];
}

/**
 * Sets owner, mode and time of what is already at a name. A change of owner
 * clears setuid and setgid, so that the mode is set again after it.
 * @throws {DiskError} if the replica's file system could keep it, but refused
 */
export function mendMetadata(
  folder: Folder,
  mending: Mending,
  rules: MetadataRules,
): void {
  const { name, source, replica, parts } = mending;
  const { kind } = replica;
  let owner: Owner = replica;
  if (parts.includes("owner")) {
    if (
      tolerate(
        "owners",
        rules,
        () => folder.setOwner(name, { kind, owner: source }),
      )
    ) {
      owner = source;
    }
  }
  if (kind !== "symlink" && (parts.includes("mode") || owner === source)) {
    tolerate(
      "modes",
      rules,
      () => folder.setMode(name, wantedMode(source, owner)),
    );
  }
  if (parts.includes("time")) folder.setTime(name, { kind, time: source });
}

/** Returns which parts of a new entry's metadata have to be set. */
export function partsToSet(
  source: Entry,
  made: Entry,
  rules: MetadataRules,
): readonly MetadataPart[] {
  const parts: MetadataPart[] = ["time"];
  const owner = rules.owner && !sameOwner(made, source);
  if (owner) parts.push("owner");
  if (
    source.kind !== "symlink" &&
    wantedMode(source, owner ? source : made) !== made.mode
  ) {
    parts.push("mode");
  }
  return parts;
}

function sameOwner(a: Owner, b: Owner): boolean {
  return a.uid === b.uid && a.gid === b.gid;
}

/** Codes of "this file system has no such thing" (chmod(2), chown(2)). */
const UNSUPPORTED = new Set(["EPERM", "EOPNOTSUPP", "EINVAL", "ENOSYS"]);

/** Does `change`; returns false where it failed because the replica's file system keeps no such thing. */
function tolerate(
  what: "modes" | "owners",
  rules: MetadataRules,
  change: () => void,
): boolean {
  try {
    change();
    return true;
  } catch (error) {
    if (
      error instanceof DiskError && UNSUPPORTED.has(error.code) &&
      !rules.capabilities()[what]
    ) {
      return false;
    }
    throw error;
  }
}
