import { readConfig } from "../../../src/cli/config/read_config.ts";
import { type Job, makeJob } from "../../../src/cli/jobs/job.ts";
import { JobMirror } from "../../../src/cli/jobs/job_mirror.ts";
import type { OptionName } from "../../../src/cli/options.ts";
import { Console } from "../../../src/output/console.ts";
import { Log } from "../../../src/output/log.ts";
import { type Output, streamOutput } from "../../../src/output/output.ts";
import { assert, assertEquals, assertMatch } from "../../support/assert.ts";
import { collectedStream } from "../../support/collected.ts";
import { putFile, remove } from "../../support/files.ts";
import { type TestFolders, testFolders } from "../../support/folders.ts";
import { TEST_DISK } from "../../support/test_disk.ts";
import { namesIn, readTree, type Tree } from "../../support/tree.ts";

interface TestMirror extends Disposable {
  readonly mirror: JobMirror;
  readonly folders: TestFolders;
  readonly console: () => string;
}

/** Makes a job of a test, which remembers nothing and works on the thread of the test. */
function jobOf(
  folders: TestFolders,
  options: { readonly lines: string; readonly added: readonly OptionName[] },
): Job {
  const text = `[[job]]
name = "photos"
source = "source"
replica = "replica"
threads = 0
disk = "${TEST_DISK}"
${options.lines}`;
  const read = readConfig(text, {
    folder: folders.top,
    variable: () => undefined,
  });
  assert(read.kind === "config", JSON.stringify(read));
  const [config] = read.config.jobs;
  assert(config !== undefined);
  const job = makeJob(config, new Set(options.added));
  return { ...job, named: { ...job.named, state: undefined } };
}

function openMirror(
  trees: { readonly source?: Tree; readonly replica?: Tree },
  { lines = "", added = [], stdout }: {
    readonly lines?: string;
    readonly added?: readonly OptionName[];
    readonly stdout?: () => Output;
  } = {},
): TestMirror {
  const folders = testFolders(trees);
  const stream = collectedStream();
  const log = new Log({
    console: new Console(stream),
    file: undefined,
    job: "photos",
    format: "text",
    quiet: false,
    now: () => new Date(0),
  });
  const mirror = new JobMirror(jobOf(folders, { lines, added }), {
    log,
    stopWish: {
      by: () => undefined,
      signal: new AbortController().signal,
      [Symbol.dispose]: () => {},
    },
    stdout: stdout ?? (() => streamOutput(collectedStream())),
    paint: (text) => text,
  });
  return {
    mirror,
    folders,
    console: stream.text,
    [Symbol.dispose]: () => {
      mirror[Symbol.dispose]();
      folders[Symbol.dispose]();
    },
  };
}

Deno.test("JobMirror runs passes one after another, and sums them up", async () => {
  using test = openMirror({ source: { "a.txt": "a" } });
  const { mirror, folders } = test;
  assertEquals(mirror.result, undefined);
  assertEquals(mirror.totals(), undefined);
  const first = await mirror.runPass();
  assertEquals(first.status, 0);
  assertMatch(first.summary, /^The replica equals the source: 1 created, 1 c/);
  assertEquals(readTree(folders.replica), readTree(folders.source));
  putFile(`${folders.source}/b.txt`, "b");
  const second = await mirror.runPass();
  assertMatch(second.summary, /: 1 copied, 1 metadata, 1 unchanged, 1 B \(/);
  assertEquals(mirror.result, second);
  assertMatch(mirror.totals() ?? "", /2 copied, .*\(2 passes, /);
  assertMatch(test.console(), /INFO {2}\[photos\] copied "b.txt" 1 B/);
});

Deno.test("JobMirror answers what would be asked with no", async () => {
  using test = openMirror({ source: {}, replica: { "a.txt": "a" } });
  const { status, summary } = await test.mirror.runPass();
  assertEquals(status, 3);
  assertMatch(summary, /^Refused, nothing was changed: /);
  assertEquals(namesIn(test.folders.replica), ["a.txt"]);
  assertEquals(test.mirror.totals(), undefined);
});

Deno.test("JobMirror keeps a bug to itself: it is told, and the next pass is tried", async () => {
  let isBroken = true;
  const stdout = (): Output => {
    if (isBroken) throw new TypeError("a bug of a test");
    return streamOutput(collectedStream());
  };
  using test = openMirror(
    { source: { "a.txt": "a" } },
    { added: ["json"], stdout },
  );
  assertEquals(await test.mirror.runPass(), {
    status: 1,
    summary: "Not done, by a bug of lockstep: a bug of a test",
  });
  assertMatch(test.console(), /ERROR \[photos\] Not done, by a bug of lockst/);
  assertMatch(
    test.console(),
    /ERROR \[photos\] TypeError: a bug of a test\\n /,
  );
  isBroken = false;
  assertEquals((await test.mirror.runPass()).status, 0);
});

Deno.test("JobMirror tells of rules that cannot be read, and reads them anew once it is told to", async () => {
  using test = openMirror(
    { source: { "a.txt": "a", "b.txt": "b" } },
    { lines: 'exclude-from = "rules"' },
  );
  const { mirror, folders } = test;
  const rules = `${folders.top}/rules`;
  const failed = await mirror.runPass();
  assertEquals(failed.status, 1);
  assertMatch(failed.summary, /^Not mirrored: cannot read ".*[\\/]rules"/);
  assert(!test.console().includes("bug"));
  putFile(rules, "a.txt\nb.txt\n");
  assertEquals((await mirror.runPass()).status, 0);
  assertEquals(namesIn(folders.replica), []);
  remove(rules);
  putFile(rules, "b.txt\n");
  await mirror.runPass();
  assertEquals(namesIn(folders.replica), []);
  mirror.refresh();
  await mirror.runPass();
  assertEquals(namesIn(folders.replica), ["a.txt"]);
});
