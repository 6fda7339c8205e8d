import { quote } from "../model/paths/quote.ts";
import { formatTime } from "./format.ts";
import { timeText } from "./json_fields.ts";

/** A job as it is listed; times in milliseconds since 1970. */
export interface ListedJob {
  readonly name: string;
  readonly source: string;
  readonly replica: string;
  /** When its passes start: "every 10m", "cron 0 3 * * *". */
  readonly timetable: string;
  readonly last: LastPass | undefined;
  /** Who is at work on its replica, if somebody is: "process 4711, since 2026-11-21 09:56:01". */
  readonly inUse?: string | undefined;
  /** When it is due, also if that is past; `undefined` for never. */
  readonly due: number | undefined;
}

/** What became of the last pass of a job. */
export interface LastPass {
  readonly started: number;
  readonly ended: number;
  /** The exit status that a run of this pass alone would have had. */
  readonly status: number;
  readonly summary: string;
}

/** Returns the list of jobs, for standard output. */
export function listJobs(
  jobs: readonly ListedJob[],
  { runner, now }: {
    /** Who runs them: "process 4711, since 2026-11-21 09:56:01"; `undefined` for nobody. */
    readonly runner: string | undefined;
    readonly now: number;
  },
): string {
  const lines = jobs.flatMap((job) => [
    `${job.name}: ${quote(job.source)} -> ${
      quote(job.replica)
    }, ${job.timetable}`,
    ...(job.inUse === undefined ? [] : [`  now: in use by ${job.inUse}`]),
    `  last: ${describeLast(job.last)}`,
    `  next: ${describeDue(job.due, { runner, now })}`,
  ]);
  const end = runner === undefined
    ? '"lockstep run" is not at work: nothing starts by itself'
    : `"lockstep run" is at work: ${runner}`;
  return [...lines, "", end, ""].join("\n");
}

/** Returns a job as docs/json.md has it. */
export function jobItem(
  { name, source, replica, timetable, inUse, last, due }: ListedJob,
  now: number,
): object {
  const time = (milliseconds: number): string =>
    timeText(new Date(milliseconds));
  return {
    name,
    source,
    replica,
    timetable,
    inUse,
    last: last && {
      started: time(last.started),
      ended: time(last.ended),
      exitStatus: last.status,
      summary: last.summary,
    },
    next: due === undefined ? undefined : time(Math.max(due, now)),
  };
}

function describeLast(last: LastPass | undefined): string {
  if (last === undefined) return "never";
  const { ended, status, summary } = last;
  return `${formatTime(new Date(ended))}, exit status ${status}: ${summary}`;
}

function describeDue(
  due: number | undefined,
  { runner, now }: {
    readonly runner: string | undefined;
    readonly now: number;
  },
): string {
  if (due === undefined) return "never";
  if (due > now) return formatTime(new Date(due));
  return runner === undefined
    ? 'at once, when "lockstep run" is started'
    : "now: it runs, or waits for other jobs";
}
