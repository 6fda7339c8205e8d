import type { RelativePath } from "../../../src/model/paths/path.ts";
import { addCounts, NO_COUNTS } from "../../../src/model/plan/survey.ts";
import type {
  SurveyItem,
  SurveyReply,
} from "../../../src/workers/survey/pair_job.ts";
import { doSurvey } from "../../../src/workers/survey/survey_job.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import {
  type ContextOptions,
  openContext,
  quietSignals,
} from "../../support/contexts.ts";
import { putSparse } from "../../support/files.ts";
import { type TestFolders, testFolders } from "../../support/folders.ts";
import { stopAfter } from "../../support/pool.ts";
import { DEFAULT_TIME, file, link, type Tree } from "../../support/tree.ts";

const path = (text: string): RelativePath => text as RelativePath;
const ROOT: SurveyItem = { kind: "pair", folder: path("") };
const MIB = 1024 ** 2;

/** Somebody waits for work. */
const HUNGRY = { signals: quietSignals({ isHungry: () => true }) };

Deno.test("doSurvey() looks at all folders below, and answers only what differs", () => {
  using folders = testFolders({
    source: { a: { b: { same: "same", new: "new" } }, c: {} },
    replica: { a: { b: { same: "same" } }, c: { old: "old", d: { e: "e" } } },
  });
  const reply = survey(folders, [ROOT]);
  assertEquals(reply.more, []);
  assertEquals(reply.outcomes, []);
  assertEquals(
    Object.fromEntries(
      reply.found.map(({ folder, differences }) => [
        folder,
        differences.map(({ kind, name }) => `${kind} ${name}`).sort(),
      ]),
    ),
    { "a/b": ["missing new"], c: ["extra d", "extra old"] },
  );
  assertEquals(reply.counts, {
    source: 5,
    replica: 7,
    files: 3,
    shielded: 0,
    unchanged: 4,
    extra: 3,
    suspended: 0,
    bytes: 0,
  });
});

Deno.test("doSurvey() hands back the folders it has not come to after 4000 entries", () => {
  using folders = testFolders({
    source: folderOfFolders(50, 100),
    replica: folderOfFolders(50, 0),
  });
  const reply = survey(folders, [ROOT]);
  assert(reply.counts.source > 3900 && reply.counts.source < 4200);
  assertEquals(reply.counts.source + reply.more.length * 100, 5050);
});

Deno.test("doSurvey() hands work back early when others have nothing to do", () => {
  using folders = testFolders({
    source: folderOfFolders(10, 100),
    replica: folderOfFolders(10, 0),
  });
  const reply = survey(folders, [ROOT], HUNGRY);
  assert(reply.more.length >= 6, `${reply.more.length}`);
});

Deno.test("doSurvey() shares out the names of one large folder when others have nothing to do", () => {
  const tree = manyFiles(1800);
  using folders = testFolders({ source: tree, replica: tree });
  const reply = survey(folders, [ROOT], HUNGRY);
  assertEquals(
    reply.more.map((item) =>
      item.kind === "names" ? item.names.split("/").length : 0
    ),
    [500, 500, 300],
  );
  const rest = survey(folders, reply.more);
  assertEquals(reply.counts.unchanged + rest.counts.unchanged, 1800);
  assertEquals(reply.counts.source + rest.counts.source, 1800);
});

for (const contents of [false, true]) {
  const when = contents ? "after" : "before";
  Deno.test(`doSurvey() shares out a very large folder ${when} it has listed the replica, with contents: ${contents}`, () => {
    const tree = manyFiles(4000);
    using folders = testFolders({
      source: { ...tree, new: "new", folder: {}, other: "a" },
      replica: { ...tree, old: "old", folder: {}, other: {} },
    });
    const parts: SurveyItem[] = [];
    const replies = [survey(folders, [ROOT], {
      ...HUNGRY,
      options: { contents },
      tell: ({ more }) => void parts.push(...more),
    })];
    assertEquals(parts.length, contents ? 0 : 9);
    for (let reply = replies[0]; reply !== undefined;) {
      const items = [...reply.more, ...parts.splice(0)];
      if (items.length === 0) break;
      reply = survey(folders, items, { options: { contents } });
      replies.push(reply);
    }
    assertEquals(
      replies.flatMap(({ found }) => found).flatMap(({ differences }) =>
        differences.map(({ kind, name }) => `${kind} ${name}`)
      ).sort(),
      ["extra old", "missing new", "retyped other"],
    );
    assertEquals(replies.map(({ counts }) => counts).reduce(addCounts), {
      source: 4003,
      replica: 4003,
      files: 4001,
      shielded: 0,
      unchanged: 4001,
      extra: 2,
      suspended: 0,
      bytes: 0,
    });
  });
}

Deno.test("doSurvey() shares out a large folder of links, and hears among them that it is to stop", () => {
  const names = Array.from({ length: 1300 }, (_, index) => `link ${index}`);
  const tree = Object.fromEntries(names.map((name) => [name, link("x")]));
  using folders = testFolders({ source: tree, replica: tree });
  const reply = survey(folders, [ROOT], HUNGRY);
  assertEquals(reply.more.map(({ kind }) => kind), ["names", "names"]);
  const rest = survey(folders, reply.more);
  assertEquals(reply.counts.unchanged + rest.counts.unchanged, 1300);

  const signals = stopAfter(100);
  const stopped = survey(folders, [ROOT], { signals });
  assert(stopped.counts.unchanged < 101, `${stopped.counts.unchanged}`);
});

Deno.test("doSurvey() makes the reading of two large files a piece of work of its own", () => {
  const tree = manyFiles(300);
  using folders = testFolders({ source: tree, replica: tree });
  putSparse(`${folders.source}/large`, 2 * MIB);
  putSparse(`${folders.replica}/large`, 2 * MIB, DEFAULT_TIME + 5000);
  const reply = survey(folders, [ROOT], HUNGRY);
  assertEquals(
    reply.more.map((item) => item.kind === "contents" ? item.name : item.kind),
    ["large"],
  );
  const { found } = survey(folders, reply.more);
  const [difference, ...others] = found.flatMap((one) => one.differences);
  assertEquals([difference?.kind, others], ["metadata", []]);
});

Deno.test("doSurvey() leaves a file that takes long to a job of its own, whoever has nothing to do", () => {
  using folders = testFolders({ source: { a: "a" }, replica: { a: "a" } });
  putSparse(`${folders.source}/large`, 32 * MIB);
  putSparse(`${folders.replica}/large`, 32 * MIB, DEFAULT_TIME + 5000);
  const first = survey(folders, [ROOT]);
  assertEquals(first.more.map(({ kind }) => kind), ["contents"]);
  assertEquals(first.counts.unchanged, 1);
  const second = survey(folders, first.more);
  assertEquals([second.more, second.counts.bytes], [[], 32 * MIB]);
});

Deno.test("doSurvey() looks at nothing more once it is stopped", () => {
  using folders = testFolders({
    source: { a: "a", b: "b" },
    replica: { a: "x", b: "y" },
  });
  const signals = quietSignals({ isStopped: () => true });
  const reply = survey(folders, [ROOT], { signals });
  assertEquals([reply.counts, reply.found], [NO_COUNTS, []]);
});

Deno.test("doSurvey() counts a folder that becomes a file as removed, with all that it holds", () => {
  using folders = testFolders({
    source: { a: "file" },
    replica: { a: { b: { c: "c" }, d: "d" } },
  });
  assertEquals(survey(folders, [ROOT]).counts.extra, 4);
  const options = { removals: false };
  assertEquals(survey(folders, [ROOT], { options }).counts.extra, 0);
});

Deno.test("doSurvey() tells of equal entries only when asked to", () => {
  const tree = { a: { b: "b" } };
  using folders = testFolders({ source: tree, replica: tree });
  assertEquals(survey(folders, [ROOT]).outcomes, []);
  const { outcomes } = survey(folders, [ROOT], {
    options: { unchanged: true },
  });
  assertEquals(outcomes.map(({ path }) => String(path)).sort(), ["a", "a/b"]);
});

Deno.test("doSurvey() takes leftovers of killed passes neither for entries nor for extras", () => {
  const left = ".lockstep-0123456789abcdef.tmp";
  using folders = testFolders({ source: {}, replica: { [left]: { a: "a" } } });
  const { found, counts } = survey(folders, [ROOT]);
  assertEquals(counts, NO_COUNTS);
  assertEquals(found[0]?.differences, [
    { kind: "leftover", name: left, entry: "directory" },
  ]);
});

function survey(
  folders: TestFolders,
  items: readonly SurveyItem[],
  options: ContextOptions = {},
): SurveyReply {
  using context = openContext(folders, options);
  return doSurvey({ kind: "survey", items }, context);
}

function manyFiles(count: number): Tree {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`${at}`, file("")]),
  );
}

function folderOfFolders(count: number, each: number): Tree {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`f${at}`, manyFiles(each)]),
  );
}
