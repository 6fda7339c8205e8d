import { sameContents } from "../disk/content.ts";
import { DiskError, type ReadableFolder } from "../disk/disk.ts";
import { settle } from "../disk/settle.ts";
import { decide, type Verdict } from "../model/difference.ts";
import { type FileEntry, isUntouched } from "../model/entry.ts";
import { childPath } from "../model/path.ts";
import type { PassContext } from "./context.ts";
import type { SurveyItem } from "./job.ts";
import { toOutcome } from "./problems.ts";
import { judgeAttributes } from "./survey_attributes.ts";
import type { Findings } from "./survey_findings.ts";

/** Two open folders with the same path on both sides. */
export interface FolderPair {
  readonly source: ReadableFolder;
  readonly replica: ReadableFolder;
}

/** Two files with the same path and size, as the survey saw them. */
export interface FilePair {
  readonly name: string;
  readonly source: FileEntry;
  readonly replica: FileEntry;
}

const CHANGED: Verdict = { kind: "changed", reason: "content" };

/**
 * Reads two files to decide whether they differ. A source file that changes
 * while it is read, and a replica file that cannot be read, count as different:
 * the copy that follows puts both right.
 * @throws {DiskError} if the source cannot be read
 */
export function compareContents(
  files: FilePair,
  folders: FolderPair,
  context: PassContext,
): Verdict {
  const { name, source, replica } = files;
  using input = folders.source.openFile(name);
  settle(source, context.copyOptions.now());
  if (!isUntouched(source, input.stat())) return CHANGED;
  try {
    using copy = folders.replica.openFile(name);
    const equal = sameContents(input, copy, context.copyOptions);
    if (!isUntouched(source, input.stat())) return CHANGED;
    return decide({ equal }, { source, replica, rules: context.rules });
  } catch (error) {
    if (error instanceof DiskError && error.side === "replica") return CHANGED;
    throw error;
  }
}

/** Compares two large files as a piece of work of their own, so that threads share them out. */
export function compareLargeFiles(
  item: Extract<SurveyItem, { kind: "contents" }>,
  context: PassContext,
  findings: Findings,
): void {
  const { folder, name, source, replica } = item;
  findings.looked++;
  try {
    using from = context.openSource(folder);
    using to = context.openReplica(folder);
    const folders = { source: from, replica: to };
    const verdict = judgeAttributes(
      compareContents(item, folders, context),
      { name, ...folders },
      context,
    );
    const difference = findings.judge(folder, {
      name,
      source,
      replica,
      verdict,
    });
    if (difference !== undefined) {
      findings.addFolder(folder, { differences: [difference], parts: [] });
    }
  } catch (error) {
    findings.addOutcome(toOutcome(error, childPath(folder, name)));
  }
}
