import { copyNode } from "../../src/disk/copy_node.ts";
import { assertEquals } from "../support/assert.ts";
import { notPosix, notRoot, testUnless } from "../support/conditions.ts";
import { COPY_OPTIONS } from "../support/copying.ts";
import { linkEntry } from "../support/entries.ts";
import { look } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { codeOf, openFolder } from "../support/open_folder.ts";
import { recordedFolder } from "../support/recorded.ts";
import { namesIn } from "../support/tree.ts";

testUnless(
  notPosix(),
  "copyNode() makes a link with the same target and time",
  () => {
    using folders = testFolders({ replica: {} });
    const source = linkEntry({
      target: "../no",
      mtimeSeconds: 7,
      uid: 0,
      gid: 0,
    });
    const to = openFolder(folders.replica);
    copyNode({ source, to, as: "b" }, COPY_OPTIONS);
    assertEquals(Deno.readLinkSync(`${folders.replica}/b`), "../no");
    assertEquals(look(`${folders.replica}/b`).mtime?.getTime(), 7123);
  },
);

testUnless(notRoot(), "copyNode() keeps the link's owner", () => {
  using folders = testFolders({ replica: {} });
  const to = openFolder(folders.replica);
  const source = linkEntry({ uid: 5, gid: 6 });
  copyNode({ source, to, as: "b" }, COPY_OPTIONS);
  const { uid, gid } = look(`${folders.replica}/b`);
  assertEquals([uid, gid], [5, 6]);
});

testUnless(
  notPosix(),
  "copyNode() leaves nothing behind if it cannot finish",
  () => {
    using folders = testFolders({ replica: {} });
    const to = openFolder(folders.replica);
    to.hold = recordedFolder({ setTime: "EIO" }).hold;
    const source = linkEntry({ uid: 0, gid: 0 });
    assertEquals(
      codeOf(() => copyNode({ source, to, as: "b" }, COPY_OPTIONS)),
      "EIO",
    );
    assertEquals(namesIn(folders.replica), []);
  },
);
