import type { RelativePath } from "../../src/model/paths/path.ts";
import type { MirrorOptions } from "../../src/model/settings.ts";
import { assert, assertEquals } from "../support/assert.ts";
import {
  decay,
  decaysOf,
  FILES,
  pass,
  putSilently,
  SKIPPED,
  SOURCE,
} from "../support/decay.ts";
import { putFile, putHardLink, remove } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { testMemory } from "../support/test_memory.ts";
import { inodeOf, readText, readTree } from "../support/tree.ts";

for (const path of FILES) {
  Deno.test(`runPass() with a digest keeps the good copy of a source file that decayed: ${path}`, async () => {
    using folders = testFolders({ source: SOURCE });
    const memory = testMemory();
    await pass(folders, memory);
    const good = readTree(folders.replica);
    decay(`${folders.source}/${path}`);
    for (const options of [{ dryRun: true }, {}, {}]) {
      const { lines, report } = await pass(folders, memory, { options });
      assertEquals(lines.map((line) => SKIPPED.exec(line)?.[1]), [path]);
      const { decayed, skipped } = report.tally;
      assertEquals({ decayed, skipped }, { decayed: 1, skipped: 1 });
      assertEquals(readTree(folders.replica), good);
    }
  });

  Deno.test(`runPass() with a digest repairs a replica file that decayed, and tells it: ${path}`, async () => {
    using folders = testFolders({ source: SOURCE });
    const memory = testMemory();
    await pass(folders, memory);
    decay(`${folders.replica}/${path}`);
    const mirrored = await pass(folders, memory);
    assertEquals(decaysOf(mirrored), [`replica ${path}`]);
    assertEquals(mirrored.lines, [`updated ${path} (content)`]);
    assertEquals(readTree(folders.replica), readTree(folders.source));
    assertEquals((await pass(folders, memory)).lines, []);
  });
}

Deno.test("runPass() copies what decayed in the source where that is accepted, in the first pass of a run", async () => {
  using folders = testFolders({ source: SOURCE });
  const memory = testMemory();
  await pass(folders, memory);
  decay(`${folders.source}/a.txt`);
  const safety = { acceptDecay: true };
  const later = await pass(folders, memory, { safety, pass: 2 });
  assertEquals(later.report.tally.decayed, 1);
  const first = await pass(folders, memory, { safety });
  assertEquals(decaysOf(first), ["source a.txt"]);
  assertEquals(first.lines, ["updated a.txt (content)"]);
  assertEquals(readTree(folders.replica), readTree(folders.source));
  decay(`${folders.replica}/a.txt`);
  assertEquals(decaysOf(await pass(folders, memory)), ["replica a.txt"]);
});

Deno.test("runPass() copies neither way where both sides of a file decayed", async () => {
  using folders = testFolders({ source: SOURCE });
  const memory = testMemory();
  await pass(folders, memory);
  decay(`${folders.source}/a.txt`);
  putSilently(`${folders.replica}/a.txt`, "baad");
  const { lines } = await pass(folders, memory);
  assertEquals(lines.length, 1);
  assert(lines[0]?.startsWith("skipped a.txt (decayed: neither"), lines[0]);
  assertEquals(readText(`${folders.replica}/a.txt`), "baad");
});

Deno.test("runPass() takes a file for changed, not for decayed, whose time has changed", async () => {
  using folders = testFolders({ source: SOURCE });
  const memory = testMemory();
  await pass(folders, memory);
  putFile(`${folders.source}/a.txt`, "edit", Date.now());
  const mirrored = await pass(folders, memory);
  assertEquals(decaysOf(mirrored), []);
  assertEquals(mirrored.lines, ["updated a.txt (content)"]);
});

Deno.test("runPass() knows the digests of files that it found equal, and of those it updated", async () => {
  using folders = testFolders({
    source: SOURCE,
    replica: { ...SOURCE, "a.txt": "older text" },
  });
  const memory = testMemory();
  await pass(folders, memory);
  assertEquals([...memory.contents.keys()].sort(), FILES);
});

Deno.test("runPass() forgets what was removed, and what vanished from both sides", async () => {
  using folders = testFolders({ source: SOURCE });
  const memory = testMemory();
  await pass(folders, memory);
  remove(`${folders.source}/a.txt`);
  remove(`${folders.source}/sub/b.txt`);
  remove(`${folders.replica}/sub/b.txt`);
  await pass(folders, memory);
  assertEquals([...memory.contents.keys()], ["sub/large"]);
});

/** Passes that learn nothing for later ones. */
const FORGETFUL: Readonly<Record<string, Partial<MirrorOptions>>> = {
  "without a digest": { digest: undefined, contents: true },
  "of a dry run": { dryRun: true },
};

for (const [what, options] of Object.entries(FORGETFUL)) {
  Deno.test(`runPass() ${what} remembers no contents`, async () => {
    using folders = testFolders({ source: SOURCE, replica: SOURCE });
    const memory = testMemory();
    await pass(folders, memory, { options });
    assertEquals(memory.contents.size, 0);
  });
}

Deno.test("runPass() keeps the good copies of all names of a file that decayed in the source", async () => {
  using folders = testFolders({ source: SOURCE });
  putHardLink(`${folders.source}/a.txt`, `${folders.source}/c.txt`);
  const memory = testMemory();
  const options = { hardLinks: true };
  await pass(folders, memory, { options });
  // One of the names was linked, not copied: what it holds is known by the other.
  assertEquals(memory.contents.has("c.txt" as RelativePath), false);
  const good = readTree(folders.replica);
  decay(`${folders.source}/a.txt`);
  const { lines } = await pass(folders, memory, { options });
  assertEquals(lines.map((line) => SKIPPED.exec(line)?.[1]), [
    "a.txt",
    "c.txt",
  ]);
  assertEquals(readTree(folders.replica), good);
});

Deno.test("runPass() repairs a replica file with several names that decayed, and they stay names of one file", async () => {
  using folders = testFolders({ source: SOURCE });
  putHardLink(`${folders.source}/a.txt`, `${folders.source}/c.txt`);
  const memory = testMemory();
  const options = { hardLinks: true };
  await pass(folders, memory, { options });
  decay(`${folders.replica}/a.txt`);
  const mirrored = await pass(folders, memory, { options });
  assertEquals(decaysOf(mirrored), ["replica a.txt", "replica c.txt"]);
  const { source, replica } = folders;
  assertEquals(readTree(replica), readTree(source));
  assertEquals(inodeOf(`${replica}/a.txt`), inodeOf(`${replica}/c.txt`));
});

Deno.test("runPass() that is refused keeps what it knows of decay", async () => {
  using folders = testFolders({ source: SOURCE });
  const memory = testMemory();
  await pass(folders, memory);
  const known = new Map(memory.contents);
  decay(`${folders.source}/a.txt`);
  remove(`${folders.source}/sub`);
  const safety = { maxDelete: { kind: "count", count: 0 } } as const;
  const refused = await pass(folders, memory, { safety });
  assertEquals(refused.report.ending.kind, "refused");
  assertEquals(memory.contents, known);
  const { report } = await pass(folders, memory);
  assertEquals(report.tally.decayed, 1);
  assertEquals([...memory.contents.keys()], ["a.txt"]);
});
