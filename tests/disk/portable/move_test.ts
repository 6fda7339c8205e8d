import { moveIfFree } from "../../../src/disk/portable/move.ts";
import { assert, assertEquals, assertThrows } from "../../support/assert.ts";
import { putFile } from "../../support/files.ts";
import { testFolders } from "../../support/folders.ts";
import { type Node, readTree, writeTree } from "../../support/tree.ts";

/** What can appear at a name to which a folder is moved, and is not replaced. */
const APPEARS: Readonly<Record<string, Node>> = {
  "a folder with something in it": { theirs: "theirs" },
  "a file": "theirs",
};

for (const [what, node] of Object.entries(APPEARS)) {
  Deno.test(`moveIfFree() leaves ${what} alone that appears between the look and the rename`, () => {
    using folders = testFolders({ source: { from: { a: "a" } } });
    const { source } = folders;
    let looks = 0;
    const isMoved = moveIfFree(
      `${source}/from`,
      { to: `${source}/to`, kind: "directory" },
      (path) => {
        if (looks++ > 0) return Deno.lstatSync(path);
        try {
          return Deno.lstatSync(path);
        } finally {
          writeTree(source, { to: node });
        }
      },
    );
    assert(!isMoved);
    const paths = Object.keys(readTree(source));
    assert(paths.includes("from/a") && paths.includes("to"));
  });
}

Deno.test("moveIfFree() says what is wrong where the name is still free", () => {
  using folders = testFolders({ source: {} });
  const { source } = folders;
  const place = { to: `${source}/to`, kind: "directory" } as const;
  assertThrows(() => moveIfFree(`${source}/none`, place), Deno.errors.NotFound);
  putFile(`${source}/a`, "a");
  assert(moveIfFree(`${source}/a`, { ...place, kind: "file" }));
  assertEquals(Object.keys(readTree(source)), [".", "to"]);
});
