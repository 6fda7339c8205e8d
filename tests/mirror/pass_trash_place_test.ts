import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { putFile, putFolder, putLink, rename } from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import { lastKept } from "../support/trashes.ts";
import {
  readIdentities,
  readText,
  type Tree,
  writeTree,
} from "../support/tree.ts";

const TREES = {
  source: { a: "new one" },
  replica: { a: "old", "trash here": {} },
} as const;

/** Runs a pass with a trash that must be refused, and returns why. */
async function refusal(
  folders: TestFolders,
  path: string,
): Promise<{ readonly reason: string; readonly remedy: string }> {
  const before = readIdentities(folders.top);
  const { report } = await mirror(folders, { trash: { kind: "folder", path } });
  assert(report.ending.kind === "unfit", JSON.stringify(report.ending));
  assertEquals(readIdentities(folders.top), before);
  return report.ending.refusal;
}

const REFUSED: Readonly<Record<string, [path: string, reason: RegExp]>> = {
  "is the source": ["source", /source and trash are the same folder/],
  "is the replica": ["replica", /replica and trash are the same folder/],
  "lies inside the source": ["source/trash", /trash.*lies inside the source/],
  "lies inside the replica": [
    "replica/trash here",
    /trash.*lies inside the replica/,
  ],
  "would lie deep inside the replica": [
    "replica/new/trash",
    /trash.*lies inside the replica/,
  ],
  "holds both trees": [".", /source.*lies inside the trash/],
};

for (const [what, [path, reason]] of Object.entries(REFUSED)) {
  Deno.test(`a trash that ${what} is refused, and nothing is changed`, async () => {
    using folders = testFolders(TREES);
    const refused = await refusal(folders, `${folders.top}/${path}`);
    assertMatch(refused.reason, reason);
    assertMatch(refused.remedy, /^Name a folder apart from both/);
  });
}

testUnless(
  notPosix(),
  "a trash inside the replica by way of a link is refused",
  async () => {
    using folders = testFolders(TREES);
    putLink(`${folders.top}/link`, folders.replica);
    const { reason } = await refusal(folders, `${folders.top}/link/trash here`);
    assertMatch(reason, /lies inside the replica/);
  },
);

Deno.test("a trash that is a file is refused", async () => {
  using folders = testFolders(TREES);
  putFile(`${folders.top}/trash`, "file");
  const { reason } = await refusal(folders, `${folders.top}/trash`);
  assertEquals(
    reason,
    `the trash, "${folders.top}/trash", is a file, not a folder`,
  );
});

const STRANGERS: Readonly<Record<string, Tree>> = {
  "a file": { mine: "mine" },
  "what looks like a pass": { "2020-01-01T00-00-00.000Z": { a: "a" } },
};

for (const [what, tree] of Object.entries(STRANGERS)) {
  Deno.test(`a folder with ${what} in it that lockstep did not make is no trash`, async () => {
    using folders = testFolders(TREES);
    writeTree(`${folders.top}/trash`, tree);
    const { reason } = await refusal(folders, `${folders.top}/trash`);
    assertMatch(reason, /is not empty and was not made by lockstep$/);
  });
}

Deno.test("a marker that cannot be read makes no trash", async () => {
  using folders = testFolders(TREES);
  writeTree(`${folders.top}/trash`, { "lockstep-trash.json": "{}" });
  const { reason } = await refusal(folders, `${folders.top}/trash`);
  assertMatch(reason, /that this lockstep cannot read$/);
});

Deno.test("an empty folder becomes a trash, and stays it", async () => {
  using folders = testFolders(TREES);
  const path = `${folders.top}/trash`;
  putFolder(path);
  for (const text of ["one", "and two"]) {
    putFile(`${folders.source}/a`, text);
    const { report } = await mirror(folders, {
      trash: { kind: "folder", path },
    });
    assertEquals(report.ending, { kind: "done" });
  }
  const { note: _, ...marker } = JSON.parse(
    readText(`${path}/lockstep-trash.json`),
  );
  assertMatch(marker.since, /^20/);
  assertEquals({ ...marker, since: "" }, {
    format: 1,
    trash: path,
    replica: folders.replica,
    source: folders.source,
    since: "",
  });
});

Deno.test("the trash of another replica is refused", async () => {
  using folders = testFolders(TREES);
  using others = testFolders(TREES);
  const path = `${folders.top}/trash`;
  await mirror(others, { trash: { kind: "folder", path } });
  const { reason, remedy } = await refusal(folders, path);
  assertMatch(reason, /is that of another replica, ".*\/replica"$/);
  assertMatch(remedy, /write its new path into lockstep-trash\.json there$/);
});

Deno.test("a trash and its replica may move together", async () => {
  using folders = testFolders({ source: { a: "one" }, replica: {} });
  const [first, second] = [`${folders.top}/first`, `${folders.top}/second`];
  putFolder(first);
  const { source } = folders;
  const trash = { kind: "beside" } as const;
  await mirror({ source, replica: `${first}/r` }, { trash });
  rename(first, second);
  putFile(`${source}/a`, "and two");
  const { report } = await mirror({ source, replica: `${second}/r` }, {
    trash,
  });
  assertEquals(report.ending, { kind: "done" });
  assertEquals(Object.keys(lastKept(`${second}/r.versions`)), ["a"]);
});

Deno.test("a trash in a folder that is not there makes no pass: that may be a disk that is not mounted", async () => {
  using folders = testFolders(TREES);
  const before = readIdentities(folders.top);
  const { report } = await mirror(folders, {
    trash: { kind: "folder", path: `${folders.top}/not/mounted` },
  });
  assert(report.ending.kind === "unavailable", report.ending.kind);
  assertEquals(
    report.ending.reason,
    `cannot make the trash, "${folders.top}/not/mounted": the folder that it is to be in does not exist. Check that its disk is mounted, or make that folder`,
  );
  assertEquals(readIdentities(folders.top), before);
});
