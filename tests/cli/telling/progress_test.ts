import {
  ProgressTeller,
  withProgress,
} from "../../../src/cli/telling/progress.ts";
import type { Amount } from "../../../src/model/outcome/progress.ts";
import { Console } from "../../../src/output/console.ts";
import { Log } from "../../../src/output/log.ts";
// Loaded before, so that it is there at once when it is needed.
import "../../../src/output/progress_view.ts";
import type { Job } from "../../../src/workers/job.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { collectedStream } from "../../support/collected.ts";
import { type FakeTimers, fakeTimers } from "../../support/fake_timers.ts";
import { logLines } from "../../support/program.ts";

/** What takes a status line away. */
const ERASE = "\r\u001b[K\u001b7\u001b[B\u001b[J\u001b8";

const NOTHING: Amount = { entries: 0, bytes: 0 };

/** Long work at a terminal or elsewhere, of which a test says how far it is. */
interface Scene extends Disposable {
  readonly teller: ProgressTeller;
  readonly timers: FakeTimers;
  readonly console: Console;
  readonly log: Log;
  /** All that the console got. */
  readonly text: () => string;
  /** The status line as it is now. */
  readonly status: () => string;
  readonly abort: () => void;
  jobs: readonly Job[];
  inHand: Amount;
  columns: number;
}

function scene(
  { status = true, quiet = false }: {
    readonly status?: boolean;
    readonly quiet?: boolean;
  } = {},
): Scene {
  const timers = fakeTimers();
  const stream = collectedStream();
  const console = new Console(stream, { status });
  const log = new Log({
    console,
    file: undefined,
    format: "text",
    quiet: false,
    now: () => new Date(0),
  });
  const stop = new AbortController();
  const at = { jobs: [] as readonly Job[], inHand: NOTHING, columns: 80 };
  const teller = new ProgressTeller({
    console,
    log,
    quiet,
    pool: { inHand: () => ({ jobs: at.jobs, done: at.inHand }) },
    signal: stop.signal,
    now: timers.now,
    columns: () => at.columns,
  });
  return Object.assign(at, {
    teller,
    timers,
    console,
    log,
    text: stream.text,
    status: () => {
      const drawn = stream.text().split(ERASE).at(-1) ?? "";
      return drawn.slice(drawn.lastIndexOf("\u001b[?7l"))
        .replace("\u001b[?7l", "").replace("\u001b[?7h\r", "");
    },
    abort: () => stop.abort(),
    [Symbol.dispose]: () => timers[Symbol.dispose](),
  });
}

function reach(teller: ProgressTeller, entries: number): void {
  teller.listener?.({ kind: "reached", done: { entries, bytes: 0 } });
}

Deno.test("a status line comes after half a second, and follows eight times a second", async () => {
  using test = scene();
  assertEquals(test.timers.waiting(), [500]);
  await test.timers.tick();
  assertEquals(test.status(), "comparing: 0 entries");
  assertEquals(test.timers.waiting(), [125]);
  for (let entries = 1; entries < 50; entries++) reach(test.teller, entries);
  assertEquals(test.status(), "comparing: 0 entries");
  await test.timers.tick();
  assertEquals(test.status(), "comparing: 49 entries");
});

Deno.test("a status line has what is in hand, and the path of it", async () => {
  using test = scene();
  reach(test.teller, 5);
  test.inHand = { entries: 3, bytes: 2048 };
  const steps = [{ kind: "create", name: "b", entry: "file" }] as const;
  test.jobs = [{ kind: "apply", work: [{ folder: "a" as never, steps }] }];
  await test.timers.tick();
  assertEquals(test.status(), "comparing: 8 entries, 2 KiB  a/b");
});

Deno.test("a status line does not go backwards while a reply is on its way", async () => {
  using test = scene();
  test.inHand = { entries: 300, bytes: 0 };
  await test.timers.tick();
  test.inHand = NOTHING;
  await test.timers.tick();
  assertEquals(test.status(), "comparing: 300 entries");
});

Deno.test("a status line fits the window as it is now, and leaves its last column free", async () => {
  using test = scene();
  for (
    const [columns, line] of [[21, "comparing: 0 entries"], [20, "comparing"], [
      5,
      "comp",
    ], [0, ""]] as const
  ) {
    test.columns = columns;
    await test.timers.tick();
    assertEquals(test.status(), line);
  }
});

Deno.test("log lines go above the status line", async () => {
  using test = scene();
  await test.timers.tick();
  test.log.write({ level: "info", action: "said", message: "hello" });
  await test.log.settle();
  const line = "\u001b[?7lcomparing: 0 entries\u001b[?7h\r";
  assertEquals(
    test.text(),
    `${line}${ERASE}1970-01-01 00:00:00.000+00:00 INFO  hello\n${line}`,
  );
});

Deno.test("a status line says how many others there are, and makes room for that", async () => {
  using test = scene();
  test.console.showStatus("another", "another");
  await test.console.flush();
  await test.timers.tick();
  test.console.showStatus("", "another");
  assertEquals(test.console.othersThan("another"), 1);
  await test.console.flush();
  assertEquals(test.status(), "comparing: 0 entries  +1 more");
});

Deno.test("nothing is drawn while nothing has changed", async () => {
  using test = scene();
  for (let times = 0; times < 3; times++) await test.timers.tick();
  assertEquals(test.text(), "\u001b[?7lcomparing: 0 entries\u001b[?7h\r");
});

Deno.test("a status line is gone while a question is asked, and back after it", async () => {
  using test = scene();
  await test.timers.tick();
  await test.teller.silently(async () => {
    assert(test.text().endsWith(ERASE), test.text());
    reach(test.teller, 7);
    await test.timers.tick();
    assert(test.text().endsWith(ERASE), test.text());
  });
  await test.timers.tick();
  assertEquals(test.status(), "comparing: 7 entries");
});

Deno.test("a status line is gone at the first signal, and does not come back", async () => {
  using test = scene();
  await test.timers.tick();
  test.abort();
  await test.console.flush();
  assert(test.text().endsWith(ERASE), test.text());
  assertEquals(test.timers.waiting(), []);
});

Deno.test("withProgress() leaves no status line behind, whatever comes of the work", async () => {
  using test = scene();
  const means = {
    console: test.console,
    log: test.log,
    quiet: false,
    pool: { inHand: () => ({ jobs: [], done: NOTHING }) },
    signal: new AbortController().signal,
    columns: () => 80,
  };
  await test.teller[Symbol.asyncDispose]();
  const work = withProgress(means, async () => {
    await test.timers.tick();
    throw new RangeError("a bug");
  });
  await work.catch((error) => assert(error instanceof RangeError));
  assert(test.text().includes("comparing"), test.text());
  assert(test.text().endsWith(ERASE), test.text());
});

Deno.test("where there can be no status line, a line of the log tells how far it is every 10 s", async () => {
  using test = scene({ status: false });
  for (let times = 1; times <= 3; times++) {
    assertEquals(test.timers.waiting(), [10_000]);
    reach(test.teller, times * 1000);
    await test.timers.tick();
  }
  await test.log.settle();
  assertEquals(logLines(test.text()), [
    "INFO  comparing: 1000 entries",
    "INFO  comparing: 2000 entries",
    "INFO  comparing: 3000 entries",
  ]);
});

for (const status of [true, false]) {
  Deno.test(`nothing is told of how far it is if it is to be quiet, ${status ? "at a terminal" : "elsewhere"}`, () => {
    using test = scene({ status, quiet: true });
    assertEquals(test.timers.waiting(), []);
    assertEquals(test.text(), "");
    assertEquals(test.teller.listener, undefined);
  });
}
