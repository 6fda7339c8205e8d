import type {
  DoneOutcome,
  FailedOutcome,
  SkippedOutcome,
} from "../model/outcome/outcome.ts";
import type { Ending } from "../model/outcome/report.ts";
import { formatTime } from "./format.ts";
import { describeLocked, outcomeRecord } from "./record.ts";

/** What is in the objects of several commands; docs/json.md describes it. */

/** Returns what was done to a path. */
export function changeItem(
  { action, path, bytes, freed, reason, digest, kept }: DoneOutcome,
): object {
  return { action, path, bytes, freed, reason, digest, kept };
}

/** Returns why a path was left as it is. */
export function skippedItem({ path, cause, reason }: SkippedOutcome): object {
  return { path, cause, reason };
}

/** Returns why something could not be done. */
export function failedItem(outcome: FailedOutcome): object {
  const { path, reason, code } = outcomeRecord(outcome);
  return { path, reason, code };
}

/** Returns how something came to its end, as the fields of docs/json.md have it. */
export function resultFields(ending: Ending): {
  readonly result: string;
  readonly reason?: string;
  readonly remedy?: string;
} {
  switch (ending.kind) {
    case "done":
    case "stopped":
      return { result: ending.kind };
    case "refused":
    case "unfit": {
      const { reason, remedy } = ending.refusal;
      return { result: "refused", reason, remedy };
    }
    case "unavailable":
    case "crashed":
      return { result: ending.kind, reason: ending.reason };
    case "locked":
      return { result: "locked", reason: describeLocked(ending.holder) };
  }
}

/** Returns a local time with its zone, as ISO 8601 has it. */
export function timeText(time: Date): string {
  return formatTime(time).replace(" ", "T");
}
