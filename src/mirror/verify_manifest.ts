import type { EntryKind } from "../model/entry/entry.ts";
import type { Outcome } from "../model/outcome/outcome.ts";
import { isInside, type RelativePath } from "../model/paths/path.ts";
import { type DigestName, DIGESTS } from "../model/settings.ts";
import { type Finding, findingOf } from "../model/verify/finding.ts";
import {
  sortFindings,
  type VerificationReport,
} from "../model/verify/verification.ts";
import type { DigestedFile } from "../workers/tree/tree_job.ts";
import { digestNamed } from "./digest_named.ts";
import { type NamedTree, ofOneTree } from "./one_tree.ts";
import type { VerifyMeans } from "./verify.ts";

/** The digests that files should have, by their paths; "" where a list gives two. */
export type ManifestDigests = ReadonlyMap<RelativePath, string>;

export interface VerifyManifestRequest extends NamedTree {
  readonly digests: ManifestDigests;
}

/**
 * Compares the files of a tree with a list of digests. Nothing that the list
 * names is opened for that: the tree is gone through, and what is found there
 * is looked up in the list.
 * @throws {Error} on a bug
 */
export async function verifyManifest(
  request: VerifyManifestRequest,
  means: VerifyMeans,
): Promise<VerificationReport> {
  const startedAt = means.now();
  const check = new Check(request.digests, means);
  const ending = await digestNamed(request, means, {
    tell: (outcomes) => check.addOutcomes(outcomes),
    wants: (path, { kind }) => check.meet(path, kind),
    take: (files) => check.compare(files),
  });
  if (ending.kind === "done") check.addMissing();
  const findings = sortFindings(check.findings);
  const milliseconds = means.now() - startedAt;
  return { ...check.sums, ending, findings, milliseconds };
}

/** Ticks off what a list names. */
class Check {
  readonly findings: Finding[] = [];
  sums = { entries: 0, bytes: 0 };
  readonly #digests: ManifestDigests;
  readonly #means: VerifyMeans;
  readonly #met = new Set<RelativePath>();

  constructor(digests: ManifestDigests, means: VerifyMeans) {
    this.#digests = digests;
    this.#means = means;
  }

  /** Returns what a file is to be read for, if the list has it. */
  meet(path: RelativePath, kind: EntryKind): DigestName | undefined {
    const digest = this.#digests.get(path);
    if (digest === undefined) {
      if (kind === "file") this.findings.push({ sign: "-", path });
      return undefined;
    }
    this.#met.add(path);
    if (kind !== "file") {
      const reason = `it is ${WORDS[kind]}, not a file`;
      this.findings.push({ sign: "*", path, reason });
      return undefined;
    }
    const name = DIGESTS.find((name) => digest.startsWith(`${name}:`));
    if (name !== undefined) return name;
    const reason = "the manifest has two digests of it";
    this.findings.push({ sign: "*", path, reason });
    return undefined;
  }

  compare(files: readonly DigestedFile[]): void {
    for (const file of files) {
      if ("outcome" in file) this.addOutcomes([file.outcome]);
      else {
        const { entries, bytes } = this.sums;
        this.sums = { entries: entries + 1, bytes: bytes + file.bytes };
        if (this.#digests.get(file.path) === file.digest) continue;
        this.findings.push({ sign: "*", path: file.path });
      }
    }
    const findings = this.findings.length;
    this.#means.progress({ ...this.sums, findings });
  }

  addOutcomes(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      const finding = findingOf(ofOneTree(outcome));
      if (finding !== undefined) this.findings.push(finding);
    }
  }

  /** Adds what the list has and the tree has not, as far as that could be seen. */
  addMissing(): void {
    const unread = this.findings.filter(({ sign }) => sign === "!")
      .map(({ path }) => path);
    for (const path of this.#digests.keys()) {
      if (this.#met.has(path)) continue;
      const folder = unread.find((folder) => isInside(path, folder));
      if (folder === undefined) this.findings.push({ sign: "+", path });
      else {
        const reason = "its folder could not be read";
        this.findings.push({ sign: "!", path, reason });
      }
    }
  }
}

const WORDS: Readonly<Record<Exclude<EntryKind, "file">, string>> = {
  directory: "a folder",
  symlink: "a link, which is not followed",
  other: "a FIFO, socket or device",
};
