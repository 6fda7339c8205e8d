import type { Ending } from "../outcome/report.ts";
import { compareNames } from "../paths/name_bytes.ts";
import type { Finding, Sign } from "./finding.ts";
import type { SamplePart } from "./sample.ts";

/** What became of a verification. */
export interface VerificationReport {
  readonly ending: Ending;
  /** Sorted by path. */
  readonly findings: readonly Finding[];
  /** Entries compared, each path once. */
  readonly entries: number;
  /** Bytes, on one side, of the files whose contents were compared. */
  readonly bytes: number;
  readonly milliseconds: number;
  /** The part of all files whose contents were compared, where it was not all. */
  readonly part?: SamplePart | undefined;
}

/** How far a verification has come. */
export interface VerificationProgress {
  readonly entries: number;
  readonly bytes: number;
  readonly findings: number;
}

/** Sorts by path, as bytes: a folder stands before what is in it, wherever that is sorted again. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => compareNames(a.path, b.path));
}

/** Returns how many paths have each sign. */
export function countSigns(
  findings: readonly Finding[],
): Readonly<Record<Sign, number>> {
  const counts: Record<Sign, number> = {
    "+": 0,
    "-": 0,
    "*": 0,
    "~": 0,
    "!": 0,
  };
  for (const { sign } of findings) counts[sign]++;
  return counts;
}
