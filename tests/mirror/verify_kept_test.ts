import { assertEquals } from "../support/assert.ts";
import { noAttributes, setAttribute } from "../support/attributes.ts";
import { notPosix, notRoot, testUnless } from "../support/conditions.ts";
import { putFifo, putHardLink, remove, setTime } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { noSpecials } from "../support/specials.ts";
import { file } from "../support/tree.ts";
import { verify } from "../support/verify.ts";

testUnless(
  notPosix(),
  "verifyTrees() compares hard links with -H, and without it no replica file that has several names is different for that",
  async () => {
    using folders = testFolders({
      source: { a: "same", c: "same", d: "same", e: "same" },
      replica: { a: "same", b: "same", c: "same", d: "same", e: "same" },
    });
    const { source, replica } = folders;
    putHardLink(`${source}/a`, `${source}/b`);
    for (const name of ["d", "e"]) {
      remove(`${replica}/${name}`);
      putHardLink(`${replica}/c`, `${replica}/${name}`);
    }
    for (const root of [source, replica]) setTime(root, 1_600_000_000_123);
    assertEquals((await verify(folders)).lines, []);
    const { lines } = await verify(folders, { options: { hardLinks: true } });
    assertEquals(lines, [
      '~ "b" (hard link)',
      '~ "d" (hard link)',
      '~ "e" (hard link)',
    ]);
  },
);

testUnless(
  noAttributes(),
  "verifyTrees() compares extended attributes with -X only",
  async () => {
    using folders = testFolders({ source: { a: "a" }, replica: { a: "a" } });
    setAttribute(`${folders.source}/a`, "user.note", "new");
    assertEquals((await verify(folders)).lines, []);
    const { lines } = await verify(folders, {
      options: { attributes: "user" },
    });
    assertEquals(lines, ['~ "a" (attributes)']);
  },
);

testUnless(
  noSpecials(),
  "verifyTrees() compares FIFOs with --specials only, and never opens one",
  async () => {
    using folders = testFolders({
      source: { a: {} },
      replica: { a: "", old: {} },
    });
    putFifo(`${folders.source}/a/FIFO`);
    putFifo(`${folders.source}/FIFO`);
    putFifo(`${folders.replica}/old/FIFO`);
    for (const root of [folders.source, folders.replica]) setTime(root, 1);
    const always = [
      '* "a" (a folder in the source, a file in the replica)',
      '- "old"',
      '- "old/FIFO"',
    ];
    assertEquals((await verify(folders)).lines, always);
    const { lines } = await verify(folders, { options: { specials: true } });
    assertEquals(lines, [
      '+ "FIFO"',
      '* "a" (a folder in the source, a file in the replica)',
      '+ "a/FIFO"',
      ...always.slice(1),
    ]);
  },
);

testUnless(
  notRoot(),
  "verifyTrees() compares owners where they are kept",
  async () => {
    using folders = testFolders({
      source: { a: file("a", { owner: 1234 }) },
      replica: { a: "a" },
    });
    assertEquals((await verify(folders)).lines, ['~ "a" (owner)']);
    const { lines } = await verify(folders, { options: { owner: false } });
    assertEquals(lines, []);
  },
);

Deno.test("verifyTrees() leaves a log inside the replica out, as a pass does", async () => {
  using folders = testFolders({
    source: { a: "a" },
    replica: { a: "a", "log.txt": "", "log.txt.1": "", "log.txt.old": "" },
  });
  const { lines } = await verify(folders, {
    log: `${folders.replica}/log.txt`,
  });
  assertEquals(lines, ['- "log.txt.old"']);
});
