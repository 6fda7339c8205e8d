import type { Folder } from "../../src/disk/disk.ts";
import { DryFolder } from "../../src/disk/dry.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { fileEntry } from "../support/entries.ts";
import { look, someBytes } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { codeOf, openFolder } from "../support/open_folder.ts";
import { giveAway } from "../support/tools.ts";
import { link, readIdentities, readTree } from "../support/tree.ts";

testUnless(
  notPosix(),
  "no call of a DryFolder ever changes anything, whatever it is given",
  () => {
    using folders = testFolders({
      replica: {
        file: "file",
        link: link("file"),
        empty: {},
        full: { x: "x", deep: { y: "y" } },
      },
    });
    const before = [readTree(folders.top), readIdentities(folders.top)];
    const dry = new DryFolder(openFolder(folders.replica));
    const inner = dry.openFolder("full/deep" as RelativePath);
    const names = ["", "file", "link", "empty", "full", "y", "nothing"];
    for (const folder of [dry, inner, dry.openFolder("no" as RelativePath)]) {
      for (const name of names) changeAll(folder, name);
      folder[Symbol.dispose]();
    }
    assertEquals([readTree(folders.top), readIdentities(folders.top)], before);
  },
);

Deno.test("a DryFolder cannot be written, and says so", () => {
  assertEquals(new DryFolder(undefined).writable, false);
});

Deno.test("a DryFolder shows all that is there", () => {
  using folders = testFolders({ replica: { file: "file", full: { x: "x" } } });
  using real = openFolder(folders.replica);
  const dry = new DryFolder(real);
  assertEquals(dry.list(), real.list());
  assertEquals(dry.own(), real.own());
  assertEquals(dry.stat("file"), real.stat("file"));
  assertEquals(dry.openFolder("full" as RelativePath).list().names, ["x"]);
  using file = dry.openFile("file");
  assertEquals(file.read(new Uint8Array(9)), 4);
});

testUnless(
  notPosix(),
  "a DryFolder shows an empty folder where the real run would make one",
  () => {
    using folders = testFolders({
      replica: { file: "file", link: link("full"), full: { x: "x" } },
    });
    using real = openFolder(folders.replica);
    const dry = new DryFolder(real);
    for (const path of ["nothing", "file", "link", "nothing/deep", "link/x"]) {
      const folder = dry.openFolder(path as RelativePath);
      assertEquals(folder.list(), { names: [], kinds: [], unusable: [] });
      assertEquals(folder.stat("x"), undefined);
      assertEquals(folder.own().kind, "directory");
      assertEquals(codeOf(() => folder.openFile("x")), "ENOENT");
    }
  },
);

testUnless(
  notPosix(),
  "a DryFolder does not hide that a folder cannot be opened",
  () => {
    using folders = testFolders({ replica: {} });
    const dry = new DryFolder(openFolder(folders.replica));
    const path = "x".repeat(256) as RelativePath;
    assertEquals(codeOf(() => dry.openFolder(path)), "ENAMETOOLONG");
  },
);

Deno.test("a file of a DryFolder takes all that is written and holds nothing", () => {
  using file = new DryFolder(undefined).createFile();
  file.write(someBytes(5));
  file.setTime({ mtimeSeconds: 5, mtimeNanos: 5 });
  assert(file.stat().kind === "file" && file.stat().size === 0);
});

testUnless(
  notPosix(),
  "what a DryFolder pretends to make belongs to this user, and to a group that is passed on",
  () => {
    using folders = testFolders({
      replica: { plain: {}, shared: {} },
    });
    const shared = `${folders.replica}/shared`;
    giveAway(shared);
    Deno.chmodSync(shared, 0o2777);
    const [uid, gid] = [Deno.uid(), Deno.gid()];
    const { gid: sharedGid } = look(shared);
    const dry = new DryFolder(openFolder(folders.replica));
    for (const [name, group] of [["plain", gid], ["shared", sharedGid]]) {
      const inside = dry.openFolder(name as RelativePath);
      const made = inside.openFolder("no" as RelativePath);
      for (
        const entry of [inside, made].map((it) => it.createFile("new", 0o600))
      ) {
        assertEquals([entry.made.uid, entry.made.gid], [uid, group]);
      }
      assertEquals([made.own().uid, made.own().gid], [uid, group]);
    }
  },
);

function changeAll(folder: Folder, name: string): void {
  const time = { mtimeSeconds: 5, mtimeNanos: 0 };
  const owner = { uid: 5, gid: 5 };
  using file = folder.createFile(name, 0o600);
  file.write(someBytes(5));
  file.setMode(0o777);
  file.setOwner(owner);
  file.setTime(time);
  folder.createFolder(`${name} 2`, 0o700);
  folder.createLink(name, { target: "target" });
  folder.rename(name, "new");
  folder.rename("file", name);
  folder.removeFile(name);
  folder.removeFolder(name);
  using held = folder.hold(name, fileEntry());
  held.setMode(0o777);
  held.setOwner(owner);
  held.setTime(time);
}
