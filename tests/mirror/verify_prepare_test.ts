import { inlinePool } from "../../src/workers/threads/inline.ts";
import { assertEquals } from "../support/assert.ts";
import { testFolders } from "../support/folders.ts";
import { readIdentities } from "../support/tree.ts";
import { verify } from "../support/verify.ts";

Deno.test("verifyTrees() neither makes a replica that is missing nor compares with nothing", async () => {
  using folders = testFolders({ source: { a: "a" } });
  const { report } = await verify(folders);
  assertEquals(report.ending, {
    kind: "unavailable",
    reason:
      `the replica, "${folders.replica}", does not exist. Check its name and that it is mounted`,
  });
  assertEquals(Object.keys(readIdentities(folders.top)).length, 3);
});

Deno.test("verifyTrees() says that a source is missing", async () => {
  using folders = testFolders({ replica: {} });
  const { report } = await verify(folders);
  assertEquals(report.ending, {
    kind: "unavailable",
    reason:
      `the source, "${folders.source}", does not exist. Check its name and that it is mounted`,
  });
});

Deno.test("verifyTrees() compares no folder with itself or one inside it", async () => {
  using folders = testFolders({ source: { inside: {} } });
  for (const replica of [folders.source, `${folders.source}/inside`]) {
    const { report } = await verify({ source: folders.source, replica });
    assertEquals(report.ending.kind, "unfit");
  }
});

Deno.test("verifyTrees() says what the disk cannot compare", async () => {
  using folders = testFolders({ source: {}, replica: {} });
  using pool = await inlinePool("portable");
  const { warnings } = await verify(folders, {
    pool,
    options: { acls: true },
  });
  assertEquals(warnings, [
    "not kept, as it takes the native disk (Linux, with /proc): ACLs (--acls)",
  ]);
});
