import type { EntryKind, Identity } from "../../model/entry/entry.ts";
import type { Outcome } from "../../model/outcome/outcome.ts";
import type { RelativePath } from "../../model/paths/path.ts";
import type { FolderFacts } from "../../model/roots/folder_facts.ts";
import type { Explanation } from "../../model/rules/explanation.ts";
import type { FilterSettings } from "../../model/rules/filter_settings.ts";
import type { DigestName } from "../../model/settings.ts";

/** A tree that is read by itself, in whatever pass or in none. */
export interface TreeRoot {
  readonly side: "source" | "replica";
  /** Absolute path without links. */
  readonly path: string;
  readonly identity: Identity;
}

/** Jobs that belong to no pass. */
export type TreeJob = ListJob | DigestJob | ExplainJob | FactsJob;

export type TreeReply = ListReply | DigestReply | ExplainReply | FactsReply;

/** What lies in some folders? */
export interface ListJob {
  readonly kind: "list";
  readonly root: TreeRoot;
  readonly folders: readonly RelativePath[];
  /** Without what filters leave out of the pass that the job belongs to. */
  readonly filtered?: boolean;
}

export interface ListReply {
  readonly kind: "listed";
  /** In the order of the job; fewer if it was stopped. */
  readonly folders: readonly ListedFolder[];
}

export interface ListedFolder {
  readonly folder: RelativePath;
  readonly names: readonly string[];
  /** What each name is, at the same index. */
  readonly kinds: readonly EntryKind[];
  /** What could not be listed, or opened. */
  readonly outcomes: readonly Outcome[];
}

/** What do filters make of a path? */
export interface ExplainJob {
  readonly kind: "explain";
  readonly root: TreeRoot;
  readonly path: RelativePath;
  /** It counts as a folder where the tree has nothing there. */
  readonly isFolder: boolean;
  readonly filters: FilterSettings;
}

export type ExplainReply =
  | { readonly kind: "explained"; readonly explanation: Explanation }
  /** The rules of a folder cannot be read. */
  | {
    readonly kind: "unexplained";
    readonly folder: RelativePath;
    readonly reason: string;
  };

/** What is the file system of a folder like? In a replica that is tried out on temporary files. */
export interface FactsJob {
  readonly kind: "facts";
  readonly root: TreeRoot;
  /** It is tried whether owners are kept. */
  readonly owner: boolean;
}

export interface FactsReply {
  readonly kind: "facts";
  readonly facts: FolderFacts;
}

/** What are the digests of some files? */
export interface DigestJob {
  readonly kind: "digest";
  readonly root: TreeRoot;
  readonly digest: DigestName;
  readonly files: readonly FolderFiles[];
}

/** Files of one folder. */
export interface FolderFiles {
  readonly folder: RelativePath;
  readonly names: readonly string[];
}

export interface DigestReply {
  readonly kind: "digested";
  /** In the order of the job. */
  readonly files: readonly DigestedFile[];
  /** What is left for other jobs, so that threads share it out. */
  readonly rest: readonly FolderFiles[];
}

export type DigestedFile =
  | {
    readonly path: RelativePath;
    readonly digest: string;
    readonly bytes: number;
  }
  | { readonly path: RelativePath; readonly outcome: Outcome };
