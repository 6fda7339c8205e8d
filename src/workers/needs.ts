import type { Job } from "./job.ts";
import type { Exclusion } from "./rules/exclusion.ts";

/** Tells whether a job needs what keeps old versions, which is loaded for few passes only. */
export function needsKeeping(job: Job): boolean {
  switch (job.kind) {
    case "open trash":
    case "open past":
    case "list versions":
      return true;
    case "begin":
      return job.settings.trash !== undefined ||
        job.settings.past !== undefined;
    default:
      return false;
  }
}

/**
 * Tells whether a job needs what rules are worked with. A survey or a change
 * that meets the first rules hands its work back; the job after it needs them.
 */
export function needsRules(
  job: Job,
  exclusion: Exclusion | undefined,
): boolean {
  switch (job.kind) {
    case "begin":
      return (job.settings.filters?.rules.length ?? 0) > 0;
    case "learn":
    case "explain":
      return true;
    case "names":
    case "list":
      return exclusion !== undefined;
    default:
      return exclusion?.isWanting ?? false;
  }
}
