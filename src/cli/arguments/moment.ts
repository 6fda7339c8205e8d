import { timeOfPass } from "../../model/trash/trash.ts";
import { parseDuration } from "../../schedule/duration.ts";

/** `2026-11-20`, with a time of the day, and a zone, where they are given. */
const DATE =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * Reads a time as people write it: a pass as it is listed, `2026-11-20` (its
 * beginning), `2026-11-20 14:03`, both with seconds and a zone if need be, and
 * `3d` or `1h30m` (so long ago). Without a zone it is the local time. Returns
 * milliseconds since 1970, or `undefined` if it is no time.
 */
export function parseMoment(text: string, now: number): number | undefined {
  const ago = /[smhd]$/.test(text) ? parseDuration(text) : undefined;
  if (ago !== undefined) return now - ago;
  return timeOfPass(text) ?? parseDate(text);
}

function parseDate(text: string): number | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] =
    match.slice(1, 7).map((part) => Number(part ?? 0));
  const milliseconds = Number((match[7] ?? "").padEnd(3, "0"));
  const parts = [
    year,
    month - 1,
    day,
    hours,
    minutes,
    seconds,
    milliseconds,
  ] as const;
  const utc = Date.UTC(...parts);
  // What does not exist, such as the 31st of a short month, becomes another date.
  const isReal = new Date(utc).toISOString().startsWith(text.slice(0, 10)) &&
    hours < 24 && minutes < 60 && seconds < 60;
  if (!isReal) return undefined;
  const zone = match[8];
  if (zone === undefined) return new Date(...parts).getTime();
  return utc - minutesEast(zone) * 60_000;
}

function minutesEast(zone: string): number {
  if (/^z$/i.test(zone)) return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return sign === "-" ? -total : total;
}
