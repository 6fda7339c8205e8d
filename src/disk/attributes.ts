import {
  attributeChanges,
  type AttributePart,
  isKept,
  type KeptAttributes,
  partsOf,
} from "../model/entry/attributes.ts";
import { DiskError } from "./disk.ts";
import type {
  ReadableAttributes,
  WritableAttributes,
} from "./entry_attributes.ts";

/** The attributes of two entries with the same path, and which of them count. */
export interface AttributePair<Replica extends ReadableAttributes> {
  readonly source: ReadableAttributes;
  readonly replica: Replica;
  readonly kept: KeptAttributes;
}

/** What became of attributes that were to be made equal. */
export interface KeptAsAttributes {
  readonly hasChanged: boolean;
  /** Why the replica does not have all of them. */
  readonly lost: DiskError | undefined;
}

/**
 * Tells in which parts the attributes of two entries differ. What cannot be
 * read in the replica counts as different: the mending that follows puts it
 * right, or says why it cannot.
 * @throws {DiskError} if the source's cannot be read
 */
export function compareAttributes(
  { source, replica, kept }: AttributePair<ReadableAttributes>,
): readonly AttributePart[] {
  const isWanted = (name: string): boolean => isKept(name, kept);
  const wanted = source.read(isWanted);
  try {
    return partsOf(attributeChanges(wanted, replica.read(isWanted)));
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    return [kept.attributes === "none" ? "ACL" : "attributes"];
  }
}

/**
 * Makes the replica's attributes those of the source. One that cannot be set
 * keeps neither the others nor the contents from being kept: it is answered.
 * @throws {DiskError} if the source's cannot be read
 */
export function copyAttributes(
  { source, replica, kept }: AttributePair<WritableAttributes>,
): KeptAsAttributes {
  const isWanted = (name: string): boolean => isKept(name, kept);
  const wanted = source.read(isWanted);
  let lost: DiskError | undefined;
  let hasChanged = false;
  const attempt = (action: () => void): void => {
    try {
      action();
    } catch (error) {
      if (!(error instanceof DiskError)) throw error;
      lost ??= error;
    }
  };
  attempt(() => {
    const { set, remove } = attributeChanges(wanted, replica.read(isWanted));
    hasChanged = set.size + remove.length > 0;
    for (const name of remove) attempt(() => replica.remove(name));
    for (const [name, value] of set) attempt(() => replica.set(name, value));
  });
  return { hasChanged, lost };
}
