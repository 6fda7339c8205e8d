import type { EntryKind } from "../entry/entry.ts";
import type { RelativePath } from "../paths/path.ts";
import type { FileLimits } from "./filter_settings.ts";
import type { Rule } from "./rule.ts";

/** What filters make of a path, and why. */
export interface Explanation {
  readonly isExcluded: boolean;
  /** The path itself, or the folder above it that is excluded. */
  readonly decided: RelativePath;
  /** What the source has at the path that decided; `undefined` where it has nothing. */
  readonly entry: EntryKind | undefined;
  /** The rule that decided, if one matches. */
  readonly rule?: Rule;
  /** The limit that decided. */
  readonly limit?: keyof FileLimits;
}
