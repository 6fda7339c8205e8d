import { Console } from "../../src/output/console.ts";
import { Log, type LogOptions } from "../../src/output/log.ts";
import type { LogRecord } from "../../src/output/record.ts";
import { assertEquals } from "../support/assert.ts";
import { collectedStream } from "../support/collected.ts";
import { testFolders } from "../support/folders.ts";
import { logLines } from "../support/program.ts";
import { readText } from "../support/tree.ts";

const RECORDS: readonly LogRecord[] = [
  { level: "info", action: "copied", path: "b", bytes: 1 },
  { level: "warn", action: "skipped", path: "c", reason: "so" },
  { level: "error", action: "failed", path: "d", reason: "no" },
];

const LINES = [
  'INFO  copied "b" 1 B',
  'WARN  skipped "c" (so)',
  'ERROR failed "d" (no)',
];

const PAINTED = [
  'INFO  copied "b" 1 B',
  '\u001b[33mWARN\u001b[39m  skipped "c" (so)',
  '\u001b[31mERROR\u001b[39m failed "d" (no)',
];

/** Logs all records and returns the texts on the console and in the file. */
async function log(
  { colours = false, tell, ...options }: Partial<LogOptions> & {
    readonly colours?: boolean;
    readonly tell?: string;
  },
): Promise<{ readonly console: string; readonly file: string }> {
  using folders = testFolders();
  const path = `${folders.top}/log`;
  const stream = collectedStream();
  const log = new Log({
    console: new Console(stream, { colours }),
    file: { path, maxBytes: 1e6, keep: 5 },
    format: "text",
    quiet: false,
    now: () => new Date(0),
    ...options,
  });
  for (const record of RECORDS) log.write(record);
  if (tell !== undefined) log.tellProgress(tell);
  await log.settle();
  return { console: stream.text(), file: readText(path) };
}

Deno.test("the log colours warnings and errors on a console that has colours, and nothing in the file", async () => {
  const { console, file } = await log({ colours: true });
  assertEquals(logLines(console), PAINTED);
  assertEquals(logLines(file), LINES);
});

Deno.test("a quiet log has colours, too", async () => {
  const { console, file } = await log({ colours: true, quiet: true });
  assertEquals(logLines(console), PAINTED.slice(1));
  assertEquals(logLines(file), LINES);
});

Deno.test("a JSON log has no colours, wherever it goes", async () => {
  const { console, file } = await log({ colours: true, format: "json" });
  assertEquals(console, file);
});

Deno.test("a file that cannot be written is told in colour", async () => {
  const stream = collectedStream();
  const log = new Log({
    console: new Console(stream, { colours: true }),
    file: { path: "/", maxBytes: 1e6, keep: 5 },
    format: "text",
    quiet: true,
    now: () => new Date(0),
  });
  log.write({ level: "info", action: "said", message: "lost" });
  await log.settle();
  const [line = ""] = logLines(stream.text());
  const begin = "\u001b[31mERROR\u001b[39m Cannot write the log file";
  assertEquals(line.slice(0, begin.length), begin);
});

Deno.test("the log tells only the console how far the work has come, after what it had to say before", async () => {
  const { console, file } = await log({ tell: "half" });
  assertEquals(logLines(console), [...LINES, "INFO  half"]);
  assertEquals(logLines(file), LINES);
});

Deno.test("a quiet log does not tell how far the work has come", async () => {
  const { console } = await log({ quiet: true, tell: "half" });
  assertEquals(logLines(console), LINES.slice(1));
});
