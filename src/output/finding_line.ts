import { countEntries } from "../model/outcome/counted.ts";
import { escapeControls, quotePath } from "../model/paths/quote.ts";
import type { Finding, Sign } from "../model/verify/finding.ts";
import {
  countSigns,
  type VerificationReport,
} from "../model/verify/verification.ts";
import { formatBytes, formatMilliseconds } from "./format.ts";
import type { Painter } from "./paint.ts";

/** `* "docs/letter.txt" (content)`: one line for each path, whatever is in its name. */
export function findingLine({ sign, path, reason }: Finding): string {
  const line = `${sign} ${quotePath(path)}`;
  return reason === undefined ? line : `${line} (${escapeControls(reason)})`;
}

/** Whose two sides were compared, in words. */
export interface SideWords {
  readonly first: string;
  readonly second: string;
}

/** Returns what a verification came to, in one line. */
export function summarizeVerification(
  report: VerificationReport,
  { paint = (text) => text, ...words }: SideWords & {
    readonly paint?: Painter;
  },
): string {
  const { ending, entries, bytes, milliseconds, findings, part } = report;
  const isWhole = ending.kind === "done";
  const verdict = findings.length === 0
    ? isWhole ? "equal" : "no difference so far"
    : `not equal: ${describeCounts(report, words)}`;
  const end = isWhole ? "" : "stopped before its end, ";
  const which = part === undefined
    ? ""
    : ` (part ${part.part + 1} of ${part.of})`;
  const colour = findings.length > 0 ? "red" : isWhole ? "green" : "yellow";
  return `${end}${paint(verdict, colour)}; ${
    describeSoFar({ entries, bytes })
  }${which}, in ${formatMilliseconds(milliseconds)}`;
}

function describeSoFar(
  { entries, bytes }: Pick<VerificationReport, "entries" | "bytes">,
): string {
  return `${countEntries(entries)} compared, ${formatBytes(bytes)} of contents`;
}

function describeCounts(
  { findings }: VerificationReport,
  { first, second }: SideWords,
): string {
  const counts = countSigns(findings);
  const meanings: readonly (readonly [Sign, string])[] = [
    ["+", `only in ${first}`],
    ["-", `only in ${second}`],
    ["*", "with other contents"],
    ["~", "with other metadata"],
    ["!", "that could not be compared"],
  ];
  return meanings.filter(([sign]) => counts[sign] > 0)
    .map(([sign, meaning]) => `${counts[sign]} ${meaning}`).join(", ");
}
