import type { PathContents } from "../../src/model/entry/decay.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import type { ContentsChanges } from "../../src/model/safety/memory.ts";
import { recallContents, rememberContents } from "../../src/state/contents.ts";
import { recallPair, rememberPair } from "../../src/state/pair.ts";
import { DamagedState } from "../../src/state/pair_database.ts";
import { assert, assertEquals, assertRejects } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { exists, modeOf } from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { alter, bytesOf, fileIn, MEMORY, PAIR } from "../support/pair_state.ts";
import { writeTree } from "../support/tree.ts";

const WRITABLE = { readOnly: false };

/** Names that are easily lost: bytes that are not UTF-8, as the disk carries them, among them. */
const ODD_NAMES = [
  "a",
  "sub/b",
  "\udce9t\udce9",
  "\ufffdt\ufffd",
  "\u00e9t\u00e9",
  "e\u0301te\u0301",
  "\u{1f5c2}/new\nline",
  "sub/'; DROP TABLE contents; --",
] as RelativePath[];

Deno.test("recallContents() gives back what rememberContents() took, whatever the names", async () => {
  using folders = testFolders();
  const file = await fileIn(folders);
  const known = ODD_NAMES.map((path, index) => ({
    path,
    digest: `sha256:${index}`,
    size: 2 ** 50 + index,
    mtimeSeconds: index % 2 === 0 ? -index : 2 ** 40,
    mtimeNanos: 999_999_999 - index,
  }));
  await remember(file, { known });
  for (const readOnly of [true, false]) {
    const found = await recallContents(file, ODD_NAMES, { readOnly });
    assertEquals(
      [...found].map(([path, contents]) => ({ path, ...contents })),
      known,
    );
  }
});

Deno.test("rememberContents() replaces what was known of a path, and leaves the roots alone", async () => {
  using folders = testFolders();
  const file = await fileIn(folders);
  await rememberPair(file, { pair: PAIR, memory: MEMORY });
  await remember(file, { known: [contents("a", "old"), contents("b", "old")] });
  await remember(file, { known: [contents("a", "new")] });
  assertEquals(await digestsIn(file, ["a", "b", "c"]), {
    a: "md5:new",
    b: "md5:old",
  });
  assertEquals(await recallPair(file, WRITABLE), MEMORY);
});

Deno.test("rememberPair() leaves what is known of contents alone", async () => {
  using folders = testFolders();
  const file = await fileIn(folders);
  await remember(file, { known: [contents("a", "1")] });
  assertEquals(await recallPair(file, WRITABLE), undefined);
  await rememberPair(file, { pair: PAIR, memory: MEMORY });
  assertEquals(await digestsIn(file, ["a"]), { a: "md5:1" });
});

Deno.test("rememberContents() forgets what has gone with all below it, and nothing beside it", async () => {
  using folders = testFolders();
  const file = await fileIn(folders);
  const paths = ["f", "f.txt", "f/a", "f/b/c", "f0", "g", "F/a"];
  await remember(file, { known: paths.map((path) => contents(path, "1")) });
  await remember(file, { gone: ["f" as RelativePath] });
  assertEquals(Object.keys(await digestsIn(file, paths)), [
    "f.txt",
    "f0",
    "g",
    "F/a",
  ]);
});

Deno.test("rememberContents() of a pass that met all forgets what it did not meet", async () => {
  using folders = testFolders();
  const file = await fileIn(folders);
  await remember(file, {
    pass: 1,
    known: [contents("a", "1"), contents("b", "1")],
  });
  await remember(file, { pass: 2, known: [contents("b", "2")] });
  assertEquals(Object.keys(await digestsIn(file, ["a", "b"])), ["a", "b"]);
  await remember(file, { pass: 2, isAll: true });
  assertEquals(await digestsIn(file, ["a", "b"]), { b: "md5:2" });
});

testUnless(
  notPosix(),
  "rememberContents() makes the file for its owner's eyes only; recallContents() makes none",
  async () => {
    using folders = testFolders();
    const file = await fileIn(folders);
    assertEquals(await digestsIn(file, ["a"]), {});
    assert(!exists(file));
    await remember(file, { known: [contents("a", "1")] });
    assertEquals(modeOf(file), 0o600);
    assertEquals(modeOf(`${folders.top}/state/lockstep`), 0o700);
  },
);

for (const readOnly of [true, false]) {
  const how = readOnly ? "is read as it is" : "is brought up to date";
  Deno.test(`a state file of version 2, which knows no contents, ${how}`, async () => {
    using folders = testFolders();
    const file = await fileOfVersion2(folders);
    const before = bytesOf(file);
    const found = await recallContents(file, ODD_NAMES, { readOnly });
    assertEquals(found.size, 0);
    assertEquals((await recallPair(file, { readOnly }))?.ended, "then");
    if (readOnly) return assertEquals(bytesOf(file), before);
    await remember(file, { known: [contents("a", "1")] });
    assertEquals(await digestsIn(file, ["a"]), { a: "md5:1" });
    assertEquals((await recallPair(file, WRITABLE))?.ended, "then");
  });
}

Deno.test("recallContents() tells a damaged state file from one that cannot be used", async () => {
  using folders = testFolders();
  const file = await fileIn(folders);
  await remember(file, { known: [contents("a", "1")] });
  alter(file, "DROP TABLE contents");
  await assertRejects(() => digestsIn(file, ["a"]), DamagedState);
});

/** As version 2 of the format made it. */
async function fileOfVersion2(folders: TestFolders): Promise<string> {
  writeTree(folders.top, { state: { lockstep: {} } });
  const file = await fileIn(folders);
  alter(
    file,
    `CREATE TABLE root (
       side TEXT PRIMARY KEY CHECK (side IN ('source', 'replica')),
       path TEXT NOT NULL, dev TEXT NOT NULL, ino TEXT NOT NULL, born_ms REAL,
       volume_type TEXT, volume_origin TEXT, volume_id TEXT, volume_point TEXT,
       entries INTEGER NOT NULL
     ) STRICT;
     CREATE TABLE last_pass (
       ended TEXT NOT NULL, replica_seconds INTEGER, replica_nanos INTEGER,
       source_seconds INTEGER, source_nanos INTEGER
     ) STRICT;
     INSERT INTO last_pass VALUES ('then', 1, 2, 3, 4);
     INSERT INTO root VALUES
       ('source', '/s', '1', '2', 3.5, NULL, NULL, NULL, NULL, 4),
       ('replica', '/r', '5', '6', NULL, 'ext4', '/dev/x', NULL, '/', 8);
     PRAGMA user_version = 2;`,
  );
  return file;
}

function contents(path: string, digest: string): PathContents {
  return {
    path: path as RelativePath,
    digest: `md5:${digest}`,
    size: 1,
    mtimeSeconds: 2,
    mtimeNanos: 3,
  };
}

function remember(
  file: string,
  changes: Partial<ContentsChanges>,
): Promise<void> {
  const none = { pass: 1, known: [], gone: [], isAll: false };
  return rememberContents(file, { ...none, ...changes });
}

async function digestsIn(
  file: string,
  paths: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const found = await recallContents(file, paths as RelativePath[], WRITABLE);
  return Object.fromEntries(
    [...found].map(([path, { digest }]) => [path, digest]),
  );
}
