import type { MirrorOptions } from "../../src/model/settings.ts";
import { assertEquals } from "../support/assert.ts";
import {
  decay,
  decaysOf,
  FILES,
  pass,
  SKIPPED,
  SOURCE,
} from "../support/decay.ts";
import { putFile, setTime } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { testMemory } from "../support/test_memory.ts";
import { readText, readTree } from "../support/tree.ts";

/** Passes that compare otherwise than the one that wrote the digests down. */
const OTHERWISE: Readonly<Record<string, Partial<MirrorOptions>>> = {
  "by a digest of another name": { digest: "md5" },
  "by their bytes": { digest: undefined, contents: true },
};

for (const [how, options] of Object.entries(OTHERWISE)) {
  Deno.test(`runPass() that compares contents ${how} keeps the good copies, too`, async () => {
    using folders = testFolders({ source: SOURCE });
    const memory = testMemory();
    await pass(folders, memory);
    const good = readTree(folders.replica);
    for (const path of FILES) decay(`${folders.source}/${path}`);
    for (let round = 0; round < 2; round++) {
      const { lines, report } = await pass(folders, memory, { options });
      assertEquals(lines.map((line) => SKIPPED.exec(line)?.[1]).sort(), FILES);
      assertEquals(report.tally.decayed, FILES.length);
      assertEquals(readTree(folders.replica), good);
    }
    assertEquals((await pass(folders, memory)).report.tally.decayed, 3);
  });

  Deno.test(`runPass() that compares contents ${how} tells what decayed in the replica, and what changed`, async () => {
    using folders = testFolders({ source: SOURCE });
    const memory = testMemory();
    await pass(folders, memory);
    decay(`${folders.replica}/a.txt`);
    putFile(`${folders.source}/sub/b.txt`, "edit", Date.now());
    const mirrored = await pass(folders, memory, { options });
    assertEquals(decaysOf(mirrored), ["replica a.txt"]);
    assertEquals(mirrored.lines, [
      "updated a.txt (content)",
      "updated sub/b.txt (content)",
    ]);
    assertEquals(readTree(folders.replica), readTree(folders.source));
  });

  Deno.test(`runPass() that compares contents ${how} remembers what it was to accept`, async () => {
    using folders = testFolders({ source: SOURCE });
    const memory = testMemory();
    await pass(folders, memory);
    decay(`${folders.source}/a.txt`);
    const safety = { acceptDecay: true };
    const dry = { ...options, dryRun: true };
    await pass(folders, memory, { options: dry, safety });
    const accepted = await pass(folders, memory, { options, safety });
    assertEquals(decaysOf(accepted), ["source a.txt"]);
    assertEquals(readTree(folders.replica), readTree(folders.source));
    decay(`${folders.replica}/a.txt`);
    const later = await pass(folders, memory, { options });
    assertEquals(decaysOf(later), ["replica a.txt"]);
    assertEquals(readTree(folders.replica), readTree(folders.source));
  });
}

Deno.test("runPass() by looks keeps the good copy where only the replica's time was changed", async () => {
  using folders = testFolders({ source: SOURCE });
  const memory = testMemory();
  await pass(folders, memory);
  decay(`${folders.source}/a.txt`);
  setTime(`${folders.replica}/a.txt`, 1_000_000_000_000);
  const options = { digest: undefined, contents: false };
  const { lines } = await pass(folders, memory, { options });
  assertEquals(lines.map((line) => SKIPPED.exec(line)?.[1]), ["a.txt"]);
  assertEquals(readText(`${folders.replica}/a.txt`), "good");
});
