import { makePrivate } from "../../src/state/make_private.ts";
import { assertEquals } from "../support/assert.ts";
import { notPosix, notRoot, testUnless } from "../support/conditions.ts";
import { exists, modeOf } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { nodeFs } from "../support/node_fs.ts";
import { folder, link, type Tree } from "../support/tree.ts";

const ME = Deno.uid() ?? 0;
const SOMEBODY = 12_345;

/** Returns what becomes of a state folder: the reason against it without its path, and its mode. */
async function tryOut(
  { replica, owner, user = ME, mayChange = true }: {
    readonly replica: Tree;
    readonly owner?: number;
    readonly user?: number | undefined;
    readonly mayChange?: boolean;
  },
): Promise<[string | undefined, string]> {
  using folders = testFolders({ replica });
  const path = `${folders.replica}/state`;
  if (owner !== undefined) nodeFs.lchownSync(path, owner, owner);
  const reason = await makePrivate(path, { user, mayChange });
  const mode = exists(path) ? modeOf(path).toString(8) : "none";
  return [reason?.replace(JSON.stringify(path), "it"), mode];
}

const at = (mode: number): Tree => ({ state: folder({}, { mode }) });

for (const mode of [0o755, 0o777, 0o750, 0o1777]) {
  testUnless(
    notPosix(),
    `makePrivate() closes a folder of one's own with mode ${
      mode.toString(8)
    } to others`,
    async () => {
      assertEquals(await tryOut({ replica: at(mode) }), [undefined, "700"]);
    },
  );
}

testUnless(
  notPosix(),
  "makePrivate() leaves a private folder as it is",
  async () => {
    assertEquals(await tryOut({ replica: at(0o700) }), [undefined, "700"]);
    assertEquals(await tryOut({ replica: at(0o500) }), [undefined, "500"]);
  },
);

testUnless(
  notPosix(),
  "makePrivate() has nothing against a folder that is still to be made",
  async () => {
    assertEquals(await tryOut({ replica: {} }), [undefined, "none"]);
  },
);

testUnless(
  notPosix(),
  "makePrivate() changes nothing in a dry run, and trusts only what nobody else can write in",
  async () => {
    const mayChange = false;
    assertEquals(await tryOut({ replica: at(0o755), mayChange }), [
      undefined,
      "755",
    ]);
    assertEquals(await tryOut({ replica: at(0o775), mayChange }), [
      "others may write in the state folder it",
      "775",
    ]);
  },
);

testUnless(
  notRoot(),
  "makePrivate() refuses somebody else's folder, whatever its mode",
  async () => {
    for (const mode of [0o700, 0o755]) {
      assertEquals(await tryOut({ replica: at(mode), owner: SOMEBODY }), [
        `the state folder it belongs to user ${SOMEBODY}`,
        mode.toString(8),
      ]);
    }
  },
);

testUnless(
  notRoot(),
  "makePrivate() trusts a folder of root's that others cannot write in",
  async () => {
    const user = SOMEBODY;
    assertEquals(await tryOut({ replica: at(0o755), user }), [
      undefined,
      "755",
    ]);
    assertEquals(await tryOut({ replica: at(0o777), user }), [
      "others may write in the state folder it",
      "777",
    ]);
  },
);

testUnless(
  notRoot(),
  "makePrivate() refuses somebody else's link, and follows one's own",
  async () => {
    const replica = { state: link("real"), real: folder({}, { mode: 0o755 }) };
    assertEquals(
      (await tryOut({ replica, owner: SOMEBODY }))[0],
      `the state folder it belongs to user ${SOMEBODY}`,
    );
    assertEquals((await tryOut({ replica }))[0], undefined);
  },
);

Deno.test("makePrivate() asks nothing where files have no owners", async () => {
  assertEquals(
    await makePrivate("/no/such", { user: undefined, mayChange: true }),
    undefined,
  );
});
