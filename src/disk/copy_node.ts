import type { Entry, OtherEntry, SymlinkEntry } from "../model/entry/entry.ts";
import { dropTemporary } from "./copy.ts";
import { DiskError, type Folder, GONE } from "./disk.ts";
import type { ReadableAttributes } from "./entry_attributes.ts";
import { mendMetadata, type MetadataRules, partsToSet } from "./metadata.ts";

/** An entry without contents that is made anew, at a name that must not exist. */
export interface NodeCopy {
  readonly source: SymlinkEntry | OtherEntry;
  readonly attributes?: ReadableAttributes | undefined;
  readonly to: Folder;
  readonly as: string;
}

/**
 * Makes the same link, FIFO, socket or device as `source` at `as`, with its
 * owner, mode and time; nothing is opened. Returns why some of its attributes
 * could not be kept.
 * @throws {DiskError} if that fails; then nothing is left at `as`
 */
export function copyNode(
  { source, attributes, to, as }: NodeCopy,
  rules: MetadataRules,
): DiskError | undefined {
  if (source.kind === "symlink") to.createLink(as, source);
  else makeSpecial(to, as, source);
  try {
    const made = to.stat(as);
    if (made === undefined && !to.writable) return undefined;
    if (made === undefined || !isSameNode(source, made)) throw replaced();
    const parts = partsToSet(source, made, rules);
    const mending = { name: as, source, replica: made, parts, attributes };
    return mendMetadata(to, mending, rules).lost;
  } catch (error) {
    dropTemporary(to, as);
    throw error;
  }
}

function makeSpecial(to: Folder, as: string, source: OtherEntry): void {
  if (to.createSpecial !== undefined) return to.createSpecial(as, source);
  if (!to.writable) return;
  throw new DiskError(`this disk cannot make a ${source.what}`, {
    doing: `create the ${source.what}`,
    code: "EOPNOTSUPP",
    side: "replica",
  });
}

/** Tells whether what is at a temporary name is what was made there, and nothing that took its place. */
function isSameNode(source: SymlinkEntry | OtherEntry, made: Entry): boolean {
  if (source.kind === "symlink") {
    return made.kind === "symlink" && made.target === source.target;
  }
  return made.kind === "other" && made.what === source.what &&
    made.device === source.device;
}

function replaced(): DiskError {
  return new DiskError("it was replaced as soon as it was made", {
    doing: "look at what was made",
    code: GONE,
    side: "replica",
  });
}
