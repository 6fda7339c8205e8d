import { lookAt } from "../../../src/disk/portable/look.ts";
import { assertEquals, assertThrows } from "../../support/assert.ts";
import { testFolders } from "../../support/folders.ts";
import { link, type Node, writeTree } from "../../support/tree.ts";

/** What can stand where a link was when it was looked at. */
const INSTEAD: Readonly<Record<string, Node | undefined>> = {
  file: "now a file",
  directory: { a: "in it" },
  symlink: link("elsewhere"),
  nothing: undefined,
};

for (const [kind, instead] of Object.entries(INSTEAD)) {
  Deno.test(`lookAt() tells of the ${kind} that a link has become before it is read`, () => {
    using folders = testFolders({ source: { a: link("b") } });
    const path = `${folders.source}/a`;
    let looks = 0;
    const entry = lookAt(path, (at) => {
      const info = Deno.lstatSync(at);
      if (looks++ > 0) return info;
      Deno.removeSync(path);
      if (instead !== undefined) writeTree(folders.source, { a: instead });
      return info;
    });
    assertEquals(entry?.kind ?? "nothing", kind);
    if (entry?.kind === "symlink") assertEquals(entry.target, "elsewhere");
  });
}

Deno.test("lookAt() gives up on what is called a link each time and cannot be read as one", () => {
  using folders = testFolders({ source: { a: "a", b: link("a") } });
  const linkInfo = Deno.lstatSync(`${folders.source}/b`);
  let looks = 0;
  const lstat = (): Deno.FileInfo => {
    looks++;
    return linkInfo;
  };
  assertThrows(() => lookAt(`${folders.source}/a`, lstat), Error, "readlink");
  assertEquals(looks, 10);
});
