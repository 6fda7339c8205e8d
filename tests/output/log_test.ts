import type { Outcome } from "../../src/model/outcome/outcome.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import { Console } from "../../src/output/console.ts";
import { Log, type LogOptions } from "../../src/output/log.ts";
import type { LogRecord } from "../../src/output/record.ts";
import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { collectedStream } from "../support/collected.ts";
import { fakeTimers } from "../support/fake_timers.ts";
import { exists, putFolder, remove } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { passReport } from "../support/reports.ts";
import { readText } from "../support/tree.ts";

const RECORDS: readonly LogRecord[] = [
  { level: "debug", action: "unchanged", path: "a" },
  { level: "info", action: "copied", path: "b", bytes: 1 },
  { level: "warn", action: "skipped", path: "c", reason: "so" },
  { level: "error", action: "failed", path: "d", reason: "no" },
];

const LINES = [
  'DEBUG unchanged "a"',
  'INFO  copied "b" 1 B',
  'WARN  skipped "c" (so)',
  'ERROR failed "d" (no)',
];

Deno.test("the log puts the same lines on the console and in the file", async () => {
  using test = openLog();
  for (const record of RECORDS) test.log.write(record);
  await test.log.settle();
  assertEquals(linesOf(test.console()), LINES);
  assertEquals(readText(test.path), test.console());
});

Deno.test("a quiet log shows only warnings and errors on the console, the file gets everything", async () => {
  using test = openLog({ quiet: true });
  for (const record of RECORDS) test.log.write(record);
  await test.log.settle();
  assertEquals(linesOf(test.console()), LINES.slice(2));
  assertEquals(linesOf(readText(test.path)), LINES);
});

Deno.test("a log without a file only shows its lines", async () => {
  using test = openLog({ file: undefined });
  for (const record of RECORDS) test.log.write(record);
  await test.log.settle();
  assertEquals(linesOf(test.console()), LINES);
  assertEquals(exists(test.path), false);
});

Deno.test("a JSON log numbers the passes, with 0 before the first", async () => {
  using test = openLog({ format: "json" });
  test.log.write({ level: "warn", action: "said", message: "early" });
  for (const pass of [1, 2]) {
    test.log.hear({ ...STARTED, pass });
    test.log.hear({ kind: "outcomes", outcomes: [COPIED] });
    test.log.hear({ kind: "finished", report: passReport({ pass }) });
  }
  await test.log.settle();
  const lines = readText(test.path).trimEnd().split("\n")
    .map((line) => JSON.parse(line));
  assertEquals(lines.map(({ pass, action }) => `${pass} ${action}`), [
    "0 said",
    "1 started",
    "1 copied",
    "1 finished",
    "2 started",
    "2 copied",
    "2 finished",
  ]);
});

Deno.test("the log holds lines back for a moment only", async () => {
  using timers = fakeTimers();
  using test = openLog({ file: undefined });
  test.log.write(RECORD);
  test.log.write(RECORD);
  assertEquals(test.console(), "");
  assertEquals(timers.waiting().length, 1);
  await timers.tick();
  assert(timers.now() <= 100);
  assertEquals(linesOf(test.console()).length, 2);
});

Deno.test("the log holds back no more than a block", () => {
  using timers = fakeTimers();
  using test = openLog({ file: undefined });
  const long = { ...RECORD, path: "x".repeat(300_000) };
  test.log.write(long);
  assertEquals(timers.waiting(), []);
  test.log.write(RECORD);
  assertEquals(timers.waiting().length, 1);
});

Deno.test("settle() leaves no timer behind, and all lines in their places", async () => {
  using timers = fakeTimers();
  using test = openLog({ file: undefined });
  test.log.write(RECORD);
  await test.log.settle();
  assertEquals(timers.waiting(), []);
  assertEquals(linesOf(test.console()).length, 1);
});

Deno.test("a log that cannot be written says so once, on the console, and goes on there", async () => {
  using test = openLog();
  putFolder(test.path);
  for (let count = 0; count < 3; count++) {
    test.log.write(RECORD);
    await test.log.settle();
  }
  const lines = linesOf(test.console());
  assertEquals(lines.length, 4);
  assertMatch(
    lines[1] ?? "",
    /^ERROR Cannot write the log file ".*\/log": .*; the mirror goes on$/,
  );
  assertEquals(test.log.failedInPass, true);
});

Deno.test("a quiet log says that it cannot be written, too", async () => {
  using test = openLog({ quiet: true });
  putFolder(test.path);
  test.log.write(RECORD);
  await test.log.settle();
  assertMatch(test.console(), /ERROR Cannot write the log file/);
});

Deno.test("a JSON log says that it cannot be written as JSON", async () => {
  using test = openLog({ format: "json", quiet: true });
  putFolder(test.path);
  test.log.write(RECORD);
  await test.log.settle();
  const { level, action, message } = JSON.parse(test.console());
  assertEquals([level, action], ["error", "said"]);
  assertMatch(message, /^Cannot write the log file/);
});

Deno.test("a log that fails again after it was written says so again", async () => {
  using test = openLog();
  const failures = async (): Promise<number> => {
    test.log.write(RECORD);
    await test.log.settle();
    return test.console().split("Cannot write the log file").length - 1;
  };
  putFolder(test.path);
  assertEquals(await failures(), 1);
  remove(test.path);
  assertEquals(await failures(), 1);
  await test.log.settle();
  remove(test.path);
  putFolder(test.path);
  assertEquals(await failures(), 2);
});

Deno.test("a log that could not be written counts for its pass alone", async () => {
  using test = openLog();
  putFolder(test.path);
  test.log.hear(STARTED);
  await test.log.settle();
  assertEquals(test.log.failedInPass, true);
  remove(test.path);
  test.log.hear({ ...STARTED, pass: 2 });
  await test.log.settle();
  assertEquals(test.log.failedInPass, false);
});

Deno.test("a log in a folder that appears in the pass gets the lines from before", async () => {
  using test = openLog({ folder: "later" });
  test.log.hear(STARTED);
  test.log.hear({ kind: "outcomes", outcomes: [COPIED] });
  putFolder(test.folder);
  test.log.hear({ kind: "finished", report: passReport() });
  await test.log.settle();
  assertEquals(test.log.failedInPass, false);
  assertEquals(readText(test.path), test.console());
});

Deno.test("a log in a folder that does not appear in the pass says so, and keeps the lines for later", async () => {
  using test = openLog({ folder: "later" });
  test.log.hear(STARTED);
  await test.log.settle();
  assertEquals(test.log.failedInPass, true);
  assertMatch(test.console(), /ERROR Cannot write the log file/);
  putFolder(test.folder);
  test.log.hear({ ...STARTED, pass: 2 });
  await test.log.settle();
  assertEquals(
    linesOf(readText(test.path)).map((line) => line.slice(0, 12)),
    ["INFO  pass 1", "INFO  pass 2"],
  );
});

const RECORD: LogRecord = { level: "info", action: "removed", path: "a" };

const COPIED: Outcome = {
  status: "done",
  action: "copied",
  path: "b" as RelativePath,
};

const STARTED = {
  kind: "started",
  pass: 1,
  source: "/s",
  replica: "/r",
  dryRun: false,
} as const;

/** A log of a test, with all that it shows on the console. */
interface TestLog extends Disposable {
  readonly log: Log;
  readonly folder: string;
  readonly path: string;
  readonly console: () => string;
}

function openLog(
  options: Partial<LogOptions> & { readonly folder?: string } = {},
): TestLog {
  const { top, ...folders } = testFolders();
  const { folder: name, ...rest } = options;
  const folder = name === undefined ? top : `${top}/${name}`;
  const path = `${folder}/log`;
  const stream = collectedStream();
  const log = new Log({
    console: new Console(stream),
    file: { path, maxBytes: 1e6, keep: 5 },
    format: "text",
    quiet: false,
    now: () => new Date(0),
    ...rest,
  });
  return {
    log,
    folder,
    path,
    console: stream.text,
    [Symbol.dispose]: () => folders[Symbol.dispose](),
  };
}

/** Returns lines without their times. */
function linesOf(text: string): readonly string[] {
  return text.trimEnd().split("\n").map((line) => line.split(" ").slice(2))
    .map((words) => words.join(" "));
}
