import { outcomesOf } from "../../../src/model/outcome/removed_names.ts";
import { type RelativePath, ROOT } from "../../../src/model/paths/path.ts";
import type { CreateStep, Step } from "../../../src/model/plan/step.ts";
import { doApply } from "../../../src/workers/apply/apply_job.ts";
import {
  doRemoveFolders,
  doStamp,
} from "../../../src/workers/apply/finish_job.ts";
import type { ApplyReply } from "../../../src/workers/job.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import {
  type ContextOptions,
  openContext,
  quietSignals,
} from "../../support/contexts.ts";
import { exists, putSparse, setTime } from "../../support/files.ts";
import { type TestFolders, testFolders } from "../../support/folders.ts";
import { toLine } from "../../support/mirror.ts";
import {
  DEFAULT_TIME,
  folder,
  namesBelow,
  readTree,
  type Tree,
} from "../../support/tree.ts";
import { failWith, watchedDisk } from "../../support/watched_disk.ts";

const path = (text: string): RelativePath => text as RelativePath;
const MIB = 1024 ** 2;

/** Somebody waits for work. */
const HUNGRY = { signals: quietSignals({ isHungry: () => true }) };

Deno.test("a new folder is filled before it gets its name, and its own folders are left for later", () => {
  using folders = testFolders({
    source: { new: { a: "a", sub: { b: "b" }, c: "c" } },
    replica: {},
  });
  const seen: boolean[] = [];
  const disk = watchedDisk(({ side, method }) => {
    if (side !== "replica" || method !== "createFile") return;
    seen.push(exists(`${folders.replica}/new`));
  });
  const reply = apply(folders, [create("new", "directory")], { disk });
  assertEquals(seen, [false, false]);
  assertEquals(linesOf(reply), ["copied new/a", "copied new/c", "created new"]);
  assertEquals(reply.more, [
    { folder: path("new"), steps: [create("sub", "directory")] },
  ]);
  assertEquals(reply.stamps, [{ folder: path("new"), parts: [] }]);
});

Deno.test("a new folder without folders is complete at once", () => {
  using folders = testFolders({
    source: { new: folder({ a: "a" }, { mode: 0o550 }) },
    replica: {},
  });
  const reply = apply(folders, [create("new", "directory")]);
  assertEquals([reply.more, reply.stamps], [[], []]);
  assertEquals(
    readTree(folders.replica)["new"],
    readTree(folders.source)["new"],
  );
});

Deno.test("the rest of a large new folder is shared out when others have nothing to do", () => {
  using folders = testFolders({ source: { new: many(400) }, replica: {} });
  const reply = apply(folders, [create("new", "directory")], HUNGRY);
  assertEquals(reply.outcomes.length, 251);
  assertEquals(reply.more[0]?.steps.length, 150);
});

Deno.test("a large file of a new folder is left to a job of its own, which copies it", () => {
  using folders = testFolders({ source: { new: { a: "a" } }, replica: {} });
  putSparse(`${folders.source}/new/large`, 2 * MIB);
  const reply = apply(folders, [create("new", "directory")]);
  assertEquals(linesOf(reply), ["copied new/a", "created new"]);
  const [more] = reply.more;
  assert(more !== undefined);
  assertEquals(more.steps, [{ ...create("large", "file"), bytes: 2 * MIB }]);
  assertEquals(linesOf(apply(folders, more.steps, {}, more.folder)), [
    "copied new/large",
  ]);
});

Deno.test("a large file that turns up among small ones is left to a job of its own", () => {
  using folders = testFolders({ source: { a: "a" }, replica: {} });
  putSparse(`${folders.source}/large`, 2 * MIB);
  const steps = [create("large", "file"), create("a", "file")];
  const reply = apply(folders, steps);
  assertEquals(linesOf(reply), ["copied a"]);
  assertEquals(reply.more, [
    { folder: ROOT, steps: [{ ...create("large", "file"), bytes: 2 * MIB }] },
  ]);
});

Deno.test("a folder is emptied of its files, a thousand at once, and its folders are left for later", () => {
  using folders = testFolders({
    source: {},
    replica: { old: { ...many(1200), sub: {} } },
  });
  const reply = apply(folders, [remove("old", "directory")]);
  const removed = linesOf(reply).length;
  assert(removed >= 999 && removed <= 1000);
  const rest = reply.more[0]?.steps ?? [];
  assertEquals(removed + rest.length, 1201);
  assertEquals(reply.emptied, [path("old")]);
  assert(exists(`${folders.replica}/old`));
});

Deno.test("an emptied folder is removed, one that something has appeared in is not", () => {
  using folders = testFolders({
    source: {},
    replica: { empty: {}, full: { theirs: "theirs" } },
  });
  using context = openContext(folders);
  const reply = doRemoveFolders([path("empty"), path("full")], context);
  assertEquals(linesOf(reply), [
    "removed empty",
    "skipped full (meanwhile: something in it could not be removed, or is new)",
  ]);
  assertEquals(namesBelow(folders.replica), ["full", "full/theirs"]);
});

Deno.test("one step that fails is told, and the others are done", () => {
  using folders = testFolders({
    source: { a: "a", b: "b", c: "c" },
    replica: {},
  });
  const disk = watchedDisk((call) => {
    const { side, method, path } = call;
    if (side === "source" && method === "openFile" && path === "b") {
      failWith("EIO", call);
    }
  });
  const steps = ["a", "b", "c"].map((name) => create(name, "file"));
  assertEquals(linesOf(apply(folders, steps, { disk })), [
    "copied a",
    "copied c",
    "failed b (cannot openFile it: test of EIO (EIO))",
  ]);
});

Deno.test("a job that is stopped answers what it has done", () => {
  using folders = testFolders({ source: { a: "a", b: "b" }, replica: {} });
  const signals = quietSignals({
    isStopped: () => exists(`${folders.replica}/a`),
  });
  const steps = ["a", "b"].map((name) => create(name, "file"));
  const reply = apply(folders, steps, { signals });
  assertEquals(linesOf(reply), ["copied a"]);
  assertEquals(namesBelow(folders.replica), ["a"]);
});

Deno.test("nothing is left under a temporary name, whatever fails on the way", () => {
  for (const method of ["file.write", "file.setTime", "file.setMode"]) {
    using folders = testFolders({ source: { a: "a" }, replica: {} });
    const disk = watchedDisk((call) => {
      if (call.side === "replica" && call.method === method) {
        failWith("ENOSPC", call);
      }
    });
    apply(folders, [create("a", "file")], { disk });
    const left = namesBelow(folders.replica).filter((name) => name !== "a");
    assertEquals(left, [], method);
  }
});

Deno.test("a read-only folder is opened for the work in it, and closed again by its stamp", () => {
  using folders = testFolders({
    source: { ro: folder({ a: "a" }, { mode: 0o555 }) },
    replica: { ro: folder({}, { mode: 0o555 }) },
  });
  const reply = apply(folders, [create("a", "file")], {}, path("ro"));
  assertEquals(linesOf(reply), ["copied ro/a"]);
  using context = openContext(folders);
  const stamped = doStamp([{ folder: path("ro"), parts: [] }], context);
  assertEquals(stamped.outcomes, []);
  assertEquals(readTree(folders.replica)["ro"], readTree(folders.source)["ro"]);
});

Deno.test("a stamp tells what differed before the pass, and nothing where only the pass disturbed it", () => {
  using folders = testFolders({ source: { a: {}, b: {} }, replica: {} });
  for (const name of ["a", "b"]) {
    Deno.mkdirSync(`${folders.replica}/${name}`);
    setTime(`${folders.replica}/${name}`, DEFAULT_TIME + 5000);
  }
  using context = openContext(folders);
  const reply = doStamp([
    { folder: path("a"), parts: ["time"] },
    { folder: path("b"), parts: [] },
  ], context);
  assertEquals(linesOf(reply), ["metadata a (time)"]);
  const [found, wanted] = [readTree(folders.replica), readTree(folders.source)];
  assertEquals([found["a"], found["b"]], [wanted["a"], wanted["b"]]);
});

function create(name: string, entry: "file" | "directory"): CreateStep {
  return { kind: "create", name, entry };
}

function remove(name: string, entry: "file" | "directory"): Step {
  return { kind: "remove", name, entry, leftover: false, within: false };
}

function apply(
  folders: TestFolders,
  steps: readonly Step[],
  options: ContextOptions = {},
  folder: RelativePath = ROOT,
): ApplyReply {
  using context = openContext(folders, options);
  return doApply({ kind: "apply", work: [{ folder, steps }] }, context);
}

function linesOf({ outcomes }: ApplyReply): readonly string[] {
  return outcomesOf(outcomes).map(toLine).sort();
}

function many(count: number): Tree {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`${at}`, ""]),
  );
}
