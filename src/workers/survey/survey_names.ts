import type { Listing } from "../../disk/disk.ts";
import { checkStop } from "../../disk/stop.ts";
import type { Verdict } from "../../model/entry/difference.ts";
import type { Entry, EntryKind } from "../../model/entry/entry.ts";
import { childPath, type RelativePath } from "../../model/paths/path.ts";
import type { Compared, Difference } from "../../model/plan/survey.ts";
import { LARGE_BYTES } from "../apply/copied.ts";
import { notCopied, toOutcome, vanishedFromSource } from "../problems.ts";
import type { FolderFilter } from "../rules/exclusion.ts";
import type { NameKinds, Pair } from "./folder_pair.ts";
import { NAMES_AT_ONCE, toItems, WORTH_TELLING } from "./names_items.ts";
import { judgeAttributes } from "./survey_attributes.ts";
import {
  compareContents,
  compareSmallFiles,
  judge,
  LARGE_COST,
} from "./survey_contents.ts";
import { FolderDrift, noteChanged } from "./survey_drift.ts";
import { isShielded, judgeSight } from "./survey_excluded.ts";
import { addExtraFolder, addReplacedFolder } from "./survey_extra.ts";
import { readOfTwins } from "./twins.ts";

/** Compares the names of one folder, one at a time. */
export class NameSurvey {
  readonly pair: Pair;
  readonly differences: Difference[] = [];
  /** Names left to other threads. */
  #shared: string[] = [];
  /** All names of files and links have been given to other threads. */
  #isGivenAway = false;
  #compared = 0;
  readonly #drift: FolderDrift;
  readonly #filter: FolderFilter | undefined;

  constructor(pair: Pair) {
    this.pair = pair;
    this.#filter = pair.context.exclusion?.in(pair.folder);
    this.#drift = new FolderDrift(pair, pair);
  }

  /**
   * Gives the files and links of a large folder to threads that have nothing to
   * do, while this one still has to list the replica's side.
   *
   * Perf: of 100,000 files in one folder each listing takes 50 ms, and one
   * thread had nothing to do for all that time. Filters have to know both sides
   * first.
   */
  giveAway({ names, kinds }: Listing): void {
    const { folder, context } = this.pair;
    const { tell, looksSuffice, signals } = context;
    if (names.length < WORTH_TELLING || tell === undefined) return;
    if (!looksSuffice || this.#filter || !signals.isHungry()) return;
    this.#isGivenAway = true;
    tell({
      kind: "part",
      more: toItems(
        folder,
        names.filter((name, index) =>
          isFileOrLink(kinds[index] ?? "other") &&
          !context.isLeftAlone?.(childPath(folder, name))
        ),
      ),
    });
  }

  /** Compares what is at a name that the source's listing has. */
  compareName(name: string, kinds: NameKinds): void {
    const { folder, context, findings } = this.pair;
    const { source, replica } = kinds;
    if (context.isLeftAlone?.(childPath(folder, name))) return;
    const filter = this.#filter;
    if (filter !== undefined && this.#isLeftOut(name, kinds, filter)) return;
    findings.looked++;
    findings.source++;
    context.gauge?.addEntry();
    if (replica !== undefined) findings.replica++;
    if (replica === "file") findings.files++;
    if (this.#isGivenAway && isFileOrLink(source)) return;
    if (source === "other" && !context.specials) {
      this.#attempt(name, (path) => this.#skipOther(path, name));
    } else if (replica === undefined) {
      this.#addMissing(name, source);
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
    const { folder, context, findings } = this.pair;
    this.#begin();
    const { rules } = context.judgingOf(folder, name);
    const read = readOfTwins(name, this.pair, rules);
    if (read !== undefined) {
      findings.bytes += read;
      return findings.addUnchanged(folder, name);
    }
    this.#attempt(name, (path) => {
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
    if (context.isLeftAlone?.(path)) return;
    if (isTemporary) {
      this.differences.push({ kind: "leftover", name, entry: kind });
      return;
    }
    const { pair } = this;
    const filter = this.#filter;
    if (filter && isShielded(name, kind, { filter, pair })) return;
    findings.replica++;
    if (kind === "file") findings.files++;
    if (kind === "directory" && !addExtraFolder(path, this.pair)) return;
    findings.extra++;
    this.differences.push({ kind: "extra", name, entry: kind });
    this.#drift.noteExtra(name);
  }

  /** Turns the names that were left to other threads into work for them. */
  handBackShared(): void {
    const { folder, findings } = this.pair;
    for (const item of toItems(folder, this.#shared)) findings.addMore(item);
    this.#shared = [];
  }

  /** Judges a name by the filters; tells whether that is all there is to it. */
  #isLeftOut(name: string, kinds: NameKinds, filter: FolderFilter): boolean {
    const sight = judgeSight(name, kinds, { filter, pair: this.pair });
    const { replica: kind } = kinds;
    if (sight === "extra" && kind !== undefined) {
      this.addExtra(name, { kind, isTemporary: false });
    }
    return sight !== "compared";
  }

  #addMissing(name: string, entry: EntryKind): void {
    this.differences.push({ kind: "missing", name, entry });
    this.#drift.noteMissing(name);
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
    if (source === undefined) throw vanishedFromSource();
    if (source.kind === "other" && !context.specials) {
      return this.#skipOther(path, name);
    }
    const replica = this.pair.replica.stat(name);
    if (replica === undefined) return this.#addMissing(name, source.kind);
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
    const isReplaced = verdict.kind === "retyped" &&
      replica.kind === "directory";
    if (isReplaced && !addReplacedFolder(path, this.pair)) return;
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
      return compareContents({ name, source, replica }, this.pair, this.pair);
    }
    findings.addMore({ kind: "contents", folder, name, source, replica });
    // So that the job soon hands back what keeps a thread busy for long.
    findings.looked += LARGE_COST;
    return undefined;
  }

  #skipOther(path: RelativePath, name: string): void {
    const entry = this.pair.source.stat(name);
    if (entry?.kind !== "other") throw vanishedFromSource();
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

/** What may be opened without harm: nobody waits at the other end. */
function isFileOrLink(kind: EntryKind): boolean {
  return kind === "file" || kind === "symlink";
}
