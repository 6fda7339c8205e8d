import { DiskError } from "../../../src/disk/disk.ts";
import { Stopped } from "../../../src/disk/stop.ts";
import type { Verdict } from "../../../src/model/entry/difference.ts";
import { ROOT } from "../../../src/model/paths/path.ts";
import { compareContents } from "../../../src/workers/survey/survey_contents.ts";
import { Findings } from "../../../src/workers/survey/survey_findings.ts";
import { assert, assertEquals, assertThrows } from "../../support/assert.ts";
import { openContext, quietSignals } from "../../support/contexts.ts";
import { putFile, replaceFile } from "../../support/files.ts";
import { type TestFolders, testFolders } from "../../support/folders.ts";
import { mirror } from "../../support/mirror.ts";
import { testPool } from "../../support/pool.ts";
import { DEFAULT_TIME, file, readText } from "../../support/tree.ts";
import {
  type DiskHook,
  failWith,
  onceAt,
  watchedDisk,
} from "../../support/watched_disk.ts";

const LATER = DEFAULT_TIME + 5000;
const CHANGED: Verdict = { kind: "changed", reason: "content" };

/** What the source's file has, and the verdict on it where the replica's has "same". */
const CONTENTS: Readonly<Record<string, [string, number, Verdict]>> = {
  "equal contents and times": ["same", DEFAULT_TIME, { kind: "same" }],
  "equal contents and other times": [
    "same",
    LATER,
    { kind: "metadata", parts: ["time"] },
  ],
  "other contents": ["sane", LATER, CHANGED],
  "other contents of the same time": ["sane", DEFAULT_TIME, CHANGED],
};

for (const [name, [text, time, expected]] of Object.entries(CONTENTS)) {
  Deno.test(`compareContents() decides about ${name}`, () => {
    using folders = twoFiles(text, time);
    assertEquals(compare(folders), expected);
  });
}

/** What somebody does to the source's file while it is read, so that the comparison proves nothing. */
const CHANGES: Readonly<Record<string, (path: string) => void>> = {
  "is written again with the same contents": (path) =>
    putFile(path, "same", LATER + 1),
  "grows": (path) => putFile(path, "same and more", LATER),
};

for (const [name, act] of Object.entries(CHANGES)) {
  for (const method of ["file.read", "file.stat"]) {
    Deno.test(`compareContents() has a file copied that ${name} before ${method}`, () => {
      using folders = twoFiles("same", LATER);
      const path = `${folders.source}/a`;
      const at = { side: "source", method, path: "a" } as const;
      const hook = onceAt(at, () => act(path));
      assertEquals(compare(folders, hook), CHANGED);
      assert(hook.hasHappened());
    });
  }
}

Deno.test("compareContents() has a file copied that was replaced after it was looked at", () => {
  using folders = twoFiles("same", LATER);
  const at = { side: "source", method: "openFile", path: "a" } as const;
  const hook = onceAt(
    at,
    () => replaceFile(`${folders.source}/a`, "sane", LATER + 1000),
  );
  assertEquals(compare(folders, hook), CHANGED);
});

Deno.test("compareContents() has a file copied whose copy cannot be read", () => {
  using folders = twoFiles("same", LATER);
  const at = { side: "replica", method: "openFile", path: "a" } as const;
  const hook = onceAt(at, (call) => failWith("EIO", call));
  assertEquals(compare(folders, hook), CHANGED);
});

Deno.test("compareContents() throws if the source cannot be read", () => {
  using folders = twoFiles("same", LATER);
  const at = { side: "source", method: "file.read", path: "a" } as const;
  const hook = onceAt(at, (call) => failWith("EIO", call));
  assertThrows(() => compare(folders, hook), DiskError);
});

Deno.test("compareContents() leaves off when it is stopped", () => {
  using folders = twoFiles("same", LATER);
  const signals = quietSignals({ isStopped: () => true });
  using context = openContext(folders, { signals });
  using source = context.openSource(ROOT);
  using replica = context.openReplica(ROOT);
  const [from, to] = [source.stat("a"), replica.stat("a")];
  assert(from?.kind === "file" && to?.kind === "file");
  assertThrows(
    () =>
      compareContents(
        { name: "a", source: from, replica: to },
        { folder: ROOT, source, replica },
        { context, findings: new Findings(context.settings) },
      ),
    Stopped,
  );
});

Deno.test("a file that is changed within one tick of the clock, while its copy is made, is never taken for equal", async () => {
  using folders = testFolders({ source: {}, replica: {} });
  const path = `${folders.source}/a`;
  let changes = 0;
  putFile(path, `version ${changes}`, Date.now());
  const disk = watchedDisk(({ side, method }) => {
    if (side !== "source" || method !== "file.read" || changes >= 2) return;
    Deno.writeTextFileSync(path, `version ${++changes}`);
  });
  {
    using pool = testPool({ disk });
    await mirror(folders, { pool });
  }
  await mirror(folders);
  assertEquals(changes, 2);
  assertEquals(readText(`${folders.replica}/a`), readText(path));
  assertEquals((await mirror(folders)).lines, []);
});

/** A file "same" in the replica, and another of that name in the source. */
function twoFiles(text: string, time: number): TestFolders {
  return testFolders({
    source: { a: file(text, { time }) },
    replica: { a: "same" },
  });
}

function compare(folders: TestFolders, hook: DiskHook = () => {}): Verdict {
  using context = openContext(folders, { disk: watchedDisk(hook) });
  using source = context.openSource(ROOT);
  using replica = context.openReplica(ROOT);
  const [from, to] = [source.stat("a"), replica.stat("a")];
  assert(from?.kind === "file" && to?.kind === "file");
  const files = { name: "a", source: from, replica: to };
  const findings = new Findings(context.settings);
  const pair = { folder: ROOT, source, replica };
  return compareContents(files, pair, { context, findings });
}
