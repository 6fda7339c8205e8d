import type { Entry } from "../model/entry/entry.ts";
import { counted } from "../model/outcome/counted.ts";
import { quote } from "../model/paths/quote.ts";
import type { Version } from "../model/trash/version.ts";
import { formatBytes, formatTime } from "./format.ts";
import { timeText } from "./json_fields.ts";

/** Returns the lines that list old versions: the pass, what it was, of when, and where it was. */
export function versionLines(versions: readonly Version[]): readonly string[] {
  const rows = versions.map(({ pass, path, entry }) => ({
    pass,
    what: describe(entry),
    path: quote(path),
  }));
  const width = rows.reduce(
    (most, { what }) => Math.max(most, what.length),
    0,
  );
  const passes = new Set(versions.map(({ pass }) => pass)).size;
  return [
    ...rows.map(({ pass, what, path }) =>
      `${pass}  ${what.padEnd(width)}  ${path}`
    ),
    `${counted(versions.length, "old version")}, of ${
      counted(passes, "pass", "passes")
    }`,
  ];
}

/** Returns an old version as docs/json.md has it. */
export function versionItem({ pass, path, entry }: Version): object {
  return {
    pass,
    path,
    kind: entry.kind,
    modified: timeText(timeOf(entry)),
    bytes: entry.kind === "file" ? entry.size : undefined,
    target: entry.kind === "symlink" ? entry.target : undefined,
    what: entry.kind === "other" ? entry.what : undefined,
  };
}

function describe(entry: Entry): string {
  return `${formatTime(timeOf(entry))}  ${kindOf(entry)}`;
}

function timeOf({ mtimeSeconds, mtimeNanos }: Entry): Date {
  return new Date(mtimeSeconds * 1000 + Math.floor(mtimeNanos / 1e6));
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
