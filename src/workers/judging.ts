import type { CompareRules } from "../model/entry/difference.ts";

/** How two entries are compared. */
export interface Judging {
  /** As far as the replica's file system is known. */
  readonly rules: CompareRules;
  /** Once it is. */
  readonly provenRules: CompareRules;
}

/** Returns the same, but that no contents are read. */
export function withoutContents(judging: Judging): Judging {
  return {
    get rules(): CompareRules {
      return { ...judging.rules, contents: false };
    },
    get provenRules(): CompareRules {
      return { ...judging.provenRules, contents: false };
    },
  };
}
