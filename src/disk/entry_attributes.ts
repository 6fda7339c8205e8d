import type { Attributes } from "../model/entry/attributes.ts";

/** The extended attributes of one entry, ACLs among them. Nothing is asked of the system before a call. */
export interface ReadableAttributes {
  /** Returns those whose names are wanted. */
  read(isWanted: (name: string) => boolean): Attributes;
}

export interface WritableAttributes extends ReadableAttributes {
  set(name: string, value: Uint8Array): void;
  /** Removes one; that it has gone already is no error. */
  remove(name: string): void;
}
