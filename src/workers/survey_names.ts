import type { Folder, ReadableFolder } from "../disk/disk.ts";
import { checkStop } from "../disk/stop.ts";
import type { Verdict } from "../model/difference.ts";
import type { Entry, EntryKind } from "../model/entry.ts";
import { childPath, type RelativePath } from "../model/path.ts";
import type { Compared, Difference } from "../model/survey.ts";
import type { PassContext } from "./context.ts";
import { LARGE_BYTES } from "./copied.ts";
import type { SurveyItem } from "./job.ts";
import { ChangedMeanwhile, notCopied, toOutcome } from "./problems.ts";
import { judgeAttributes } from "./survey_attributes.ts";
import {
  compareContents,
  compareSmallFiles,
  judge,
  LARGE_COST,
} from "./survey_contents.ts";
import { FolderDrift, noteChanged } from "./survey_drift.ts";
import type { Findings } from "./survey_findings.ts";

/** Names of a large folder that are handed to another thread at a time. */
const NAMES_AT_ONCE = 500;

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

/** Compares the names of one folder, one at a time. */
export class NameSurvey {
  readonly pair: Pair;
  readonly differences: Difference[] = [];
  /** Names left to other threads. */
  #shared: string[] = [];
  #compared = 0;
  readonly #drift: FolderDrift;

  constructor(pair: Pair) {
    this.pair = pair;
    this.#drift = new FolderDrift(pair, pair);
  }

  /** Compares what is at a name that the source's listing has. */
  compareName(name: string, { source, replica }: NameKinds): void {
    const { folder, context, findings } = this.pair;
    if (context.filter?.(childPath(folder, name))) return;
    findings.looked++;
    findings.source++;
    if (replica !== undefined) findings.replica++;
    if (replica === "file") findings.files++;
    if (source === "other" && !context.specials) {
      this.#attempt(name, (path) => this.#skipOther(path, name));
    } else if (replica === undefined) {
      this.differences.push({ kind: "missing", name, entry: source });
      this.#drift.noteMissing(name);
    } else if (source === "directory" && replica === "directory") {
      findings.addMore({ kind: "pair", folder: childPath(folder, name) });
    } else if (
      isFileOrLink(source) && isFileOrLink(replica) && this.#isWorthSharing()
    ) this.#shared.push(name);
    else if (source === "file" && replica === "file") this.compareFiles(name);
    else {
      this.#begin();
      this.#attempt(name, (path) => this.#compareAt(path, name));
    }
  }

  /** Compares what is at a name that both sides have: files or, which takes longer here, links. */
  compareFiles(name: string): void {
    const { folder, source, replica, context, findings } = this.pair;
    this.#begin();
    // Perf: what nearly all entries of nearly all passes are, without an object for either side.
    if (context.looksSuffice && source.hasTwin?.(name, replica)) {
      return findings.addUnchanged(folder, name);
    }
    this.#attempt(name, (path) => {
      const { rules } = context.judgingOf(folder, name);
      const compared = rules.contents
        ? compareSmallFiles(name, this.pair, this.pair)
        : undefined;
      if (compared === undefined) this.#compareAt(path, name);
      else this.#conclude(path, compared);
    });
  }

  /** Adds what only the replica has. */
  addExtra(
    name: string,
    { kind, isTemporary }: {
      readonly kind: EntryKind;
      readonly isTemporary: boolean;
    },
  ): void {
    const { folder, context, findings } = this.pair;
    const path = childPath(folder, name);
    if (context.filter?.(path)) return;
    if (isTemporary) {
      this.differences.push({ kind: "leftover", name, entry: kind });
      return;
    }
    findings.replica++;
    if (kind === "file") findings.files++;
    findings.extra++;
    this.differences.push({ kind: "extra", name, entry: kind });
    this.#drift.noteExtra(name);
    if (kind === "directory") findings.addMore({ kind: "extra", folder: path });
  }

  /** Turns the names that were left to other threads into work for them. */
  handBackShared(): void {
    const { folder, findings } = this.pair;
    for (let at = 0; at < this.#shared.length; at += NAMES_AT_ONCE) {
      const names = this.#shared.slice(at, at + NAMES_AT_ONCE).join("/");
      findings.addMore({ kind: "names", folder, names });
    }
    this.#shared = [];
  }

  #begin(): void {
    checkStop(this.pair.context.signals.stop);
    this.#compared++;
  }

  /** Perf: one folder of 100,000 files would keep one thread busy and all others idle. */
  #isWorthSharing(): boolean {
    if (this.#shared.length > 0) return true;
    return this.#compared >= NAMES_AT_ONCE &&
      this.pair.context.signals.isHungry();
  }

  #compareAt(path: RelativePath, name: string): void {
    const { context } = this.pair;
    const source = this.pair.source.stat(name);
    if (source === undefined) throw vanished();
    if (source.kind === "other" && !context.specials) {
      return this.#skipOther(path, name);
    }
    const replica = this.pair.replica.stat(name);
    if (replica === undefined) {
      this.differences.push({ kind: "missing", name, entry: source.kind });
      return;
    }
    const verdict = this.#decide(name, source, replica);
    if (verdict === undefined) return;
    this.#conclude(path, { name, source, replica, verdict });
  }

  #conclude(path: RelativePath, compared: Compared): void {
    const { folder, context, findings } = this.pair;
    const { name, replica } = compared;
    const pair = { ...this.pair, name };
    const verdict = judgeAttributes(compared.verdict, pair, context);
    noteChanged(pair, { ...compared, verdict }, pair);
    if (verdict.kind === "retyped" && replica.kind === "directory") {
      this.#countContents(path);
    }
    const difference = findings.judge(folder, { ...compared, verdict });
    if (difference !== undefined) this.differences.push(difference);
  }

  /** Returns the verdict, or `undefined` if reading two large files is left to a job of its own. */
  #decide(name: string, source: Entry, replica: Entry): Verdict | undefined {
    const { folder, context, findings } = this.pair;
    const judging = context.judgingOf(folder, name);
    const verdict = judge(source, replica, judging);
    const isOpen = verdict.kind === "undecided";
    if (!isOpen || source.kind !== "file" || replica.kind !== "file") {
      return verdict;
    }
    if (source.size < LARGE_BYTES) {
      findings.bytes += source.size;
      return compareContents({ name, source, replica }, this.pair, context);
    }
    findings.addMore({ kind: "contents", folder, name, source, replica });
    // So that the job soon hands back what keeps a thread busy for long.
    findings.looked += LARGE_COST;
    return undefined;
  }

  /** A folder that becomes a file is removed with all that is in it, and counts as such. */
  #countContents(path: RelativePath): void {
    const { context, findings } = this.pair;
    if (!context.settings.removals) return;
    findings.extra++;
    findings.addMore({ kind: "extra", folder: path });
  }

  #skipOther(path: RelativePath, name: string): void {
    const entry = this.pair.source.stat(name);
    if (entry?.kind !== "other") throw vanished();
    this.pair.findings.addOutcome(notCopied(path, entry));
  }

  #attempt(name: string, action: (path: RelativePath) => void): void {
    const path = childPath(this.pair.folder, name);
    try {
      action(path);
    } catch (error) {
      this.pair.findings.addOutcome(toOutcome(error, path));
    }
  }
}

/** Compares names of a large folder that another thread has listed. */
export function surveyNames(
  { folder, names: joined }: Extract<SurveyItem, { kind: "names" }>,
  context: PassContext,
  findings: Findings,
): void {
  const names = joined.split("/");
  findings.looked += names.length;
  try {
    using source = context.openSource(folder);
    using replica = context.openReplica(folder);
    const survey = new NameSurvey({
      folder,
      source,
      replica,
      context,
      findings,
    });
    for (const name of names) survey.compareFiles(name);
    findings.addFolder(folder, { differences: survey.differences, parts: [] });
  } catch (error) {
    findings.addOutcome(toOutcome(error, folder));
  }
}

/** What may be opened without harm: nobody waits at the other end. */
function isFileOrLink(kind: EntryKind): boolean {
  return kind === "file" || kind === "symlink";
}

function vanished(): ChangedMeanwhile {
  return new ChangedMeanwhile(
    "it vanished from the source, or became something else",
  );
}
