import { kindOf, toEntry } from "../../../src/disk/portable/entries.ts";
import { isStill } from "../../../src/disk/portable/held.ts";
import { readLink } from "../../../src/disk/portable/link.ts";
import type { Entry } from "../../../src/model/entry/entry.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { notPosix, testUnless } from "../../support/conditions.ts";
import { putFifo, setTime } from "../../support/files.ts";
import { testFolders } from "../../support/folders.ts";
import { file, folder, link, namesIn } from "../../support/tree.ts";

const TIMES: Readonly<Record<string, [number, number, number]>> = {
  "in milliseconds": [1_600_000_000_123, 1_600_000_000, 123_000_000],
  "of whole seconds": [1_600_000_000_000, 1_600_000_000, 0],
  "of the last millisecond of a second": [1999, 1, 999_000_000],
  "at the beginning of 1970": [0, 0, 0],
  "before 1970, rounded down": [-1, -1, 999_000_000],
  "long before 1970": [-1_000_000_001, -1_000_001, 999_000_000],
  "after 2038": [4_294_967_296_001, 4_294_967_296, 1_000_000],
};

for (const [name, [time, mtimeSeconds, mtimeNanos]] of Object.entries(TIMES)) {
  Deno.test(`toEntry() splits a time ${name}`, () => {
    using folders = testFolders({ source: { a: "a" } });
    setTime(`${folders.source}/a`, time);
    const entry = look(`${folders.source}/a`);
    assertEquals([entry.mtimeSeconds, entry.mtimeNanos], [
      mtimeSeconds,
      mtimeNanos,
    ]);
  });
}

testUnless(
  notPosix(),
  "toEntry() keeps all bits of a mode and no others",
  () => {
    using folders = testFolders({
      source: {
        a: file("a", { mode: 0o6751 }),
        b: folder({}, { mode: 0o1777 }),
      },
    });
    assertEquals(look(`${folders.source}/a`).mode, 0o6751);
    assertEquals(look(`${folders.source}/b`).mode, 0o1777);
  },
);

testUnless(
  notPosix(),
  "toEntry() tells files, folders, links and special files apart",
  () => {
    using folders = testFolders({
      source: { file: "four", folder: {}, link: link("../x y") },
    });
    putFifo(`${folders.source}/fifo`);
    const at = (name: string): Entry => look(`${folders.source}/${name}`);
    const [a, b, c, d] = [at("file"), at("folder"), at("link"), at("fifo")];
    assert(a.kind === "file" && a.size === 4);
    assertEquals(b.kind, "directory");
    assert(c.kind === "symlink" && c.target === "../x y");
    assert(d.kind === "other" && d.what === "FIFO");
    const device = look("/dev/null");
    assert(device.kind === "other" && device.what === "character device");
  },
);

testUnless(notPosix(), "toEntry() names a socket", () => {
  using folders = testFolders({ source: {} });
  const path = `${folders.source}/socket`;
  using _listener = Deno.listen({ transport: "unix", path });
  const entry = look(path);
  assert(entry.kind === "other" && entry.what === "socket");
});

Deno.test("toEntry() gives one file under two names one identity, and two files two", () => {
  using folders = testFolders({ source: { a: "a", c: "a" } });
  Deno.linkSync(`${folders.source}/a`, `${folders.source}/b`);
  const [a, b, c] = ["a", "b", "c"].map((name) =>
    look(`${folders.source}/${name}`)
  );
  assertEquals([b?.dev, b?.ino], [a?.dev, a?.ino]);
  assert(c?.ino !== a?.ino);
});

testUnless(
  notPosix(),
  "kindOf() says of every name in a listing what toEntry() says",
  () => {
    using folders = testFolders({
      source: { file: "", folder: {}, link: link("folder") },
    });
    putFifo(`${folders.source}/fifo`);
    const listed = [...Deno.readDirSync(folders.source)].map((entry) =>
      `${entry.name} ${kindOf(entry)}`
    ).sort();
    const seen = namesIn(folders.source).map((name) =>
      `${name} ${look(`${folders.source}/${name}`).kind}`
    );
    assertEquals(listed, seen);
  },
);

/** As Deno tells it on Windows of what deduplication or a cloud has put away. */
for (const kind of ["file", "directory"] as const) {
  const info = {
    isFile: kind === "file",
    isDirectory: kind === "directory",
    isSymlink: true,
  };
  Deno.test(`kindOf() takes what is called a link and a ${kind} for a ${kind}`, () => {
    assertEquals(kindOf(info), kind);
  });

  Deno.test(`isStill() knows a ${kind} that is called a link, too`, () => {
    using folders = testFolders({ source: { file: "", directory: {} } });
    const path = `${folders.source}/${kind}`;
    const { dev, ino, nlink } = Deno.lstatSync(path);
    assert(isStill(look(path), { ...info, dev, ino, nlink }));
    const link = { isFile: false, isDirectory: false, isSymlink: true };
    assertEquals(isStill(look(path), { ...link, dev, ino, nlink }), false);
  });
}

function look(path: string): Entry {
  const info = Deno.lstatSync(path);
  return toEntry(info, () => readLink(path, info));
}
