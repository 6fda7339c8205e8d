import type { PathContents } from "../../model/entry/decay.ts";
import {
  type MetadataPart,
  sparingLinks,
} from "../../model/entry/difference.ts";
import type { Drift } from "../../model/entry/drift.ts";
import type { Outcome } from "../../model/outcome/outcome.ts";
import { childPath, type RelativePath } from "../../model/paths/path.ts";
import { type LinkedFile, toLinkedFile } from "../../model/plan/hard_links.ts";
import {
  type Compared,
  type Difference,
  type FolderDifferences,
  toDifference,
} from "../../model/plan/survey.ts";
import type { PassSettings } from "../../model/settings.ts";
import type { SurveyItem, SurveyReply } from "./pair_job.ts";

/** What of the pass's settings decides on what is told. */
type FindingsSettings = Pick<
  PassSettings,
  "unchanged" | "hardLinks" | "verification" | "past" | "dryRun"
>;

/** What one survey job has found so far. */
export class Findings {
  /** Entries looked at, on either side: what the job costs. */
  looked = 0;
  /** See `SurveyCounts`. */
  source = 0;
  replica = 0;
  files = 0;
  shielded = 0;
  unchanged = 0;
  extra = 0;
  suspended = 0;
  bytes = 0;
  readonly #settings: FindingsSettings;
  readonly #found: FolderDifferences[] = [];
  readonly #outcomes: Outcome[] = [];
  readonly #linked: LinkedFile[] = [];
  readonly #drifts: Drift[] = [];
  #contents: PathContents[] | undefined;
  #more: SurveyItem[] = [];

  constructor(settings: FindingsSettings) {
    this.#settings = settings;
  }

  addFolder(
    folder: RelativePath,
    found: {
      differences: readonly Difference[];
      parts: readonly MetadataPart[];
    },
  ): void {
    if (found.differences.length === 0 && found.parts.length === 0) return;
    this.#found.push({ folder, ...found });
  }

  addOutcome(outcome: Outcome): void {
    this.#outcomes.push(outcome);
  }

  addUnchanged(folder: RelativePath, name: string): void {
    this.unchanged++;
    if (!this.#settings.unchanged) return;
    const path = childPath(folder, name);
    this.#outcomes.push({ status: "done", action: "unchanged", path });
  }

  /** Counts and tells a verdict that is final; returns the difference it means, if any. */
  judge(folder: RelativePath, compared: Compared): Difference | undefined {
    const linked = this.#settings.hardLinks
      ? toLinkedFile(folder, compared)
      : undefined;
    if (linked !== undefined) {
      this.#linked.push(linked);
      return undefined;
    }
    const { name, replica } = compared;
    const verdict = this.#settings.verification === undefined
      ? sparingLinks(compared.verdict, replica)
      : compared.verdict;
    if (verdict.kind === "same") this.addUnchanged(folder, name);
    if (verdict.kind === "newer") {
      this.addOutcome({
        status: "skipped",
        path: childPath(folder, name),
        cause: "newer",
        reason: "the replica's file is newer",
      });
    }
    return toDifference({ ...compared, verdict });
  }

  addDrift(drift: Drift): void {
    this.#drifts.push(drift);
  }

  /** Notes what two equal files hold, for passes to come; a dry run or a verification leaves nothing to them. */
  addContents(contents: PathContents): void {
    const { verification, past, dryRun } = this.#settings;
    if (verification !== undefined || past !== undefined || dryRun) return;
    this.#contents ??= [];
    this.#contents.push(contents);
  }

  addMore(item: SurveyItem): void {
    this.#more.push(item);
  }

  /** Returns the items added since it was last called. */
  takeMore(): readonly SurveyItem[] {
    const more = this.#more;
    if (more.length > 0) this.#more = [];
    return more;
  }

  toReply(waiting: readonly SurveyItem[]): SurveyReply {
    const { source, replica, files, shielded } = this;
    const { unchanged, extra, suspended, bytes } = this;
    return {
      kind: "surveyed",
      found: this.#found,
      more: [...waiting, ...this.#more],
      counts: {
        source,
        replica,
        files,
        shielded,
        unchanged,
        extra,
        suspended,
        bytes,
      },
      linked: this.#linked,
      outcomes: this.#outcomes,
      drifts: this.#drifts,
      contents: this.#contents,
    };
  }
}
