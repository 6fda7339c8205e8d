import type { Verdict } from "../../model/entry/difference.ts";
import { isAfter, isBefore, isEdited } from "../../model/entry/drift.ts";
import type { Entry } from "../../model/entry/entry.ts";
import { childPath } from "../../model/paths/path.ts";
import type { FolderPair, SurveyMeans } from "./folder_pair.ts";

/** Notes it if a difference between two entries is somebody else's doing. */
export function noteChanged(
  { folder, source: from, replica: to }: FolderPair,
  { name, source, replica, verdict }: {
    readonly name: string;
    readonly source: Entry;
    readonly replica: Entry;
    readonly verdict: Verdict;
  },
  { context, findings }: SurveyMeans,
): void {
  const { marks } = context.settings;
  if (marks === undefined || !isToBeMended(verdict)) return;
  const edited = isEdited({
    source,
    replica,
    sourceChange: () => from.changeTime?.(name),
    replicaChange: () => to.changeTime?.(name),
  }, marks);
  if (edited) {
    findings.addDrift({ path: childPath(folder, name), kind: "changed" });
  }
}

/** Looks for what others have removed from a folder of the replica, or added to it. */
export class FolderDrift {
  readonly #pair: FolderPair;
  readonly #means: SurveyMeans;
  #isTouched: boolean | undefined;

  constructor(pair: FolderPair, means: SurveyMeans) {
    this.#pair = pair;
    this.#means = means;
  }

  /** Notes it if the replica had what it lacks now. */
  noteMissing(name: string): void {
    const { marks } = this.#means.context.settings;
    if (marks?.sourceBefore === undefined || !this.#hasChanged()) return;
    const change = this.#pair.source.changeTime?.(name);
    if (!isBefore(change, marks.sourceBefore)) return;
    this.#note(name, "removed");
  }

  /** Notes it if what only the replica has came from somebody else. */
  noteExtra(name: string): void {
    const { marks, removals } = this.#means.context.settings;
    if (marks === undefined || !removals || !this.#hasChanged()) return;
    const change = this.#pair.replica.changeTime?.(name);
    if (!isAfter(change, marks.replicaSince)) return;
    this.#note(name, "added");
  }

  /** Perf: a folder that nobody has touched has lost and gained nothing, so that no name is looked at. */
  #hasChanged(): boolean {
    return this.#isTouched ??= isAfter(
      this.#pair.replica.changeTime?.(""),
      this.#means.context.settings.marks?.replicaSince,
    );
  }

  #note(name: string, kind: "removed" | "added"): void {
    const path = childPath(this.#pair.folder, name);
    this.#means.findings.addDrift({ path, kind });
  }
}

function isToBeMended(verdict: Verdict): boolean {
  return verdict.kind === "changed" || verdict.kind === "retyped" ||
    verdict.kind === "metadata";
}
