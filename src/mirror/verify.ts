import type { Outcome } from "../model/outcome/outcome.ts";
import { childPath, type RelativePath } from "../model/paths/path.ts";
import type { FolderDifferences } from "../model/plan/survey.ts";
import { leftAloneOf } from "../model/roots/own_files.ts";
import type { PassSettings } from "../model/settings.ts";
import {
  type Finding,
  findingOf,
  findingsOf,
  findingsOfLinks,
} from "../model/verify/finding.ts";
import {
  sortFindings,
  type VerificationProgress,
  type VerificationReport,
} from "../model/verify/verification.ts";
import type { Pool } from "../workers/threads/pool.ts";
import type { TreeRoot } from "../workers/tree/tree_job.ts";
import { endingByLoss } from "./ended.ts";
import { surveyTrees } from "./survey.ts";
import { openTrees, type VerifyRequest } from "./verify_prepare.ts";
import { walk } from "./walk.ts";

/** What a verification works with. */
export interface VerifyMeans {
  readonly pool: Pool;
  /** Hears what the user should know that concerns no single path. */
  readonly warn: (text: string) => void;
  readonly progress: (progress: VerificationProgress) => void;
  readonly isStopped: () => boolean;
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
}

type Verified = Omit<VerificationReport, "milliseconds">;

/**
 * Compares two trees and changes nothing: a survey that reads contents, whose
 * findings are told instead of planned.
 * @throws {Error} on a bug
 */
export async function verifyTrees(
  request: VerifyRequest,
  means: VerifyMeans,
): Promise<VerificationReport> {
  const startedAt = means.now();
  const verified = await verifyOnce(request, means);
  await means.pool.end();
  return {
    ...verified,
    findings: sortFindings(verified.findings),
    part: request.part,
    milliseconds: means.now() - startedAt,
  };
}

async function verifyOnce(
  request: VerifyRequest,
  means: VerifyMeans,
): Promise<Verified> {
  const opened = await openTrees(request, means);
  if (opened.kind === "ended") return nothing(opened.ending);
  const list = new FindingList(means);
  try {
    await compareTrees(opened.settings, { means, list });
    const kind = means.isStopped() ? "stopped" : "done";
    return { ...list.sums(), ending: { kind } };
  } catch (error) {
    return { ...list.sums(), ending: endingByLoss(error) };
  }
}

function nothing(ending: VerificationReport["ending"]): Verified {
  return { ending, findings: [], entries: 0, bytes: 0 };
}

/** A verification at work. */
interface Verifying {
  readonly means: VerifyMeans;
  readonly list: FindingList;
}

async function compareTrees(
  settings: PassSettings,
  { means, list }: Verifying,
): Promise<void> {
  const { pool, isStopped } = means;
  pool.begin(settings);
  const survey = await surveyTrees(pool, {
    isStopped,
    listen: (outcomes) => list.addOutcomes(outcomes),
    progress: ({ source, extra, bytes }) =>
      list.setCounts({ entries: source + extra, bytes }),
  });
  for (const folder of survey.found) list.addAll(findingsOf(folder));
  list.addAll(findingsOfLinks(survey.linked));
  for (const folder of foldersOfOneSide(survey.found)) {
    if (isStopped()) return;
    await addBelow(folder, settings, { means, list });
  }
}

/** A folder that only one side has. */
interface FolderOfOneSide {
  readonly side: "source" | "replica";
  readonly path: RelativePath;
}

/** Everything in them is only on that side, too; the survey has not named it. */
function foldersOfOneSide(
  found: readonly FolderDifferences[],
): readonly FolderOfOneSide[] {
  return found.flatMap(({ folder, differences }) =>
    differences.flatMap((difference): readonly FolderOfOneSide[] => {
      const path = childPath(folder, difference.name);
      switch (difference.kind) {
        case "missing":
          return difference.entry === "directory"
            ? [{ side: "source", path }]
            : [];
        case "extra":
        case "leftover":
          return difference.entry === "directory"
            ? [{ side: "replica", path }]
            : [];
        case "retyped":
          if (difference.source === "directory") {
            return [{ side: "source", path }];
          }
          return difference.replica.kind === "directory"
            ? [{ side: "replica", path }]
            : [];
        case "changed":
        case "metadata":
          return [];
      }
    })
  );
}

async function addBelow(
  { side, path: folder }: FolderOfOneSide,
  settings: PassSettings,
  { means, list }: Verifying,
): Promise<void> {
  const { pool, isStopped } = means;
  const sign = side === "source" ? "+" : "-";
  const root = rootOf(side, settings);
  const isLeftAlone = leftAloneOf(settings.own);
  const tell = (outcomes: readonly Outcome[]): void =>
    list.addOutcomes(outcomes);
  for await (
    const walked of walk({
      pool,
      root,
      folder,
      isLeftAlone,
      filtered: true,
      tell,
      isStopped,
    })
  ) {
    const paths = walked.entries
      .filter(({ kind }) =>
        side === "replica" || kind !== "other" || settings.specials
      )
      .map(({ name }) => childPath(walked.folder, name));
    list.addAll(paths.map((path) => ({ sign, path })));
    if (side === "source") list.countMore(paths.length);
  }
}

function rootOf(
  side: "source" | "replica",
  { source, sourceIdentity, replica, replicaIdentity }: PassSettings,
): TreeRoot {
  return side === "source" || replicaIdentity === undefined
    ? { side: "source", path: source, identity: sourceIdentity }
    : { side, path: replica, identity: replicaIdentity };
}

/** Gathers what is found, and tells how far it has come. */
class FindingList {
  readonly #means: VerifyMeans;
  readonly #findings: Finding[] = [];
  #counts = { entries: 0, bytes: 0 };

  constructor(means: VerifyMeans) {
    this.#means = means;
  }

  addAll(findings: readonly Finding[]): void {
    for (const finding of findings) this.#findings.push(finding);
    this.#tell();
  }

  addOutcomes(outcomes: readonly Outcome[]): void {
    this.addAll(
      outcomes.map(findingOf).filter((finding) => finding !== undefined),
    );
  }

  setCounts(
    counts: { readonly entries: number; readonly bytes: number },
  ): void {
    this.#counts = counts;
    this.#tell();
  }

  countMore(entries: number): void {
    const { entries: before, bytes } = this.#counts;
    this.setCounts({ entries: before + entries, bytes });
  }

  sums(): Omit<Verified, "ending"> {
    return { ...this.#counts, findings: this.#findings };
  }

  #tell(): void {
    const findings = this.#findings.length;
    this.#means.progress({ ...this.#counts, findings });
  }
}
