import type { Outcome } from "../model/outcome/outcome.ts";
import type { Ending } from "../model/outcome/report.ts";
import type { DigestName } from "../model/settings.ts";
import type { ManifestEntry } from "../model/verify/manifest.ts";
import type { DigestedFile } from "../workers/tree/tree_job.ts";
import { type DigestMeans, digestNamed } from "./digest_named.ts";
import { type NamedTree, ofOneTree } from "./one_tree.ts";

/** Of what a list is made, and how. */
export interface ManifestRequest extends NamedTree {
  readonly digest: DigestName;
}

/** What making a list works with. */
export interface ManifestMeans extends DigestMeans {
  /** Hears of what is not in the list, but should be. */
  readonly tell: (outcomes: readonly Outcome[]) => void;
  /** Writes entries; it is waited for. */
  readonly write: (entries: readonly ManifestEntry[]) => Promise<void>;
  readonly progress: (sums: ManifestSums) => void;
}

/** How many files are in a list. */
export interface ManifestSums {
  readonly files: number;
  readonly bytes: number;
  readonly failed: number;
  /** Files that changed each time they were read. */
  readonly meanwhile: number;
}

export interface ManifestReport extends ManifestSums {
  readonly ending: Ending;
}

/**
 * Lists the digests of all files of a tree, in the order of the bytes of their
 * paths.
 * @throws {Error} what `write` throws, or on a bug
 */
export async function makeManifest(
  request: ManifestRequest,
  means: ManifestMeans,
): Promise<ManifestReport> {
  const list = new List(means);
  const ending = await digestNamed(request, means, {
    tell: (outcomes) => list.leaveOut(outcomes),
    wants: (_, { kind }) => kind === "file" ? request.digest : undefined,
    take: (files) => list.add(files),
  });
  return { ...list.sums, ending };
}

const NOTHING: ManifestSums = { files: 0, bytes: 0, failed: 0, meanwhile: 0 };

class List {
  readonly #means: ManifestMeans;
  sums = NOTHING;

  constructor(means: ManifestMeans) {
    this.#means = means;
  }

  async add(digested: readonly DigestedFile[]): Promise<void> {
    const entries: ManifestEntry[] = [];
    const outcomes: Outcome[] = [];
    let { files, bytes } = this.sums;
    for (const file of digested) {
      if ("outcome" in file) outcomes.push(file.outcome);
      else {
        entries.push(file);
        files++;
        bytes += file.bytes;
      }
    }
    this.sums = { ...this.sums, files, bytes };
    this.leaveOut(outcomes);
    if (entries.length > 0) await this.#means.write(entries);
  }

  leaveOut(outcomes: readonly Outcome[]): void {
    let { failed, meanwhile } = this.sums;
    for (const outcome of outcomes) {
      if (outcome.status === "failed") failed++;
      if (outcome.status === "skipped") meanwhile++;
    }
    this.sums = { ...this.sums, failed, meanwhile };
    if (outcomes.length > 0) this.#means.tell(outcomes.map(ofOneTree));
    this.#means.progress(this.sums);
  }
}
