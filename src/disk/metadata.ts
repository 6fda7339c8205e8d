import type { KeptAttributes } from "../model/entry/attributes.ts";
import {
  type Capabilities,
  type MetadataPart,
  wantedMode,
} from "../model/entry/difference.ts";
import type { Entry, EntryFacts } from "../model/entry/entry.ts";
import { copyAttributes, type KeptAsAttributes } from "./attributes.ts";
import { DiskError, type Folder, type Held } from "./disk.ts";
import type {
  ReadableAttributes,
  WritableAttributes,
} from "./entry_attributes.ts";
import type { Owner, WritableFile } from "./open_file.ts";

/** What of an entry's metadata is kept, and what the replica can keep. */
export interface MetadataRules {
  readonly owner: boolean;
  /** What of the attributes is kept; `undefined` for none of them. */
  readonly attributes: KeptAttributes | undefined;
  /** Asked for only when something could not be set. */
  readonly capabilities: () => Capabilities;
}

/** A file of the source, as far as its metadata is concerned. */
export interface Original {
  readonly source: EntryFacts;
  readonly attributes?: ReadableAttributes | undefined;
}

/** What could not be kept of an entry's metadata. */
export interface Stamped {
  /** Setuid or setgid had to be dropped. */
  readonly droppedSetId: boolean;
  /** Why it lacks some of its attributes. */
  readonly lost: DiskError | undefined;
}

/**
 * Gives a new file the owner, attributes, ACL, mode and time of the source's.
 *
 * The order matters: a change of owner clears setuid, setgid and the
 * capabilities among the attributes, an ACL changes the mode, a mode may take
 * the right to set attributes away, and all of it is done before the file gets
 * its final name.
 * @throws {DiskError} if the replica's file system could keep it, but refused
 */
export function stampFile(
  file: WritableFile,
  { source, attributes }: Original,
  rules: MetadataRules,
): Stamped {
  const { made } = file;
  let owner: Owner = made;
  if (rules.owner && !sameOwner(made, source)) {
    if (tolerate("owners", rules, () => file.setOwner(source))) owner = source;
  }
  const { hasChanged, lost } = keepAttributes(
    attributes,
    file.attributes?.(),
    rules,
  );
  const mode = wantedMode(source, owner);
  if (mode !== made.mode || hasChanged) {
    tolerate("modes", rules, () => file.setMode(mode));
  }
  file.setTime(source);
  return { droppedSetId: mode !== source.mode, lost };
}

/** The parts of a folder's, file's or link's metadata that are to be set, by its name. */
export interface Mending {
  readonly name: string;
  readonly source: Entry;
  readonly replica: Entry;
  readonly parts: readonly MetadataPart[];
  readonly attributes?: ReadableAttributes | undefined;
}

/**
 * Sets owner, attributes, ACL, mode and time of what is already at a name. A
 * change of owner clears setuid, setgid and some attributes, so that attributes
 * and mode are set again after it.
 * @throws {DiskError} if the replica's file system could keep it, but refused,
 * or if something else has the name by now
 */
export function mendMetadata(
  folder: Folder,
  mending: Mending,
  rules: MetadataRules,
): Stamped {
  const { name, source, replica, parts } = mending;
  using held = folder.hold(name, replica);
  let owner: Owner = replica;
  if (parts.includes("owner")) {
    if (tolerate("owners", rules, () => held.setOwner(source))) owner = source;
  }
  const { hasChanged, lost } = owner === source || hasAttributeParts(parts)
    ? mendAttributes(held, mending, rules)
    : NOTHING_KEPT;
  const setsMode = replica.kind !== "symlink" &&
    (parts.includes("mode") || owner === source || hasChanged);
  const mode = wantedMode(source, owner);
  if (setsMode) tolerate("modes", rules, () => held.setMode(mode));
  if (parts.includes("time")) held.setTime(source);
  return { droppedSetId: setsMode && mode !== source.mode, lost };
}

/** Tells whether a new folder will lack setuid or setgid of the source's, because its owner is not kept. */
export function losesSetId(
  source: EntryFacts,
  made: Owner,
  rules: MetadataRules,
): boolean {
  if (wantedMode(source, made) === source.mode) return false;
  return !rules.owner || !rules.capabilities().owners;
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
  if (rules.attributes !== undefined) parts.push("attributes");
  return parts;
}

const NOTHING_KEPT: KeptAsAttributes = { hasChanged: false, lost: undefined };

function hasAttributeParts(parts: readonly MetadataPart[]): boolean {
  return parts.includes("attributes") || parts.includes("ACL");
}

/** Its owner needs the rights to read and write a file or folder for the attributes of users. */
const ATTRIBUTE_RIGHTS = 0o600;

function mendAttributes(
  held: Held,
  { replica, attributes }: Mending,
  rules: MetadataRules,
): KeptAsAttributes {
  const { kind, mode } = replica;
  const isClosed = kind !== "symlink" && rules.attributes !== undefined &&
    (mode & ATTRIBUTE_RIGHTS) !== ATTRIBUTE_RIGHTS;
  if (isClosed) {
    tolerate(
      "modes",
      rules,
      () => held.setMode(mode | ATTRIBUTE_RIGHTS),
    );
  }
  const to = held.attributes?.();
  const { hasChanged, lost } = keepAttributes(attributes, to, rules);
  return { hasChanged: hasChanged || isClosed, lost };
}

function keepAttributes(
  source: ReadableAttributes | undefined,
  replica: WritableAttributes | undefined,
  { attributes: kept }: MetadataRules,
): KeptAsAttributes {
  return source === undefined || replica === undefined || kept === undefined
    ? NOTHING_KEPT
    : copyAttributes({ source, replica, kept });
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
