import type { LockReplica } from "../../src/model/roots/locking.ts";
import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import {
  exists,
  putFile,
  putFolder,
  putLink,
  remove,
} from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { mirror, type Mirrored } from "../support/mirror.ts";
import { readTree } from "../support/tree.ts";

Deno.test("a pass holds the lock of the real replica from before the survey to its end", async () => {
  using folders = testFolders({ source: { a: "a" }, replica: {} });
  const link = `${folders.top}/link`;
  putLink(link, folders.replica);
  const course: string[] = [];
  const lock: LockReplica = ({ path, identity }) => {
    assertEquals(path, folders.replica);
    assertEquals(identity.ino, Deno.statSync(path).ino);
    course.push("locked");
    const release = (): void => void course.push("released");
    return Promise.resolve({
      kind: "mine",
      lock: { [Symbol.dispose]: release },
    });
  };
  await mirror({ source: folders.source, replica: link }, {
    lock,
    onEvent: ({ kind }) => course.push(kind),
  });
  assertEquals(course, [
    "started",
    "locked",
    "outcomes",
    "released",
    "finished",
  ]);
});

Deno.test("a pass over a replica that is in use changes nothing and names the holder", async () => {
  using folders = testFolders({ source: { a: "a" }, replica: { b: "b" } });
  const before = readTree(folders.replica);
  const holder = "process 4711";
  const { report, lines } = await mirror(folders, {
    lock: () => Promise.resolve({ kind: "taken", holder }),
  });
  assertEquals(report.ending, { kind: "locked", holder });
  assertEquals(lines, []);
  assertEquals(readTree(folders.replica), before);
});

Deno.test("a dry run locks nothing and makes no replica", async () => {
  using folders = testFolders({ source: { a: "a" } });
  const { lines } = await mirror(folders, {
    options: { dryRun: true },
    lock: () => Promise.reject(new Error("It was locked")),
  });
  assertEquals(lines, ["copied a", "created ."]);
  assertEquals(exists(folders.replica), false);
});

Deno.test("a pass without a source says what to do, and makes no replica", async () => {
  using folders = testFolders();
  const { report } = await mirror(folders);
  assert(report.ending.kind === "unavailable");
  assertMatch(
    report.ending.reason,
    /^the source, ".*\/source", does not exist\. .*--create-source/,
  );
  assertEquals(exists(folders.replica), false);
});

Deno.test("a pass whose replica cannot be made says why", async () => {
  using folders = testFolders({ source: { a: "a" } });
  putFile(`${folders.top}/file`, "");
  const replica = `${folders.top}/file/replica`;
  const { report } = await mirror({ source: folders.source, replica });
  assert(report.ending.kind === "unavailable", report.ending.kind);
  assertMatch(report.ending.reason, /^cannot (make|open) the replica\b.*: ./);
  assertEquals(report.tally.created, 0);
});

Deno.test("a replica that vanishes as soon as it is locked ends the pass, and nothing is made outside", async () => {
  using folders = testFolders({ source: { a: "a" }, replica: {} });
  const lock: LockReplica = () => {
    remove(folders.replica);
    return Promise.resolve({
      kind: "mine",
      lock: { [Symbol.dispose]: () => {} },
    });
  };
  const { report } = await mirror(folders, { lock });
  assertEquals(report.ending.kind, "unavailable");
  assertEquals(exists(folders.replica), false);
});

Deno.test("a replica that is exchanged before it is locked ends the pass, and the other stays untouched", async () => {
  using folders = testFolders({ source: { a: "a" }, replica: {} });
  const lock: LockReplica = () => {
    Deno.renameSync(folders.replica, `${folders.replica}.away`);
    putFolder(folders.replica);
    putFile(`${folders.replica}/theirs`, "theirs");
    return Promise.resolve({
      kind: "mine",
      lock: { [Symbol.dispose]: () => {} },
    });
  };
  const { report, lines } = await mirror(folders, { lock });
  assertEquals(report.ending.kind, "unavailable");
  assertEquals(lines, []);
  const [, ...left] = Object.keys(readTree(folders.replica));
  assertEquals(left, ["theirs"]);
});

Deno.test("a pass warns of a log in either tree", async () => {
  using folders = testFolders({ source: {}, replica: {} });
  const inSource = await mirror(folders, { log: `${folders.source}/x.log` });
  assertEquals(saidIn(inSource), [
    "warn: the log file lies inside the source: it is not copied",
  ]);
  const inReplica = await mirror(folders, { log: `${folders.replica}/x.log` });
  assertEquals(saidIn(inReplica), [
    "warn: the log file lies inside the replica: it is neither overwritten nor removed",
  ]);
});

Deno.test("a pass says nothing of a log elsewhere", async () => {
  using folders = testFolders({ source: {}, replica: {} });
  const mirrored = await mirror(folders, { log: `${folders.top}/x.log` });
  assertEquals(saidIn(mirrored), []);
});

function saidIn({ events }: Mirrored): readonly string[] {
  return events.flatMap((event) =>
    event.kind === "said" ? [`${event.level}: ${event.text}`] : []
  );
}
