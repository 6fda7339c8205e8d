import type { Amount } from "../../../src/model/outcome/progress.ts";
import type { RelativePath } from "../../../src/model/paths/path.ts";
import { JobDoer } from "../../../src/workers/do_job.ts";
import type { Job } from "../../../src/workers/job.ts";
import { Gauge } from "../../../src/workers/threads/gauge.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { quietSignals, settingsFor } from "../../support/contexts.ts";
import { putFile } from "../../support/files.ts";
import { type TestFolders, testFolders } from "../../support/folders.ts";
import { testDisk } from "../../support/test_disk.ts";
import type { Tree } from "../../support/tree.ts";

const ROOT = "" as RelativePath;
const MIB = 2 ** 20;

/** Does jobs in a pass, and returns how far they were said to be, and how far at the end of the last. */
function gaugeOf(
  folders: TestFolders,
  jobs: readonly Job[],
): { readonly most: Amount; readonly end: Amount } {
  let [entries, bytes] = [0, 0];
  let most: Amount = { entries, bytes };
  const gauge = new Gauge((more) => {
    entries += more.entries;
    bytes += more.bytes;
    most = {
      entries: Math.max(most.entries, entries),
      bytes: Math.max(most.bytes, bytes),
    };
  });
  const doer = new JobDoer({ disk: testDisk, signals: quietSignals(), gauge });
  doer.do({ kind: "begin", settings: settingsFor(folders) });
  for (const job of jobs) doer.do(job);
  doer.do({ kind: "end" });
  return { most, end: { entries, bytes } };
}

const NOTHING: Amount = { entries: 0, bytes: 0 };

function numbered(count: number): Tree {
  return Object.fromEntries(
    Array.from({ length: count }, (_, number) => [`${number}`, "x"]),
  );
}

Deno.test("a large file is seen to grow while it is copied", () => {
  using folders = testFolders({ source: {}, replica: {} });
  const size = 20 * MIB;
  putFile(`${folders.source}/large`, new Uint8Array(size).fill(7));
  const step = { kind: "create", name: "large", entry: "file" } as const;
  const steps = [{ ...step, bytes: size }];
  const { most, end } = gaugeOf(folders, [
    { kind: "apply", work: [{ folder: ROOT, steps }] },
  ]);
  assert(most.bytes > 0 && most.bytes <= size, `${most.bytes}`);
  assertEquals(end, NOTHING);
});

Deno.test("two large files are seen to be compared", () => {
  using folders = testFolders({ source: {}, replica: {} });
  const size = 12 * MIB;
  const { source, replica } = folders;
  putFile(`${source}/large`, new Uint8Array(size).fill(7));
  putFile(`${replica}/large`, new Uint8Array(size).fill(7));
  Deno.utimeSync(`${replica}/large`, 1_500_000_000, 1_500_000_000);
  const { most, end } = gaugeOf(folders, [
    { kind: "survey", items: [{ kind: "pair", folder: ROOT }] },
  ]);
  assert(most.bytes > 0 && most.bytes <= size, `${most.bytes}`);
  assertEquals(end, NOTHING);
});

const MANY: Readonly<
  Record<string, { trees: Parameters<typeof testFolders>[0]; job: Job }>
> = {
  "are copied with their folder": {
    trees: { source: { folder: numbered(100) }, replica: {} },
    job: {
      kind: "apply",
      work: [{
        folder: ROOT,
        steps: [{ kind: "create", name: "folder", entry: "directory" }],
      }],
    },
  },
  "are copied one by one": {
    trees: { source: numbered(100), replica: {} },
    job: {
      kind: "apply",
      work: [{
        folder: ROOT,
        steps: Object.keys(numbered(100))
          .map((name) => ({ kind: "create", name, entry: "file" })),
      }],
    },
  },
  "are removed with their folder": {
    trees: { source: {}, replica: { folder: numbered(100) } },
    job: {
      kind: "apply",
      work: [{
        folder: ROOT,
        steps: [{
          kind: "remove",
          name: "folder",
          entry: "directory",
          leftover: false,
          within: false,
        }],
      }],
    },
  },
  "are compared": {
    trees: { source: numbered(100), replica: numbered(100) },
    job: { kind: "survey", items: [{ kind: "pair", folder: ROOT }] },
  },
};

for (const [how, { trees, job }] of Object.entries(MANY)) {
  Deno.test(`files are seen to be done that ${how}`, () => {
    using folders = testFolders(trees);
    const { most, end } = gaugeOf(folders, [job]);
    assert(most.entries > 80 && most.entries <= 100, `${most.entries}`);
    assertEquals(end, NOTHING);
  });
}
