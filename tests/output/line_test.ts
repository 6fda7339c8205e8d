import fc from "fast-check";
import { EMPTY_TALLY } from "../../src/model/outcome/report.ts";
import { formatTime } from "../../src/output/format.ts";
import { lineMaker } from "../../src/output/line.ts";
import type { LogRecord } from "../../src/output/record.ts";
import { propertyRuns } from "../property/runs.ts";
import { assert, assertEquals } from "../support/assert.ts";

const TIME = new Date(2026, 10, 21, 9, 56, 1, 123);
const STAMP = { time: TIME, pass: 2 };

const textLine = (record: LogRecord): string =>
  lineMaker("text")(record, STAMP);
const jsonLine = (record: LogRecord): string =>
  lineMaker("json")(record, STAMP);

/** Records, and their lines behind the time. */
const LINES: Readonly<Record<string, [LogRecord, string]>> = {
  "an action and a path": [
    { level: "info", action: "created", path: "a/b" },
    'INFO  created "a/b"',
  ],
  "the root as a dot": [
    { level: "info", action: "metadata", path: "", reason: "time" },
    'INFO  metadata "." (time)',
  ],
  "size, digest and reason in this order": [
    {
      level: "info",
      action: "updated",
      path: "a",
      bytes: 1536,
      digest: "md5:00",
      reason: "size",
    },
    'INFO  updated "a" 1.5 KiB md5:00 (size)',
  ],
  "a size of nothing": [
    { level: "info", action: "copied", path: "a", bytes: 0 },
    'INFO  copied "a" 0 B',
  ],
  "a failure, its code only once": [
    {
      level: "error",
      action: "failed",
      path: "a",
      reason: "cannot open it: no (EIO)",
      code: "EIO",
    },
    'ERROR failed "a" (cannot open it: no (EIO))',
  ],
  "a warning": [
    { level: "warn", action: "skipped", path: "a", reason: "FIFO: not copied" },
    'WARN  skipped "a" (FIFO: not copied)',
  ],
  "what is for the curious": [
    { level: "debug", action: "unchanged", path: "a" },
    'DEBUG unchanged "a"',
  ],
  "a sentence alone": [
    {
      level: "info",
      action: "finished",
      message: "pass 1 finished",
      tally: EMPTY_TALLY,
    },
    "INFO  pass 1 finished",
  ],
  "a path that would break the line": [
    { level: "info", action: "removed", path: 'a\nINFO  removed "b' },
    'INFO  removed "a\\nINFO  removed \\"b"',
  ],
  "a path that would steer the terminal": [
    { level: "info", action: "removed", path: "\u001b[2J\u202e\u009b" },
    'INFO  removed "\\u001b[2J\\u202e\\u009b"',
  ],
  "a reason that would break the line": [
    { level: "error", action: "failed", path: "a", reason: "odd\r\n\u001b" },
    'ERROR failed "a" (odd\\r\\n\\u001b)',
  ],
  "a sentence that would break the line": [
    { level: "warn", action: "said", message: 'so "it\\n" is\n\u2028' },
    'WARN  so "it\\n" is\\n\\u2028',
  ],
};

for (const [name, [record, expected]] of Object.entries(LINES)) {
  Deno.test(`a text line shows ${name}`, () => {
    assertEquals(textLine(record), `${formatTime(TIME)} ${expected}`);
  });
}

const FULL: LogRecord = {
  level: "info",
  action: "updated",
  path: "a/b",
  bytes: 3,
  reason: "size",
  code: "EIO",
  digest: "md5:00",
  kept: "/t/b",
  message: "so it is",
  tally: EMPTY_TALLY,
};

Deno.test("a JSON line has all fields, always in the same order", () => {
  const time = formatTime(TIME).replace(" ", "T");
  assertEquals(
    jsonLine(FULL),
    `{"time":"${time}","level":"info","pass":2,"action":"updated","path":"a/b",` +
      '"bytes":3,"reason":"size","code":"EIO","digest":"md5:00",' +
      '"kept":"/t/b","message":"so it is","tally":{"created":0,"copied":0,"updated":0,' +
      '"metadata":0,"removed":0,"unchanged":0,"skipped":0,"meanwhile":0,' +
      '"failed":0,"bytes":0,"kept":0,"decayed":0}}',
  );
});

Deno.test("a JSON line leaves out the fields that have no value", () => {
  const line = jsonLine({
    level: "debug",
    action: "unchanged",
    path: "a",
    bytes: undefined,
    reason: undefined,
  });
  assertEquals(
    Object.keys(JSON.parse(line)),
    ["time", "level", "pass", "action", "path"],
  );
});

Deno.test("a JSON line has the root as an empty path", () => {
  const line = jsonLine({ level: "info", action: "created", path: "" });
  assertEquals(JSON.parse(line).path, "");
});

Deno.test("a JSON line has a time that programs read", () => {
  const { time } = JSON.parse(jsonLine(FULL));
  assertEquals(Date.parse(time), TIME.getTime());
});

const anyText = fc.string({ unit: "binary", maxLength: 12 });

Deno.test("a JSON line gives every text back as it was, in one line that disturbs nobody", () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, (path, reason, message) => {
      const line = jsonLine({
        level: "info",
        action: "copied",
        path,
        reason,
        message,
      });
      const { path: p, reason: r, message: m } = JSON.parse(line);
      assertEquals([p, r, m], [path, reason, message]);
      assert(isQuiet(line));
    }),
    propertyRuns(),
  );
});

Deno.test("a JSON line gives halves of surrogate pairs back, which carry bytes", () => {
  const path = "bad\udce8name";
  const line = jsonLine({ level: "info", action: "copied", path });
  assertEquals(JSON.parse(line).path, path);
  assert(isQuiet(line));
});

Deno.test("a text line disturbs nobody, whatever it tells of", () => {
  fc.assert(
    fc.property(anyText, anyText, (path, reason) => {
      const record: LogRecord = { level: "info", action: "copied", path };
      assert(isQuiet(textLine({ ...record, reason })));
      assert(isQuiet(textLine({ ...record, message: reason })));
    }),
    propertyRuns(),
  );
});

Deno.test("lines tell of the time of each record", () => {
  const make = lineMaker("text");
  const record: LogRecord = { level: "info", action: "said", message: "" };
  for (const milliseconds of [1, 2, 2, 1]) {
    const time = new Date(2026, 10, 21, 9, 56, 1, milliseconds);
    assertEquals(make(record, { time, pass: 0 }), `${formatTime(time)} INFO  `);
  }
});

/** No controls, separators of lines, marks of direction or half surrogates. */
function isQuiet(line: string): boolean {
  return !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/u.test(line);
}

Deno.test("lineMaker() names the job where there is one", () => {
  const record = { level: "info", action: "created", path: "a" } as const;
  const stamp = { ...STAMP, job: "photos" };
  assertEquals(
    lineMaker("text")(record, stamp),
    `${formatTime(TIME)} INFO  [photos] created "a"`,
  );
  assertEquals(JSON.parse(lineMaker("json")(record, stamp)).job, "photos");
  assertEquals("job" in JSON.parse(jsonLine(record)), false);
});
