import { recallTrash, rememberTrash } from "../../src/state/trashes.ts";
import { assertEquals, assertRejects } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { modeOf, putFile } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { namesIn } from "../support/tree.ts";

Deno.test("recallTrash() gives what was remembered last for a replica, and nothing for others", async () => {
  using folders = testFolders();
  const state = `${folders.top}/state/lockstep`;
  for (const trash of ["/t1", "/t2"]) {
    await rememberTrash(state, { replica: "/r", trash });
    assertEquals(await recallTrash(state, "/r"), trash);
  }
  await rememberTrash(state, { replica: "/other", trash: "/t3" });
  assertEquals(await recallTrash(state, "/r"), "/t2");
  assertEquals(await recallTrash(state, "/nobody"), undefined);
  assertEquals(namesIn(state).length, 2);
});

testUnless(
  notPosix(),
  "rememberTrash() lets only the owner look at what it writes",
  async () => {
    using folders = testFolders();
    const state = `${folders.top}/state`;
    await rememberTrash(state, { replica: "/r", trash: "/t" });
    assertEquals(modeOf(state), 0o700);
    for (const name of namesIn(state)) {
      assertEquals(modeOf(`${state}/${name}`), 0o600);
    }
  },
);

Deno.test("recallTrash() takes a note that cannot be read for none", async () => {
  using folders = testFolders();
  const state = `${folders.top}/state`;
  await rememberTrash(state, { replica: "/r", trash: "/t" });
  putFile(`${state}/${namesIn(state)[0]}`, "{");
  assertEquals(await recallTrash(state, "/r"), undefined);
});

Deno.test("rememberTrash() fails where nothing can be written", async () => {
  using folders = testFolders();
  putFile(`${folders.top}/state`, "a file");
  await assertRejects(
    () => rememberTrash(`${folders.top}/state`, { replica: "/r", trash: "/t" }),
    Error,
  );
});
