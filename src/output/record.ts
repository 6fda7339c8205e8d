import { type Decay, describeDecay } from "../model/entry/decay.ts";
import type { Drift, DriftKind } from "../model/entry/drift.ts";
import { counted } from "../model/outcome/counted.ts";
import type { PassEvent } from "../model/outcome/event.ts";
import type { Outcome } from "../model/outcome/outcome.ts";
import { describeProblem, type Problem } from "../model/outcome/problem.ts";
import {
  type Ending,
  type PassReport,
  SUMMED,
  type Tally,
} from "../model/outcome/report.ts";
import { quote } from "../model/paths/quote.ts";
import { describeRefusal } from "../model/safety/refusal.ts";
import { formatBytes, formatMilliseconds, formatRate } from "./format.ts";
import { describeShortage } from "./shortage.ts";

export type Level = "debug" | "info" | "warn" | "error";

/** One line of the log, before it is known how it will look. */
export interface LogRecord {
  readonly level: Level;
  /** What happened, in one word: "copied", "failed", "finished". */
  readonly action: string;
  /** Below the roots. */
  readonly path?: string | undefined;
  readonly bytes?: number | undefined;
  readonly reason?: string | undefined;
  /** The system's code of what failed. */
  readonly code?: string | undefined;
  readonly digest?: string | undefined;
  /** Where in the trash the old version is. */
  readonly kept?: string | undefined;
  /** A sentence, of what concerns no single path. */
  readonly message?: string | undefined;
  readonly tally?: Tally | undefined;
}

/** Returns the line for what became of one path. */
export function outcomeRecord(outcome: Outcome): LogRecord {
  switch (outcome.status) {
    case "done": {
      const { action, path, bytes, reason, digest, kept } = outcome;
      const level = action === "unchanged" ? "debug" : "info";
      return { level, action, path, bytes, reason, digest, kept };
    }
    case "skipped": {
      const level = outcome.cause === "newer" ? "info" : "warn";
      return {
        level,
        action: "skipped",
        path: outcome.path,
        reason: outcome.reason,
      };
    }
    case "failed": {
      const { path, problem } = outcome;
      const reason = describeProblem(problem) + describeLack(problem);
      return {
        level: "error",
        action: "failed",
        path,
        reason,
        code: problem.code === "" ? undefined : problem.code,
      };
    }
  }
}

function describeLack({ shortage }: Problem): string {
  return shortage === undefined ? "" : `: ${describeShortage(shortage)}`;
}

/** Returns the lines for what a pass tells besides outcomes. */
export function eventRecords(
  event: Exclude<PassEvent, { readonly kind: "outcomes" }>,
): readonly LogRecord[] {
  switch (event.kind) {
    case "started": {
      const { pass, source, replica, dryRun } = event;
      const what = `pass ${pass}: ${quote(source)} -> ${quote(replica)}`;
      const message = dryRun ? `${what} (dry run: nothing is changed)` : what;
      return [{ level: "info", action: "started", message }];
    }
    case "said":
      return [{ level: event.level, action: "said", message: event.text }];
    case "short of room": {
      const message = `the replica's disk has too little room: ${
        describeShortage(event)
      }; what does not fit will fail`;
      return [{ level: "warn", action: "said", message }];
    }
    case "drifted":
      return event.drifts.map(driftRecord);
    case "decayed":
      return event.decays.map(decayRecord);
    case "finished":
      return [endingRecord(event.report)];
  }
}

function driftRecord({ path, kind }: Drift): LogRecord {
  const reason = DRIFT_WORDS[kind];
  return { level: "warn", action: "drift", path, reason };
}

const DRIFT_WORDS: Readonly<Record<DriftKind, string>> = {
  changed: "changed in the replica",
  removed: "removed from the replica",
  added: "added to the replica",
};

function decayRecord({ path, side }: Decay): LogRecord {
  const reason = describeDecay(side);
  return { level: "warn", action: "decay", path, reason };
}

/** Returns the line that ends a pass: its summary, or why there was nothing to sum up. */
export function endingRecord(report: PassReport): LogRecord {
  const { ending, tally } = report;
  switch (ending.kind) {
    case "done":
      return {
        level: "info",
        action: "finished",
        message: summarize(report),
        tally,
      };
    case "stopped":
      return {
        level: "warn",
        action: "stopped",
        message: summarize(report),
        tally,
      };
    case "refused":
    case "unfit": {
      const why = describeRefusal(ending.refusal);
      const message = `Refused, nothing was changed: ${why}`;
      return { level: "error", action: "refused", message };
    }
    case "unavailable": {
      const message = `Not mirrored: ${ending.reason}`;
      return { level: "error", action: "unavailable", message, tally };
    }
    case "crashed": {
      const message = `Not finished: ${ending.reason}. What it did last is ` +
        "not told here; all files are whole, and the next pass does the rest";
      return { level: "error", action: "crashed", message, tally };
    }
    case "locked": {
      const message = `Not mirrored: ${describeLocked(ending.holder)}`;
      return { level: "error", action: "locked", message };
    }
  }
}

/** Says who is at work on the replica. */
export function describeLocked(holder: string): string {
  return `the replica is in use by another lockstep, ${holder}`;
}

/** Returns the summary of a pass in one line. */
export function summarize(report: PassReport): string {
  const { pass, tally, milliseconds, suspended, drifted } = report;
  const counts = SUMMED.map((name) => `${name} ${tally[name]}`).join(", ");
  const volume = `${formatBytes(tally.bytes)} in ${
    formatMilliseconds(milliseconds)
  }`;
  const rate = tally.bytes === 0
    ? ""
    : ` (${formatRate(tally.bytes, milliseconds)})`;
  const removals = suspended === 0
    ? ""
    : `; removals ${describeSuspended(suspended)}`;
  return `pass ${pass} ${describeEnd(report)}: ${counts}; ${volume}${rate}${
    describeKept(tally.kept)
  }${removals}${describeDecayed(tally.decayed)}${describeDrifted(drifted)}`;
}

function describeEnd(
  { ending, dryRun }: { ending: Ending; dryRun: boolean },
): string {
  const word = ending.kind === "done" ? "finished" : "stopped before its end";
  return dryRun ? `${word} (dry run)` : word;
}

function describeKept(kept: number): string {
  if (kept === 0) return "";
  return `; ${counted(kept, "old version")} kept`;
}

function describeDecayed(files: number): string {
  if (files === 0) return "";
  return `; ${counted(files, "file")} of the source decayed, not copied`;
}

function describeDrifted(paths: number): string {
  if (paths === 0) return "";
  return `; somebody else had changed the replica at ${counted(paths, "path")}`;
}

/** Returns where nothing is removed, and why. */
export function describeSuspended(folders: number): string {
  const where = counted(folders, "folder");
  return `suspended below ${where} that could not be read in the source`;
}
