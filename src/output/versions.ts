import type { Entry } from "../model/entry.ts";
import { quote } from "../model/quote.ts";
import type { Version } from "../model/version.ts";
import { formatBytes, formatTime } from "./format.ts";

/** Returns the lines that list old versions: the pass, what it was, of when, and where it was. */
export function versionLines(versions: readonly Version[]): readonly string[] {
  const rows = versions.map(({ pass, path, entry }) => ({
    pass,
    what: describe(entry),
    path: quote(path),
  }));
  const width = Math.max(0, ...rows.map(({ what }) => what.length));
  const passes = new Set(versions.map(({ pass }) => pass)).size;
  return [
    ...rows.map(({ pass, what, path }) =>
      `${pass}  ${what.padEnd(width)}  ${path}`
    ),
    `${count(versions.length, "old version")}, of ${count(passes, "pass")}`,
  ];
}

function describe(entry: Entry): string {
  const { mtimeSeconds, mtimeNanos } = entry;
  const time = new Date(mtimeSeconds * 1000 + Math.floor(mtimeNanos / 1e6));
  return `${formatTime(time)}  ${kindOf(entry)}`;
}

function kindOf(entry: Entry): string {
  switch (entry.kind) {
    case "file":
      return formatBytes(entry.size);
    case "directory":
      return "empty folder";
    case "symlink":
      return `link to ${quote(entry.target)}`;
    case "other":
      return entry.what;
  }
}

function count(number: number, noun: string): string {
  if (number === 1) return `1 ${noun}`;
  return `${number} ${noun}${noun.endsWith("s") ? "es" : "s"}`;
}
