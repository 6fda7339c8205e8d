import { assert, assertEquals } from "../support/assert.ts";
import {
  type Finished,
  type ProgramFolders,
  type ProgramOptions,
  runOnce,
} from "../support/program.ts";
import { readText } from "../support/tree.ts";

/** The fields of docs/behaviour.md, in their order. */
export const JSON_FIELDS = [
  "time",
  "level",
  "pass",
  "action",
  "path",
  "bytes",
  "reason",
  "code",
  "digest",
  "message",
  "tally",
];

/** The actions of docs/behaviour.md. */
const ACTIONS = [
  "created",
  "copied",
  "updated",
  "metadata",
  "removed",
  "unchanged",
  "skipped",
  "failed",
  "started",
  "finished",
  "refused",
  "unavailable",
  "crashed",
  "locked",
  "stopped",
  "waiting",
  "said",
];

/** One line of such a log. */
export type JsonLine = Readonly<Record<string, unknown>>;

/** Reads a log, and checks what is true of each line. */
export function parseJsonLog(text: string): readonly JsonLine[] {
  assert(text.endsWith("\n"), text);
  return text.trimEnd().split("\n").map((line) => {
    const parsed: JsonLine = JSON.parse(line);
    const names = Object.keys(parsed);
    assertEquals(
      names,
      JSON_FIELDS.filter((name) => names.includes(name)),
      line,
    );
    assert(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/.test(
        String(parsed.time),
      ),
      line,
    );
    assert(["debug", "info", "warn", "error"].includes(String(parsed.level)));
    assert(ACTIONS.includes(String(parsed.action)), line);
    assert(Number.isInteger(parsed.pass), line);
    return parsed;
  });
}

/** Runs one pass that logs JSON, and returns its lines without their times. */
export async function runJson(
  folders: ProgramFolders,
  args: readonly string[] = [],
  options: ProgramOptions = {},
): Promise<Finished & { readonly lines: readonly JsonLine[] }> {
  const all = ["--log-format", "json", ...args];
  const finished = await runOnce(folders, all, options);
  assertEquals(readText(folders.log), finished.stderr);
  const lines = parseJsonLog(finished.stderr)
    .map(({ time: _, ...line }) => line);
  return { ...finished, lines };
}
