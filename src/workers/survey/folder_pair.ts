import type { Folder, ReadableFolder } from "../../disk/disk.ts";
import type { EntryKind } from "../../model/entry/entry.ts";
import type { RelativePath } from "../../model/paths/path.ts";
import type { PassContext } from "../context.ts";
import type { Findings } from "./survey_findings.ts";

/** The two sides of one folder, open. */
export interface FolderPair {
  readonly folder: RelativePath;
  readonly source: ReadableFolder;
  readonly replica: ReadableFolder;
}

/** What a survey works with: the pass that it belongs to, and where what is found goes. */
export interface SurveyMeans {
  readonly context: PassContext;
  readonly findings: Findings;
}

/** A folder that is being surveyed. */
export interface Pair extends FolderPair, SurveyMeans {
  readonly replica: Folder;
}

/** What is at a name on both sides, by the listings. */
export interface NameKinds {
  readonly source: EntryKind;
  /** `undefined` where the replica has nothing of that name. */
  readonly replica: EntryKind | undefined;
}
