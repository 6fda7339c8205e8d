const UNITS_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Longer is no wish but a slip, and may lead to a time that no calendar has. */
const MOST_MS = 366_000 * 86_400_000;

/**
 * Reads `600` or `0.5` (seconds), `30s`, `10m`, `1h30m`, `1d`. Returns
 * milliseconds, or `undefined` if it is no duration, or one of more than a
 * thousand years.
 */
export function parseDuration(text: string): number | undefined {
  const milliseconds = parseAny(text);
  return milliseconds === undefined || milliseconds > MOST_MS
    ? undefined
    : milliseconds;
}

function parseAny(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  if (!/^(\d+(\.\d+)?[smhd])+$/.test(text)) return undefined;
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+(?:\.\d+)?)([smhd])/g)) {
    total += Number(count) * (UNITS_MS[unit ?? ""] ?? 0);
  }
  return Math.round(total);
}
