import { endTurn, readTurn, type TurnPlace } from "../../src/state/turn.ts";
import { assertEquals, assertRejects } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { modeOf, putFile, putFolder, remove } from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { namesIn } from "../support/tree.ts";

function placeIn({ top }: TestFolders, replica = "/replica"): TurnPlace {
  return { folder: `${top}/state/lockstep`, source: "/source", replica };
}

Deno.test("readTurn() is 0 at first, and one more after each turn", async () => {
  using folders = testFolders();
  const place = placeIn(folders);
  for (let turn = 0; turn < 3; turn++) {
    assertEquals(await readTurn(place), turn);
    await endTurn(place, turn);
  }
});

Deno.test("readTurn() knows pairs of folders apart", async () => {
  using folders = testFolders();
  await endTurn(placeIn(folders), 4);
  assertEquals(await readTurn(placeIn(folders, "/other")), 0);
});

for (const text of ["", "x\n", "-1\n", "1\n2\n", "5"]) {
  Deno.test(`readTurn() begins anew where it finds ${JSON.stringify(text)}`, async () => {
    using folders = testFolders();
    const place = placeIn(folders);
    await endTurn(place, 4);
    const [name = ""] = namesIn(place.folder);
    putFile(`${place.folder}/${name}`, text);
    assertEquals(await readTurn(place), 0);
  });
}

testUnless(
  notPosix(),
  "endTurn() writes for its owner only, and leaves nothing besides",
  async () => {
    using folders = testFolders();
    const place = placeIn(folders);
    await endTurn(place, 0);
    await endTurn(place, 1);
    const names = namesIn(place.folder);
    assertEquals(names.length, 1);
    assertEquals(modeOf(place.folder), 0o700);
    assertEquals(modeOf(`${place.folder}/${names[0]}`), 0o600);
  },
);

Deno.test("endTurn() says that nothing can be remembered", async () => {
  using folders = testFolders({ source: { file: "" } });
  const place = { ...placeIn(folders), folder: `${folders.source}/file/state` };
  await assertRejects(() => endTurn(place, 0), Error);
});

Deno.test("endTurn() leaves nothing where it cannot write its file", async () => {
  using folders = testFolders();
  const place = placeIn(folders);
  await endTurn(place, 0);
  const names = namesIn(place.folder);
  const path = `${place.folder}/${names[0]}`;
  remove(path);
  putFolder(path);
  await assertRejects(() => endTurn(place, 1), Error);
  assertEquals(namesIn(place.folder), names);
});
