import type { RelativePath } from "../../../src/model/paths/path.ts";
import { JobDoer } from "../../../src/workers/do_job.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { notNative, testUnless } from "../../support/conditions.ts";
import { quietSignals } from "../../support/contexts.ts";
import { look } from "../../support/files.ts";
import { type TestFolders, testFolders } from "../../support/folders.ts";
import { makeChain, noNative, openNative } from "../../support/native.ts";
import { testDisk } from "../../support/test_disk.ts";
import { type Tree, writeTree } from "../../support/tree.ts";

const PASSES = ["2026-11-21T19-08-14.123Z", "2026-11-22T19-08-14.123Z"];

/** Makes a trash that has in each pass the same tree. */
async function makeTrash(folders: TestFolders, tree: Tree): Promise<JobDoer> {
  const { replica, source } = folders;
  const doer = new JobDoer({ disk: testDisk, signals: quietSignals() });
  const opening = {
    kind: "open trash",
    trash: { path: trashOf(folders), identity: undefined },
    replica,
    source,
    dryRun: false,
    now: 0,
  } as const;
  await doer.load(opening);
  assertEquals(doer.do(opening).kind, "trash opened");
  for (const pass of PASSES) writeTree(`${trashOf(folders)}/${pass}`, tree);
  return doer;
}

function trashOf({ replica }: TestFolders): string {
  return `${replica}.versions`;
}

/** Lists what the trash has at a path, as pass and path. */
async function list(
  doer: JobDoer,
  folders: TestFolders,
  path: string,
): Promise<readonly string[]> {
  const { dev, ino } = look(trashOf(folders));
  const job = {
    kind: "list versions",
    trash: { path: trashOf(folders), identity: { dev, ino: ino ?? 0 } },
    replica: folders.replica,
    path: path as RelativePath,
  } as const;
  await doer.load(job);
  const reply = doer.do(job);
  assert(reply.kind === "versions", JSON.stringify(reply));
  return reply.versions.map(({ pass, path }) =>
    `${PASSES.indexOf(pass)} ${path}`
  );
}

const TREE: Tree = {
  b: { d: "d", c: { e: "e" }, a: {} },
  "b.txt": "b",
  a: "a",
};

const LISTED: Readonly<Record<string, readonly string[]>> = {
  "": ["a", "b/a", "b/c/e", "b/d", "b.txt"],
  b: ["b/a", "b/c/e", "b/d"],
  "b/a": ["b/a"],
  "b/d": ["b/d"],
  "b/d/e": [],
  none: [],
  "none/a": [],
};

for (const [path, below] of Object.entries(LISTED)) {
  Deno.test(`"list versions" of "${path}" names ${below.length} files and empty folders of each pass, oldest first`, async () => {
    using folders = testFolders({ source: {}, replica: {} });
    const doer = await makeTrash(folders, TREE);
    const wanted = [0, 1].flatMap((pass) => below.map((it) => `${pass} ${it}`));
    assertEquals(await list(doer, folders, path), wanted);
  });
}

testUnless(
  notNative() ?? noNative(),
  '"list versions" goes into folders inside each other by the thousand',
  async () => {
    const depth = 3000;
    using folders = testFolders({ source: {}, replica: {} });
    const doer = await makeTrash(folders, {});
    using root = openNative(`${trashOf(folders)}/${PASSES[1]}`);
    makeChain(root, depth);
    const found = await list(doer, folders, "");
    assertEquals(found.map(({ length }) => length), [1 + 2 * depth]);
  },
);
