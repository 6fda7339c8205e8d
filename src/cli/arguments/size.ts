const FACTORS: Readonly<Record<string, number>> = {
  "": 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
};

/**
 * Reads `1048576`, `512K`, `10MiB`, `1.5G`; every unit is one of 1024, as with
 * most tools for files. Returns bytes, or `undefined` if it is no size.
 */
export function parseSize(text: string): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([kmgt]?)(?:i?b)?$/i.exec(text) ??
    [];
  if (number === undefined) return undefined;
  return Math.round(
    Number(number) * (FACTORS[(unit ?? "").toLowerCase()] ?? 1),
  );
}
