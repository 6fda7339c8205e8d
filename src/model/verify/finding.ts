import type { ChangeReason } from "../entry/difference.ts";
import type { EntryKind } from "../entry/entry.ts";
import type { Outcome } from "../outcome/outcome.ts";
import { describeProblem } from "../outcome/problem.ts";
import { childPath, type RelativePath } from "../paths/path.ts";
import {
  type LinkedFile,
  namesToWrite,
  planHardLinks,
} from "../plan/hard_links.ts";
import type { Difference, FolderDifferences } from "../plan/survey.ts";

/**
 * What verifying found at a path:
 * - "+": only the source, or the manifest, has it;
 * - "-": only the replica, or the folder, has it;
 * - "*": the contents differ;
 * - "~": owner, mode, time, attributes, ACL or hard links differ, the contents do not;
 * - "!": it could not be read, so that nothing is known.
 */
export type Sign = "+" | "-" | "*" | "~" | "!";

/** One path at which two sides are not known to be equal. */
export interface Finding {
  readonly sign: Sign;
  readonly path: RelativePath;
  /** What exactly, where the sign does not say all. */
  readonly reason?: string | undefined;
  /** Nothing is known because somebody was at work on it meanwhile. */
  readonly meanwhile?: boolean;
}

/** Returns what the differences of one folder mean; what is below its own folders is not looked at. */
export function findingsOf(
  { folder, differences, parts }: FolderDifferences,
): readonly Finding[] {
  const found = differences.map((difference) => toFinding(folder, difference));
  if (parts.length === 0) return found;
  return [{ sign: "~", path: folder, reason: parts.join(", ") }, ...found];
}

function toFinding(folder: RelativePath, difference: Difference): Finding {
  const path = childPath(folder, difference.name);
  switch (difference.kind) {
    case "missing":
      return { sign: "+", path };
    case "extra":
      return { sign: "-", path };
    case "leftover":
      return { sign: "-", path, reason: "left by an interrupted pass" };
    case "changed":
      return ofChange(path, difference.reason);
    case "metadata":
      return { sign: "~", path, reason: difference.parts.join(", ") };
    case "retyped": {
      const { source, replica } = difference;
      const reason = `${WORDS[source]} in the source, ${
        WORDS[replica.kind]
      } in the replica`;
      return { sign: "*", path, reason };
    }
  }
}

const WORDS: Readonly<Record<EntryKind, string>> = {
  file: "a file",
  directory: "a folder",
  symlink: "a link",
  other: "a special file",
};

function ofChange(path: RelativePath, reason: ChangeReason): Finding {
  return { sign: reason === "hard link" ? "~" : "*", path, reason };
}

/** Returns what differs of files that are compared together because they have several names. */
export function findingsOfLinks(
  files: readonly LinkedFile[],
): readonly Finding[] {
  const { differences, groups } = planHardLinks(files);
  const apart = new Set<RelativePath>();
  for (const { folder, name } of groups.flatMap(namesToWrite)) {
    apart.add(childPath(folder, name));
  }
  for (const { folder, differences: found } of differences) {
    for (const { name } of found) apart.add(childPath(folder, name));
  }
  return files.flatMap(({ folder, name, verdict }): readonly Finding[] => {
    const path = childPath(folder, name);
    switch (verdict.kind) {
      case "changed":
        return [ofChange(path, verdict.reason)];
      case "metadata":
        return [{ sign: "~", path, reason: verdict.parts.join(", ") }];
      case "same":
      case "newer":
      case "retyped":
      case "undecided":
        return apart.has(path) ? [ofChange(path, "hard link")] : [];
    }
  });
}

/** Returns what an outcome of a survey means; nothing, of what is not kept and so not compared. */
export function findingOf(outcome: Outcome): Finding | undefined {
  switch (outcome.status) {
    case "failed": {
      const { path, problem } = outcome;
      return { sign: "!", path, reason: describeProblem(problem) };
    }
    case "skipped": {
      const { path, cause, reason } = outcome;
      if (cause !== "meanwhile") return undefined;
      return { sign: "!", path, reason, meanwhile: true };
    }
    case "done":
      return undefined;
  }
}
