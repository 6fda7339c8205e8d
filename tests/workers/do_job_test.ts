import type { RelativePath } from "../../src/model/paths/path.ts";
import { JobDoer } from "../../src/workers/do_job.ts";
import type { Job, Reply } from "../../src/workers/job.ts";
import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { quietSignals, settingsFor } from "../support/contexts.ts";
import {
  exists,
  putFile,
  putFolder,
  remove,
  rename,
} from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { testDisk } from "../support/test_disk.ts";
import { type DiskHook, watchedDisk } from "../support/watched_disk.ts";

const ROOT = "" as RelativePath;

const IN_PASS: readonly Job[] = [
  { kind: "check roots" },
  { kind: "survey", items: [{ kind: "pair", folder: ROOT }] },
  { kind: "apply", work: [] },
  { kind: "remove folders", folders: [] },
  { kind: "stamp", stamps: [] },
];

for (const job of IN_PASS) {
  Deno.test(`"${job.kind}" is answered in a pass, and a bug before and after one`, () => {
    using folders = testFolders({ source: {}, replica: {} });
    const doer = makeDoer();
    assertIsBug(doer.do(job));
    begin(doer, folders);
    assert(["ready", "surveyed", "applied"].includes(doer.do(job).kind));
    assertEquals(doer.do({ kind: "end" }), { kind: "ready" });
    assertIsBug(doer.do(job));
  });
}

function assertIsBug(reply: Reply): void {
  assert(reply.kind === "broken");
  assertMatch(reply.message, /came outside of a pass/);
}

Deno.test('"make folder" makes a folder and those above it, or says why not', () => {
  using folders = testFolders();
  const doer = makeDoer();
  const path = `${folders.top}/a/b/c`;
  const made: Reply = { kind: "made", failure: undefined };
  assertEquals(doer.do({ kind: "make folder", path }), made);
  assert(exists(path));
  putFile(`${folders.top}/file`, "");
  const reply = doer.do({ kind: "make folder", path: `${folders.top}/file/x` });
  assert(reply.kind === "made");
  assertMatch(reply.failure ?? "", /folder/);
});

Deno.test('"inspect" tells why the disk is not the one that was expected', () => {
  const doer = new JobDoer({
    disk: testDisk,
    signals: quietSignals(),
    fallback: "there is none",
  });
  const nowhere = { source: "/no/s", replica: "/no/r" };
  const named = { ...nowhere, log: undefined, state: undefined };
  const reply = doer.do({ kind: "inspect", named, asked: [] });
  assert(reply.kind === "inspected");
  assertEquals(reply.fallback, "there is none");
  assertEquals(reply.roots.source.status, "missing");
});

for (const side of ["source", "replica"] as const) {
  Deno.test(`"begin" is refused where the ${side} is gone or another folder`, () => {
    using folders = testFolders({ source: {}, replica: {} });
    const settings = settingsFor(folders);
    const doer = makeDoer();
    rename(folders[side], `${folders[side]}.away`);
    assertEquals(doer.do({ kind: "begin", settings }).kind, "unavailable");
    putFolder(folders[side]);
    assertEquals(doer.do({ kind: "begin", settings }).kind, "unavailable");
    remove(folders[side]);
    rename(`${folders[side]}.away`, folders[side]);
    assertEquals(doer.do({ kind: "begin", settings }), { kind: "ready" });
  });

  Deno.test(`"check roots" sees that the ${side} was exchanged`, () => {
    using folders = testFolders({ source: {}, replica: {} });
    const doer = makeDoer();
    begin(doer, folders);
    rename(folders[side], `${folders[side]}.away`);
    putFolder(folders[side]);
    const reply = doer.do({ kind: "check roots" });
    assert(reply.kind === "unavailable");
    assertMatch(reply.reason, new RegExp(`^cannot .*${side}.*: `));
  });
}

Deno.test("a bug is answered as broken, with its stack, and the next job is done", () => {
  using folders = testFolders({ source: {}, replica: {} });
  let isBad = true;
  const doer = makeDoer(({ method }) => {
    if (method === "list" && isBad) throw new TypeError("a bug");
  });
  begin(doer, folders);
  const survey: Job = {
    kind: "survey",
    items: [{ kind: "pair", folder: ROOT }],
  };
  const reply = doer.do(survey);
  assert(reply.kind === "broken");
  assertMatch(reply.message, /TypeError: a bug\n +at /);
  isBad = false;
  assertEquals(doer.do(survey).kind, "surveyed");
});

Deno.test("a job of no known kind is a bug, in a pass", () => {
  using folders = testFolders({ source: {}, replica: {} });
  const doer = makeDoer();
  begin(doer, folders);
  const reply = doer.do({ kind: "sing" } as unknown as Job);
  assert(reply.kind === "broken");
  assertMatch(reply.message, /There is no such job/);
});

Deno.test("replies are plain data, which travels between threads", () => {
  using folders = testFolders({
    source: { a: "a", b: { c: "c" } },
    replica: { a: "old" },
  });
  const doer = makeDoer();
  begin(doer, folders);
  for (const job of IN_PASS) {
    const reply = doer.do(job);
    assertEquals(structuredClone(reply), reply);
    assertEquals(JSON.parse(JSON.stringify(reply)).kind, reply.kind);
  }
});

function makeDoer(hook: DiskHook = () => {}): JobDoer {
  return new JobDoer({ disk: watchedDisk(hook), signals: quietSignals() });
}

function begin(doer: JobDoer, folders: TestFolders): void {
  const settings = settingsFor(folders);
  assertEquals(doer.do({ kind: "begin", settings }), { kind: "ready" });
}
