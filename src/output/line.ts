import { escapeControls, quote, quotePath } from "../model/paths/quote.ts";
import { formatBytes, formatTime } from "./format.ts";
import { paint } from "./paint.ts";
import type { Level, LogRecord } from "./record.ts";

/** How log lines look: one sentence a line, or one JSON object a line. */
export type LogFormat = "text" | "json";

/** When and in which pass something was logged. */
export interface LineStamp {
  readonly time: Date;
  /** 0 before the first pass. */
  readonly pass: number;
  /** Which job of a configuration file it is about. */
  readonly job?: string | undefined;
}

/** Makes lines, without their line ends, of one format. */
export type LineMaker = (record: LogRecord, stamp: LineStamp) => string;

/** Returns what makes lines of a format. */
export function lineMaker(format: LogFormat): LineMaker {
  return format === "json" ? jsonLine : textLine;
}

const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  debug: "DEBUG",
  info: "INFO ",
  warn: "WARN ",
  error: "ERROR",
};

/** Returns a line of the text format with the word of its level in a colour. */
export function paintLevel(line: string, level: "warn" | "error"): string {
  const word = LEVEL_WORDS[level].trimEnd();
  return line.replace(word, paint(word, LEVEL_COLOURS[level]));
}

const LEVEL_COLOURS = { warn: "yellow", error: "red" } as const;

/** `2026-11-21 09:56:01.123+01:00 INFO  [photos] copied "a/b.txt" 1.02 KiB (size)` */
function textLine(record: LogRecord, { time, job }: LineStamp): string {
  let line = `${timeText(time)} ${LEVEL_WORDS[record.level]} `;
  if (job !== undefined) line += `[${escapeControls(job)}] `;
  if (record.message !== undefined) {
    return line + escapeControls(record.message);
  }
  line += `${record.action} ${quotePath(record.path ?? "")}`;
  if (record.bytes !== undefined) line += ` ${formatBytes(record.bytes)}`;
  if (record.digest !== undefined) line += ` ${record.digest}`;
  const remarks = remarksOf(record);
  return remarks === undefined ? line : `${line} (${remarks})`;
}

function remarksOf({ reason, kept }: LogRecord): string | undefined {
  const why = reason && escapeControls(reason);
  if (kept === undefined) return why;
  const where = `kept as ${quote(kept)}`;
  return why === undefined ? where : `${why}; ${where}`;
}

/** The field names are an interface: programs read them. They are described in docs/behaviour.md. */
function jsonLine(record: LogRecord, { time, job, pass }: LineStamp): string {
  const { level, action, path, bytes, reason, code, digest, kept, message } =
    record;
  const line = JSON.stringify({
    time: timeText(time).replace(" ", "T"),
    level,
    job,
    pass,
    action,
    path,
    bytes,
    reason,
    code,
    digest,
    kept,
    message,
    tally: record.tally,
  });
  return escapeControls(line);
}

let lastTime = -1;
let lastText = "";

/** Perf: most lines of a large pass share their millisecond with the one before. */
function timeText(time: Date): string {
  const milliseconds = time.getTime();
  if (milliseconds !== lastTime) {
    lastTime = milliseconds;
    lastText = formatTime(time);
  }
  return lastText;
}
