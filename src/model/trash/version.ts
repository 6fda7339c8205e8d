import type { Entry } from "../entry/entry.ts";
import type { RelativePath } from "../paths/path.ts";

/** An entry that a pass took out of the replica, and that the trash has. */
export interface Version {
  readonly pass: string;
  readonly path: RelativePath;
  /** As it was; a folder only if it is empty, as else what is in it tells of it. */
  readonly entry: Entry;
}
