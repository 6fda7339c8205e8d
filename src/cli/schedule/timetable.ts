/** Starts that are the same in each hour, each day or each week. */
export type Timetable =
  /** `every` divides 60. */
  | { readonly kind: "minutes"; readonly every: number }
  /** `every` divides 24. */
  | { readonly kind: "hours"; readonly every: number }
  | { readonly kind: "day" }
  | { readonly kind: "week" };

/** When in the night what comes once a day or a week is started: no clock is ever set forward over it or back to it. */
export const NIGHT = { hour: 4, minute: 15 } as const;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Returns the timetable with this time between starts, in milliseconds;
 * `undefined` where it comes at other minutes in each hour, or at other hours in
 * each day.
 */
export function timetableOf(everyMs: number): Timetable | undefined {
  if (everyMs === DAY_MS) return { kind: "day" };
  if (everyMs === 7 * DAY_MS) return { kind: "week" };
  if (everyMs >= HOUR_MS) {
    return DAY_MS % everyMs === 0 && everyMs % HOUR_MS === 0
      ? { kind: "hours", every: everyMs / HOUR_MS }
      : undefined;
  }
  return everyMs > 0 && HOUR_MS % everyMs === 0 && everyMs % MINUTE_MS === 0
    ? { kind: "minutes", every: everyMs / MINUTE_MS }
    : undefined;
}

/** The times that have a timetable, as `--every` takes them. */
export const REGULAR_TIMES =
  "1m, 2m, 3m, 4m, 5m, 6m, 10m, 12m, 15m, 20m, 30m, 1h, 2h, 3h, 4h, 6h, 8h, 12h, 1d and 7d";
