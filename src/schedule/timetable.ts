import type { CronExpression } from "./cron.ts";

/** When the passes of a job start. */
export type Timetable =
  /** A single pass, at once. */
  | { readonly kind: "once" }
  /** At once if there was no pass to count from, and so long after the end of each. */
  | { readonly kind: "interval"; readonly everyMs: number }
  /** At the times of a cron expression. */
  | { readonly kind: "cron"; readonly cron: CronExpression };

/** What is known of a job's passes; all times in milliseconds since 1970. */
export interface Past {
  /** When the job was put on its timetable. */
  readonly since: number;
  /** The last pass that has ended, if there was one. */
  readonly last:
    | { readonly started: number; readonly ended: number }
    | undefined;
}

/** A clock that goes back further than this was set, and not put right by a little. */
const SET_BACK_MS = 3_600_000;

/**
 * Returns when the next pass is due, or `undefined` if there will be none. A time
 * that has gone by means now: starts that were missed, however many, because
 * the machine slept or the last pass took long, are made up by one.
 */
export function dueAt(
  timetable: Timetable,
  { since, last }: Past,
  now: number,
): number | undefined {
  switch (timetable.kind) {
    case "once":
      return last === undefined ? since : undefined;
    case "interval":
      if (last === undefined) return since;
      // A clock that was set back would have the job wait for as long again.
      return Math.min(last.ended, now) + timetable.everyMs;
    case "cron": {
      const from = last?.started ?? since;
      return timetable.cron.next(from > now + SET_BACK_MS ? now : from);
    }
  }
}
