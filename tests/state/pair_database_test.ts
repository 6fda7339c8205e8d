import { openDatabase } from "../../src/state/database.ts";
import { NewerState } from "../../src/state/format_version.ts";
import { recallPair, rememberPair } from "../../src/state/pair.ts";
import { DamagedState, STATE_VERSION } from "../../src/state/pair_database.ts";
import { assertEquals, assertRejects } from "../support/assert.ts";
import { putFile, rename } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { alter, bytesOf, fileIn, MEMORY, PAIR } from "../support/pair_state.ts";
import { writeTree } from "../support/tree.ts";

const WRITABLE = { readOnly: false };

/** As version 1 of the format made it. */
const VERSION_1 = `
  CREATE TABLE root (
    side TEXT PRIMARY KEY CHECK (side IN ('source', 'replica')),
    path TEXT NOT NULL, dev TEXT NOT NULL, ino TEXT NOT NULL, born_ms REAL,
    volume_type TEXT, volume_origin TEXT, volume_id TEXT, volume_point TEXT,
    entries INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE last_pass (ended TEXT NOT NULL) STRICT;
  INSERT INTO last_pass VALUES ('then');
  INSERT INTO root VALUES
    ('source', '/s', '1', '2', 3.5, NULL, NULL, NULL, NULL, 4),
    ('replica', '/r', '5', '6', NULL, 'ext4', '/dev/x', NULL, '/', 8);
  PRAGMA user_version = 1;`;

for (const readOnly of [true, false]) {
  const how = readOnly ? "is read as it is" : "is brought up to date";
  Deno.test(`a state file of version 1 ${how}`, async () => {
    using folders = testFolders();
    writeTree(folders.top, { state: { lockstep: {} } });
    const path = await fileIn(folders);
    alter(path, VERSION_1);
    const recalled = await recallPair(path, { readOnly });
    assertEquals(recalled?.source.entries, 4);
    assertEquals(recalled?.replica.volume?.origin, "/dev/x");
    assertEquals(recalled?.marks, undefined);
    if (readOnly) return;
    await rememberPair(path, { pair: PAIR, memory: MEMORY });
    assertEquals(await recallPair(path, WRITABLE), MEMORY);
  });
}

Deno.test("a blank state file is brought up to date", async () => {
  using folders = testFolders();
  const path = await fileIn(folders);
  writeTree(folders.top, { state: { lockstep: {} } });
  alter(path, "PRAGMA user_version = 0");
  assertEquals(await recallPair(path, WRITABLE), undefined);
  await rememberPair(path, { pair: PAIR, memory: MEMORY });
  assertEquals(await recallPair(path, WRITABLE), MEMORY);
});

for (const readOnly of [false, true]) {
  const how = readOnly ? "that is only read" : "that may be written";
  Deno.test(`a state file of a newer version ${how} is refused, and left as it is`, async () => {
    using folders = testFolders();
    const path = await fileIn(folders);
    await rememberPair(path, { pair: PAIR, memory: MEMORY });
    alter(path, `PRAGMA user_version = ${STATE_VERSION + 1}`);
    const before = bytesOf(path);
    await assertRejects(
      () => recallPair(path, { readOnly }),
      NewerState,
      `it has version ${STATE_VERSION + 1} of the format`,
    );
    assertEquals(bytesOf(path), before);
  });
}

const DAMAGES: Readonly<Record<string, (path: string) => void>> = {
  "is no database": (path) => putFile(path, "no database at all ".repeat(99)),
  "lacks a table": (path) => alter(path, "DROP TABLE root"),
  "lacks a root": (path) =>
    alter(path, "DELETE FROM root WHERE side = 'source'"),
  "has words for a number": (path) => alter(path, "UPDATE root SET ino = 'x'"),
  "is cut off": (path) => Deno.truncateSync(path, 5000),
};

for (const [damage, act] of Object.entries(DAMAGES)) {
  Deno.test(`a state file that ${damage} is told from one that cannot be used`, async () => {
    using folders = testFolders();
    const path = await fileIn(folders);
    await rememberPair(path, { pair: PAIR, memory: MEMORY });
    act(path);
    await assertRejects(() => recallPair(path, WRITABLE), DamagedState);
  });
}

Deno.test("what a killed process had not finished is undone", async () => {
  using folders = testFolders();
  const path = await fileIn(folders);
  await rememberPair(path, { pair: PAIR, memory: MEMORY });
  // A hot journal of a process that has gone, as SQLite leaves it in the middle of a transaction.
  const copy = `${folders.top}/copy`;
  const writer = openDatabase(path, { patienceMs: 0 });
  writer.exec("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE");
  writer.exec("CREATE TABLE filler (x TEXT)");
  const insert = writer.prepare("INSERT INTO filler VALUES (?)");
  writer.exec("DELETE FROM root");
  for (let row = 0; row < 200; row++) insert.run("x".repeat(1000));
  putFile(copy, bytesOf(path));
  putFile(`${copy}-journal`, bytesOf(`${path}-journal`));
  writer.close();
  rename(copy, path);
  rename(`${copy}-journal`, `${path}-journal`);
  assertEquals(await recallPair(path, WRITABLE), MEMORY);
});
