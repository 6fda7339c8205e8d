import type { PairMemory } from "../../src/model/safety/memory.ts";
import {
  forgetMarks,
  pairFile,
  recallPair,
  rememberPair,
  setAside,
} from "../../src/state/pair.ts";
import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
} from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { exists, modeOf, putFile } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { bytesOf, fileIn, MEMORY, PAIR } from "../support/pair_state.ts";
import { namesIn, readText, writeTree } from "../support/tree.ts";

const WRITABLE = { readOnly: false };

Deno.test("recallPair() gives back all that rememberPair() took, large numbers too", async () => {
  using folders = testFolders();
  const path = await fileIn(folders);
  await rememberPair(path, { pair: PAIR, memory: MEMORY });
  assertEquals(await recallPair(path, WRITABLE), MEMORY);
  assertEquals(await recallPair(path, { readOnly: true }), MEMORY);
});

Deno.test("rememberPair() replaces what was remembered before", async () => {
  using folders = testFolders();
  const path = await fileIn(folders);
  await rememberPair(path, { pair: PAIR, memory: MEMORY });
  const { volume: _, ...source } = MEMORY.source;
  const later: PairMemory = {
    ...MEMORY,
    ended: "later",
    source: { ...source, volume: undefined, entries: 13 },
    marks: undefined,
  };
  for (const memory of [later, { ...later, ended: "latest" }]) {
    await rememberPair(path, { pair: PAIR, memory });
    assertEquals(await recallPair(path, WRITABLE), memory);
  }
});

testUnless(
  notPosix(),
  "rememberPair() makes the state folder and the file for their owner's eyes only",
  async () => {
    using folders = testFolders();
    const path = await fileIn(folders);
    await rememberPair(path, { pair: PAIR, memory: MEMORY });
    const folder = `${folders.top}/state/lockstep`;
    assertEquals(modeOf(folder), 0o700);
    const [name = "", ...others] = namesIn(folder);
    assertEquals(others, []);
    assertMatch(name, /^pair-[0-9a-f]{32}\.state$/);
    assertEquals(modeOf(`${folder}/${name}`), 0o600);
  },
);

Deno.test("recallPair() knows nothing where there is no file, and makes none", async () => {
  using folders = testFolders();
  assertEquals(await recallPair(await fileIn(folders), WRITABLE), undefined);
  assert(!exists(`${folders.top}/state`));
});

Deno.test("recallPair() that only reads leaves the file as it is", async () => {
  using folders = testFolders();
  const path = await fileIn(folders);
  writeTree(folders.top, { state: { lockstep: {} } });
  putFile(path, "");
  assertEquals(await recallPair(path, { readOnly: true }), undefined);
  assertEquals(bytesOf(path).length, 0);
  assertEquals(namesIn(`${folders.top}/state/lockstep`).length, 1);
});

Deno.test("pairFile() keeps pairs apart, whichever root differs", async () => {
  const pairs = [
    PAIR,
    { source: "/s", replica: "/r2" },
    { source: "/s2", replica: "/r" },
    { source: "/r", replica: "/s" },
    { source: "/s/r", replica: "" },
  ];
  const files = await Promise.all(pairs.map((pair) => pairFile("/f", pair)));
  assertEquals(new Set(files).size, pairs.length);
});

Deno.test("rememberPair() keeps one mark without the other", async () => {
  using folders = testFolders();
  const path = await fileIn(folders);
  const replicaSince = { seconds: 5, nanos: 0 };
  const marks = { replicaSince, sourceBefore: undefined };
  await rememberPair(path, { pair: PAIR, memory: { ...MEMORY, marks } });
  assertEquals((await recallPair(path, WRITABLE))?.marks, marks);
});

Deno.test("forgetMarks() leaves all but the marks, and makes no file", async () => {
  using folders = testFolders();
  const path = await fileIn(folders);
  await forgetMarks(path);
  assert(!exists(path));
  await rememberPair(path, { pair: PAIR, memory: MEMORY });
  await forgetMarks(path);
  const expected = { ...MEMORY, marks: undefined };
  assertEquals(await recallPair(path, WRITABLE), expected);
});

Deno.test("setAside() keeps a damaged file and its journal under another name", async () => {
  using folders = testFolders();
  const path = await fileIn(folders);
  writeTree(folders.top, { state: { lockstep: {} } });
  putFile(path, "damaged");
  putFile(`${path}-journal`, "its journal");
  const aside = await setAside(path, new Date(0));
  assertEquals(aside, `${path}.damaged-19700101T000000000Z`);
  assertEquals(readText(aside), "damaged");
  assertEquals(readText(`${aside}-journal`), "its journal");
  assert(!exists(path) && !exists(`${path}-journal`));
});

testUnless(
  notPosix(),
  "rememberPair() fails where the state folder cannot be made",
  async () => {
    using folders = testFolders();
    putFile(`${folders.top}/state`, "in the way");
    const path = await fileIn(folders);
    await assertRejects(
      () => rememberPair(path, { pair: PAIR, memory: MEMORY }),
      Error,
    );
    await assertRejects(() => recallPair(path, WRITABLE), Error);
  },
);
