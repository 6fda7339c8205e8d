import { DatabaseSync } from "node:sqlite";
import { PairMemories } from "../../../src/cli/sync/memory.ts";
import type { RelativePath } from "../../../src/model/paths/path.ts";
import type {
  ContentsChanges,
  PairMemory,
} from "../../../src/model/safety/memory.ts";
import { formatTime } from "../../../src/output/format.ts";
import { pairFile } from "../../../src/state/pair.ts";
import { assert, assertEquals, assertMatch } from "../../support/assert.ts";
import { exists, putFile } from "../../support/files.ts";
import { type TestFolders, testFolders } from "../../support/folders.ts";
import { namesIn } from "../../support/tree.ts";

const PAIR = { source: "/s", replica: "/r" };

const root = {
  identity: { dev: 1, ino: 2 },
  bornMs: 3,
  volume: undefined,
  entries: 4,
};

const ROOTS: Omit<PairMemory, "ended"> = {
  source: root,
  replica: root,
  marks: {
    replicaSince: { seconds: 2 ** 40, nanos: 999_999_999 },
    sourceBefore: { seconds: -5, nanos: 0 },
  },
};

const PATH = "a" as RelativePath;

const NOW = formatTime(new Date(0));

const CHANGES: ContentsChanges = {
  pass: 1,
  known: [{
    path: PATH,
    digest: "md5:1",
    size: 1,
    mtimeSeconds: 2,
    mtimeNanos: 3,
  }],
  gone: [],
  isAll: false,
};

Deno.test("PairMemories recalls what an earlier run remembered, and tells it from its own", async () => {
  using folders = testFolders();
  const first = memories(folders);
  assertEquals(await first.memory.recall(PAIR), { kind: "nothing" });
  await first.memory.remember(PAIR, ROOTS);
  const memory = { ...ROOTS, ended: NOW };
  assertEquals(await first.memory.recall(PAIR), {
    kind: "known",
    memory,
    isOfThisRun: true,
  });
  assertEquals(await memories(folders).memory.recall(PAIR), {
    kind: "known",
    memory,
    isOfThisRun: false,
  });
  assertEquals(first.told, []);
});

Deno.test("PairMemories forgets who changed what while the replica is being changed", async () => {
  using folders = testFolders();
  const { memory } = memories(folders);
  const forgotten = { ...ROOTS, ended: NOW, marks: undefined };
  await memory.beginChanges(PAIR);
  await memory.remember(PAIR, ROOTS);
  await memory.beginChanges(PAIR);
  for (
    const [isOfThisRun, it] of [[true, memory], [
      false,
      memories(folders).memory,
    ]] as const
  ) {
    assertEquals(await it.recall(PAIR), {
      kind: "known",
      memory: forgotten,
      isOfThisRun,
    });
  }
});

Deno.test("PairMemories keeps pairs apart", async () => {
  using folders = testFolders();
  const { memory } = memories(folders);
  await memory.remember(PAIR, ROOTS);
  const other = { ...PAIR, replica: "/other" };
  assertEquals(await memory.recall(other), { kind: "nothing" });
});

for (
  const folder of [undefined, "unusable"] as const
) {
  const where = folder === undefined ? "is none" : "cannot be used";
  Deno.test(`PairMemories remembers to the end of the run where the state folder ${where}`, async () => {
    using folders = testFolders();
    putFile(`${folders.top}/unusable`, "in the way");
    const { memory, told } = memories(folders, {
      folder: folder && `${folders.top}/${folder}/lockstep`,
    });
    assertEquals(await memory.recall(PAIR), { kind: "nothing" });
    await memory.remember(PAIR, ROOTS);
    await memory.remember(PAIR, ROOTS);
    assertEquals((await memory.recall(PAIR)).kind, "known");
    if (folder === undefined) assertEquals(told, []);
    else {
      assert(told.length > 0 && new Set(told).size === told.length);
      assertMatch(
        told[0] ?? "",
        /^cannot use the state file ".*": .*It is not known/,
      );
    }
  });
}

Deno.test("PairMemories sets a damaged file aside, says so, and begins anew", async () => {
  using folders = testFolders();
  await memories(folders).memory.remember(PAIR, ROOTS);
  const path = await pairFile(stateOf(folders), PAIR);
  putFile(path, "damaged ".repeat(1000));
  const { memory, told } = memories(folders);
  assertEquals(await memory.recall(PAIR), { kind: "nothing" });
  assertMatch(told[0] ?? "", /is damaged: .*; it is now ".*\.damaged-/);
  assert(!exists(path));
  await memory.remember(PAIR, ROOTS);
  assertEquals((await memories(folders).memory.recall(PAIR)).kind, "known");
});

Deno.test("PairMemories remembers contents from one run to the next", async () => {
  using folders = testFolders();
  await memories(folders).memory.rememberContents(PAIR, CHANGES);
  const { memory, told } = memories(folders);
  const found = await memory.recallContents(PAIR, [PATH]);
  assertEquals(found.get(PATH)?.digest, "md5:1");
  const other = { ...PAIR, replica: "/other" };
  assertEquals((await memory.recallContents(other, [PATH])).size, 0);
  assertEquals(told, []);
});

Deno.test("PairMemories warns once where contents cannot be remembered, and goes on", async () => {
  using folders = testFolders();
  putFile(`${folders.top}/unusable`, "in the way");
  const { memory, told } = memories(folders, {
    folder: `${folders.top}/unusable/lockstep`,
  });
  await memory.rememberContents(PAIR, CHANGES);
  await memory.rememberContents(PAIR, CHANGES);
  assertEquals(told.length, 1);
  assertMatch(
    told[0] ?? "",
    /^cannot use the state file .*: .*Files that decay are not told from/,
  );
  assertEquals((await memory.recallContents(PAIR, [PATH])).size, 0);
});

Deno.test("PairMemories that only reads leaves a damaged file where it is", async () => {
  using folders = testFolders();
  await memories(folders).memory.remember(PAIR, ROOTS);
  const path = await pairFile(stateOf(folders), PAIR);
  putFile(path, "damaged ".repeat(1000));
  const { memory, told } = memories(folders, {
    folder: stateOf(folders),
    readOnly: true,
  });
  assertEquals(await memory.recall(PAIR), { kind: "nothing" });
  assertEquals(told.length, 1);
  assertEquals(namesIn(stateOf(folders)).length, 1);
});

Deno.test("PairMemories refuses what a newer program wrote, and says what to do", async () => {
  using folders = testFolders();
  await memories(folders).memory.remember(PAIR, ROOTS);
  const path = await pairFile(stateOf(folders), PAIR);
  const database = new DatabaseSync(path);
  database.exec("PRAGMA user_version = 99");
  database.close();
  for (const readOnly of [false, true]) {
    const recalled = await memories(folders, {
      folder: stateOf(folders),
      readOnly,
    }).memory.recall(PAIR);
    assert(recalled.kind === "unreadable");
    assertMatch(recalled.refusal.reason, /written by a newer lockstep: .* 99/);
    assertEquals(
      recalled.refusal.remedy,
      `Use that one, or move ${JSON.stringify(path)} away to begin anew`,
    );
  }
});

function stateOf({ top }: TestFolders): string {
  return `${top}/state`;
}

function memories(
  folders: TestFolders,
  { folder, readOnly = false }: {
    readonly folder?: string | undefined;
    readonly readOnly?: boolean;
  } = { folder: stateOf(folders) },
): { readonly memory: PairMemories; readonly told: readonly string[] } {
  const told: string[] = [];
  const memory = new PairMemories({
    folder,
    readOnly,
    now: () => new Date(0),
    warn: (text) => void told.push(text),
  });
  return { memory, told };
}

Deno.test("PairMemories recalls a pair by its names where a link leads elsewhere, with no word on who changed it", async () => {
  using folders = testFolders();
  const named = { source: "/s", replica: "/link" };
  const [one, other] = ["/one", "/other"].map((replica) => ({
    source: "/s",
    replica,
    named,
  }));
  assert(one !== undefined && other !== undefined);
  const first = memories(folders);
  await first.memory.remember(one, ROOTS);
  const memory = { ...ROOTS, marks: undefined, ended: NOW };
  const byName = { kind: "known", memory, isByName: true } as const;
  assertEquals(await first.memory.recall(other), {
    ...byName,
    isOfThisRun: true,
  });
  const second = memories(folders);
  assertEquals(await second.memory.recall(other), {
    ...byName,
    isOfThisRun: false,
  });
  assertEquals(await second.memory.recall({ ...other, named: other }), {
    kind: "nothing",
  });
  const { marks } = ROOTS;
  assertEquals(await second.memory.recall(one), {
    kind: "known",
    memory: { ...memory, marks },
    isOfThisRun: false,
  });
});
