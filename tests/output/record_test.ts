import type { Outcome, SkipCause } from "../../src/model/outcome/outcome.ts";
import type { Ending } from "../../src/model/outcome/report.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import {
  endingRecord,
  eventRecords,
  type LogRecord,
  outcomeRecord,
  summarize,
} from "../../src/output/record.ts";
import { assertEquals, assertMatch } from "../support/assert.ts";
import { passReport } from "../support/reports.ts";

const path = "a/b" as RelativePath;

const DONE: Readonly<Record<string, [Outcome, LogRecord]>> = {
  "a new folder": [
    { status: "done", action: "created", path },
    { level: "info", action: "created", path },
  ],
  "a copy, with size and digest": [
    {
      status: "done",
      action: "copied",
      path,
      bytes: 12,
      digest: "sha256:00",
    },
    { level: "info", action: "copied", path, bytes: 12, digest: "sha256:00" },
  ],
  "an empty copy": [
    { status: "done", action: "copied", path, bytes: 0 },
    { level: "info", action: "copied", path, bytes: 0 },
  ],
  "an update, with its reason": [
    { status: "done", action: "updated", path, bytes: 12, reason: "size" },
    { level: "info", action: "updated", path, bytes: 12, reason: "size" },
  ],
  "what was mended": [
    { status: "done", action: "metadata", path, reason: "mode, time" },
    { level: "info", action: "metadata", path, reason: "mode, time" },
  ],
  "a removal": [
    { status: "done", action: "removed", path },
    { level: "info", action: "removed", path },
  ],
  "what is unchanged, for the curious": [
    { status: "done", action: "unchanged", path },
    { level: "debug", action: "unchanged", path },
  ],
  "a failure, with the code": [
    {
      status: "failed",
      path,
      problem: {
        path,
        doing: "read the source file",
        code: "EACCES",
        reason: "permission denied",
      },
    },
    {
      level: "error",
      action: "failed",
      path,
      reason: "cannot read the source file: permission denied (EACCES)",
      code: "EACCES",
    },
  ],
  "a failure for which the system has no code": [
    {
      status: "failed",
      path,
      problem: { path, doing: "open it", code: "", reason: "it is odd" },
    },
    {
      level: "error",
      action: "failed",
      path,
      reason: "cannot open it: it is odd",
    },
  ],
};

for (const [name, [outcome, expected]] of Object.entries(DONE)) {
  Deno.test(`outcomeRecord() tells of ${name}`, () => {
    assertEquals(defined(outcomeRecord(outcome)), expected);
  });
}

const SKIPPED: Readonly<Record<SkipCause, LogRecord["level"]>> = {
  kind: "warn",
  newer: "info",
  protected: "warn",
  decayed: "warn",
  meanwhile: "warn",
};

for (const cause of Object.keys(SKIPPED) as SkipCause[]) {
  const level = SKIPPED[cause];
  Deno.test(`outcomeRecord() tells of a path skipped for "${cause}" as ${level}`, () => {
    const reason = "so it is";
    assertEquals(
      outcomeRecord({ status: "skipped", path, cause, reason }),
      { level, action: "skipped", path, reason },
    );
  });
}

Deno.test("eventRecords() begins a pass with both roots", () => {
  const started = {
    kind: "started",
    pass: 3,
    source: "/a b",
    replica: '/x"y',
    dryRun: false,
  } as const;
  const message = 'pass 3: "/a b" -> "/x\\"y"';
  assertEquals(eventRecords(started), [
    { level: "info", action: "started", message },
  ]);
  assertEquals(eventRecords({ ...started, dryRun: true }), [
    {
      level: "info",
      action: "started",
      message: `${message} (dry run: nothing is changed)`,
    },
  ]);
});

for (const level of ["info", "warn"] as const) {
  Deno.test(`eventRecords() passes on what is said as ${level}`, () => {
    assertEquals(eventRecords({ kind: "said", level, text: "so it is" }), [
      { level, action: "said", message: "so it is" },
    ]);
  });
}

Deno.test("eventRecords() ends a pass with the record of its ending", () => {
  const report = passReport();
  assertEquals(eventRecords({ kind: "finished", report }), [
    endingRecord(report),
  ]);
});

const refusal = { reason: "it is an accident", remedy: "Do not" };

const REFUSED = /^Refused, nothing was changed: it is an accident\. Do not$/;

/** Endings with their level and action, whether there is a tally, and the message. */
const ENDINGS: readonly (readonly [Ending, string, boolean, RegExp])[] = [
  [{ kind: "done" }, "info finished", true, /^pass 1 finished: created 0/],
  [
    { kind: "stopped" },
    "warn stopped",
    true,
    /^pass 1 stopped before its end: created 0/,
  ],
  [{ kind: "refused", refusal }, "error refused", false, REFUSED],
  [{ kind: "unfit", refusal }, "error refused", false, REFUSED],
  [
    { kind: "unavailable", reason: "it has gone" },
    "error unavailable",
    true,
    /^Not mirrored: it has gone$/,
  ],
  [
    { kind: "crashed", reason: "a worker thread was lost (out of luck)" },
    "error crashed",
    true,
    /^Not finished: a worker thread was lost \(out of luck\)\. What it did last is not told here; all files are whole, and the next pass does the rest$/,
  ],
  [
    { kind: "locked", holder: "process 4711" },
    "error locked",
    false,
    /^Not mirrored: the replica is in use by another lockstep, process 4711$/,
  ],
];

for (const [ending, words, hasTally, message] of ENDINGS) {
  Deno.test(`endingRecord() tells of a pass that ended "${ending.kind}"`, () => {
    const report = passReport({ ending });
    const record = endingRecord(report);
    assertEquals(`${record.level} ${record.action}`, words);
    assertEquals(record.tally, hasTally ? report.tally : undefined);
    assertMatch(record.message ?? "", message);
  });
}

Deno.test("summarize() names all counts, bytes, time and rate", () => {
  const tally = {
    created: 1,
    copied: 2,
    updated: 3,
    metadata: 4,
    removed: 5,
    unchanged: 6,
    skipped: 7,
    meanwhile: 1,
    failed: 8,
    bytes: 3 * 1024 ** 2,
  };
  assertEquals(
    summarize(passReport({ pass: 9, tally })),
    "pass 9 finished: created 1, copied 2, updated 3, metadata 4, removed 5, " +
      "unchanged 6, skipped 7, failed 8; 3 MiB in 1.50 s (2 MiB/s)",
  );
});

Deno.test("summarize() names no rate where nothing was written", () => {
  assertMatch(summarize(passReport()), /; 0 B in 1\.50 s$/);
});

const SUSPENDED: Readonly<Record<number, string>> = {
  1: "1 folder",
  2: "2 folders",
};

for (const [suspended, words] of Object.entries(SUSPENDED)) {
  Deno.test(`summarize() ends with removals suspended below ${words}`, () => {
    const report = passReport({ suspended: Number(suspended) });
    const end =
      `; removals suspended below ${words} that could not be read in the source`;
    assertEquals(summarize(report).endsWith(end), true);
  });
}

Deno.test("summarize() says of a dry run that it was one", () => {
  const report = passReport({ dryRun: true });
  assertMatch(summarize(report), /^pass 1 finished \(dry run\): /);
});

/** Returns a record without the fields that have no value. */
function defined(record: LogRecord): LogRecord {
  const fields = Object.entries(record).filter(([, value]) =>
    value !== undefined
  );
  return Object.fromEntries(fields) as unknown as LogRecord;
}
