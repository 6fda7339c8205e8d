import type { NamedRoots } from "../../model/roots/roots.ts";
import { formatMilliseconds } from "../../output/format.ts";
import type { CronExpression } from "../../schedule/cron.ts";
import type { ScheduledJob } from "../../schedule/job_loop.ts";
import type { Timetable } from "../../schedule/timetable.ts";
import type { ConfigJob } from "../config/job.ts";
import type { OptionName } from "../options.ts";
import { nameRoots } from "../sync/name_roots.ts";
import { parseSync, type SyncRequest } from "../sync/sync_request.ts";

/** A job that is to run. */
export interface Job extends ScheduledJob {
  readonly request: SyncRequest;
  readonly named: NamedRoots;
  /** The name of the timetable that the file gives it, also where it runs only once. */
  readonly usual: string;
}

/**
 * Makes a job of what the file says of it, and of what the command line adds:
 * switches that count for all jobs of a run.
 */
export function makeJob(
  { name, given, cron }: ConfigJob,
  added: ReadonlySet<OptionName>,
): Job {
  const switches = new Set([...given.switches, ...added]);
  if (added.has("quiet")) switches.delete("verbose");
  const request = parseSync({ ...given, switches });
  const usual = usualTimetable(parseSync(given), cron);
  const timetable = request.everyMs === undefined
    ? { kind: "once" } as const
    : usual;
  const named = nameRoots(request);
  return { name, timetable, request, named, usual: nameOf(usual, named) };
}

function usualTimetable(
  { everyMs }: SyncRequest,
  cron: CronExpression | undefined,
): Timetable {
  if (cron !== undefined) return { kind: "cron", cron };
  return everyMs === undefined
    ? { kind: "once" }
    : { kind: "interval", everyMs };
}

/** An interval counts from a pass of the same two folders only; a time of the clock is one whatever is mirrored. */
function nameOf(usual: Timetable, { source, replica }: NamedRoots): string {
  const name = nameTimetable(usual);
  return usual.kind === "interval"
    ? `${name} ${JSON.stringify([source, replica])}`
    : name;
}

/** Returns what tells a timetable from others. */
function nameTimetable(timetable: Timetable): string {
  switch (timetable.kind) {
    case "once":
      return "once";
    case "interval":
      return `every ${timetable.everyMs} ms`;
    case "cron":
      return `cron ${timetable.cron.text}`;
  }
}

/** Returns when the passes of a job start, in words. */
export function describeTimetable(timetable: Timetable): string {
  return timetable.kind === "interval"
    ? `${formatMilliseconds(timetable.everyMs)} after each pass`
    : nameTimetable(timetable);
}
