import { digestOf, halfOf, sameContents } from "../../disk/content.ts";
import { DiskError, type ReadableFolder } from "../../disk/disk.ts";
import type { ReadableFile } from "../../disk/open_file.ts";
import { settle } from "../../disk/settle.ts";
import { contentsOf } from "../../model/entry/decay.ts";
import {
  compare,
  decide,
  type DigestPair,
  mayBeLimitOfReplica,
  type Verdict,
} from "../../model/entry/difference.ts";
import {
  type Entry,
  type FileEntry,
  isSameEntry,
  isUntouched,
} from "../../model/entry/entry.ts";
import { childPath, type RelativePath } from "../../model/paths/path.ts";
import type { Compared } from "../../model/plan/survey.ts";
import { LARGE_BYTES } from "../apply/copied.ts";
import type { PassContext } from "../context.ts";
import type { Judging } from "../judging.ts";
import { ChangedMeanwhile, toOutcome } from "../problems.ts";
import type { FolderPair, SurveyMeans } from "./folder_pair.ts";
import type { SurveyItem } from "./pair_job.ts";
import { judgeAttributes } from "./survey_attributes.ts";
import { noteChanged } from "./survey_drift.ts";
import type { Findings } from "./survey_findings.ts";

/** Two files with the same path and size, as the survey saw them. */
export interface FilePair {
  readonly name: string;
  readonly source: FileEntry;
  readonly replica: FileEntry;
}

/** What was found of two files, by opening them. */
interface OpenFiles {
  readonly path: RelativePath;
  readonly input: ReadableFile;
  readonly copy: ReadableFile;
  /** What both were before anything was read. */
  readonly source: FileEntry;
  readonly replica: FileEntry;
}

const CHANGED = { kind: "changed", reason: "content" } as const;

/** Bytes that can be compared in the time in which an entry is looked at: some 3 us. */
export const BYTES_FOR_A_LOOK = 4096;

/** Entries that could be looked at while a file is compared that is just large. */
export const LARGE_COST = LARGE_BYTES / BYTES_FOR_A_LOOK;

/**
 * Reads two files to decide whether they differ. A source file that changes
 * while it is read, and a replica file that cannot be read, count as different:
 * the copy that follows puts both right. No copy follows a verification, which
 * therefore hears of them.
 * @throws {DiskError} if the source cannot be read
 */
export function compareContents(
  { name, source, replica }: FilePair,
  folders: FolderPair,
  means: SurveyMeans,
): Verdict {
  const { context } = means;
  using input = folders.source.openFile(name);
  if (!isUntouched(source, input.opened)) return inMotion(context);
  return unlessUnreadable(context, () => {
    using copy = folders.replica.openFile(name);
    const path = childPath(folders.folder, name);
    return compareOpen({ path, input, copy, source, replica }, means);
  });
}

/**
 * Compares two files whose contents count whatever their times say. Returns
 * `undefined` where that takes a closer look: one of them cannot be opened, or
 * is no file any more, or they are large.
 *
 * Perf: what is open need not be looked at by its name, which takes twice the
 * time; this makes comparing small files a sixth faster.
 * @throws {DiskError} if the source cannot be read
 */
export function compareSmallFiles(
  name: string,
  folders: FolderPair,
  means: SurveyMeans,
): Compared | undefined {
  const { context } = means;
  using input = openOrNot(folders.source, name);
  using copy = openOrNot(folders.replica, name);
  if (input === undefined || copy === undefined) return undefined;
  const { opened: source } = input;
  const { opened: replica } = copy;
  if (source.size >= LARGE_BYTES) return undefined;
  const verdict = judge(source, replica, context);
  if (verdict.kind !== "undecided") return { name, source, replica, verdict };
  const path = childPath(folders.folder, name);
  const files = { path, input, copy, source, replica };
  const decided = unlessUnreadable(context, () => compareOpen(files, means));
  return { name, source, replica, verdict: decided };
}

function openOrNot(
  folder: ReadableFolder,
  name: string,
): ReadableFile | undefined {
  try {
    return folder.openFile(name);
  } catch (error) {
    if (error instanceof DiskError) return undefined;
    throw error;
  }
}

function unlessUnreadable(
  { settings }: PassContext,
  compare: () => Verdict,
): Verdict {
  try {
    return compare();
  } catch (error) {
    const isMended = error instanceof DiskError && error.side === "replica" &&
      settings.verification === undefined;
    if (isMended) return CHANGED;
    throw error;
  }
}

/** A file that changes between two looks at it. */
function inMotion({ settings }: PassContext): Verdict {
  if (settings.verification === undefined) return CHANGED;
  throw new ChangedMeanwhile("it changed while it was compared");
}

function compareOpen(
  { path, input, copy, source, replica }: OpenFiles,
  { context, findings }: SurveyMeans,
): Verdict {
  settle(source, context.copyOptions);
  // A past that nothing has changed since is the replica's own file.
  const isOne = context.settings.past !== undefined &&
    isSameEntry(source, replica);
  const digests = isOne ? undefined : digestBoth(input, copy, context);
  const equal = isOne ||
    (digests === undefined
      ? sameContents(input, copy, context.copyOptions)
      : digests.source === digests.replica);
  findings.bytes += source.size;
  if (!isUntouched(source, input.stat())) return inMotion(context);
  if (digests !== undefined) {
    if (!equal) return { ...CHANGED, digests };
    findings.addContents(contentsOf(path, source, digests.source));
  }
  return decide({ equal }, { source, replica, rules: context.rules });
}

/** Returns the digests of both files, where they are to be compared by them. */
function digestBoth(
  input: ReadableFile,
  copy: ReadableFile,
  { copyOptions }: PassContext,
): DigestPair | undefined {
  const { digest } = copyOptions;
  if (digest === undefined) return undefined;
  const half = halfOf(copyOptions);
  return {
    source: digestOf(input, digest(), half),
    replica: digestOf(copy, digest(), half),
  };
}

/**
 * Compares two entries; where the verdict may be due to what the replica's file
 * system cannot keep, it is first found out what that is.
 */
export function judge(
  source: Entry,
  replica: Entry,
  judging: Judging,
): Verdict {
  const verdict = compare(source, replica, judging.rules);
  if (!mayBeLimitOfReplica(verdict, source, replica)) return verdict;
  return compare(source, replica, judging.provenRules);
}

/** Compares two large files as a piece of work of their own, so that threads share them out. */
export function compareLargeFiles(
  item: Extract<SurveyItem, { kind: "contents" }>,
  context: PassContext,
  findings: Findings,
): void {
  const { folder, name, source, replica } = item;
  findings.looked += Math.ceil(source.size / BYTES_FOR_A_LOOK);
  try {
    using from = context.openSource(folder);
    using to = context.openReplica(folder);
    const folders = { folder, source: from, replica: to };
    const verdict = judgeAttributes(
      compareContents(item, folders, { context, findings }),
      { name, ...folders },
      context,
    );
    const compared = { name, source, replica, verdict };
    noteChanged(folders, compared, { context, findings });
    const difference = findings.judge(folder, compared);
    if (difference !== undefined) {
      findings.addFolder(folder, { differences: [difference], parts: [] });
    }
  } catch (error) {
    findings.addOutcome(toOutcome(error, childPath(folder, name)));
  }
}
