import type { Folder, ReadableFolder } from "../disk/disk.ts";
import type { EntryKind } from "../model/entry.ts";
import type { RelativePath } from "../model/path.ts";
import type { PassContext } from "./context.ts";
import type { Findings } from "./survey_findings.ts";

/** The two sides of one folder, open, and where what is found goes. */
export interface Pair {
  readonly folder: RelativePath;
  readonly source: ReadableFolder;
  readonly replica: Folder;
  readonly context: PassContext;
  readonly findings: Findings;
}

/** What is at a name on both sides, by the listings. */
export interface NameKinds {
  readonly source: EntryKind;
  /** `undefined` where the replica has nothing of that name. */
  readonly replica: EntryKind | undefined;
}
