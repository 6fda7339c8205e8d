import { portableDisk } from "../../src/disk/portable/disk.ts";
import type { Identity } from "../../src/model/entry/entry.ts";
import { assertEquals } from "../support/assert.ts";
import { look, putFolder, rename } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { diskErrorOf } from "../support/open_folder.ts";
import { link, writeTree } from "../support/tree.ts";

Deno.test("openRoot() opens a root that nobody has seen yet", () => {
  using folders = testFolders({ source: { a: "a" } });
  using root = openRoot(folders.source, undefined);
  assertEquals(root.list().names, ["a"]);
});

Deno.test("openRoot() opens the folder that the pass found", () => {
  using folders = testFolders({ source: { a: "a" } });
  using root = openRoot(folders.source, identityOf(folders.source));
  assertEquals(root.own().ino, identityOf(folders.source).ino);
});

Deno.test("openRoot() refuses another folder in the place of the one that the pass found", () => {
  using folders = testFolders({ source: {} });
  const identity = identityOf(folders.source);
  rename(folders.source, `${folders.top}/moved`);
  putFolder(folders.source);
  const error = diskErrorOf(() => openRoot(folders.source, identity));
  assertEquals(error.message, "another folder is there now");
  assertEquals([error.code, error.doing], [
    "ESTALE",
    `open the source, "${folders.source}"`,
  ]);
});

Deno.test("openRoot() refuses another device with the same inode number", () => {
  using folders = testFolders({ source: {} });
  const { dev, ino } = identityOf(folders.source);
  const error = diskErrorOf(() =>
    openRoot(folders.source, { dev: dev + 1, ino })
  );
  assertEquals(error.code, "ESTALE");
});

Deno.test("openRoot() refuses a link, a file and nothing", () => {
  using folders = testFolders({ source: {} });
  writeTree(folders.top, { link: link("source"), file: "" });
  const codeAt = (name: string): string =>
    diskErrorOf(() => openRoot(`${folders.top}/${name}`, undefined)).code;
  assertEquals(["link", "file", "nothing"].map(codeAt), [
    "ELOOP",
    "ENOTDIR",
    "ENOENT",
  ]);
});

function openRoot(
  path: string,
  identity: Identity | undefined,
): ReturnType<typeof portableDisk.openRoot> {
  return portableDisk.openRoot(path, { side: "source", identity });
}

function identityOf(path: string): Identity {
  const { dev, ino } = look(path);
  return { dev, ino: ino ?? 0 };
}
