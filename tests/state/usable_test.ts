import { stateUse } from "../../src/state/usable.ts";
import { assertEquals } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { link, namesIn } from "../support/tree.ts";

Deno.test("stateUse() tells a folder that can be used from one that is not there or no folder", async () => {
  const top = await Deno.makeTempDir({ prefix: "lockstep-test-" });
  try {
    const user = Deno.uid() ?? undefined;
    await Deno.mkdir(`${top}/state`, { mode: 0o700 });
    await Deno.writeTextFile(`${top}/file`, "", { mode: 0o600 });
    assertEquals(await stateUse(`${top}/state`, user), { kind: "usable" });
    assertEquals(namesIn(`${top}/state`), []);
    assertEquals(await stateUse(`${top}/none`, user), { kind: "missing" });
    assertEquals((await stateUse(`${top}/file`, user)).kind, "unusable");
  } finally {
    await Deno.remove(top, { recursive: true });
  }
});

testUnless(
  notPosix(),
  "stateUse() finds a link that leads nowhere, which the first pass would not make a folder of",
  async () => {
    using folders = testFolders({ source: { state: link("nowhere") } });
    const use = await stateUse(`${folders.source}/state`, Deno.uid() ?? 0);
    assertEquals(use.kind, "unusable");
  },
);
