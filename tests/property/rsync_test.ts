import fc from "fast-check";
import { inlinePool } from "../../src/workers/threads/inline.ts";
import type { Pool } from "../../src/workers/threads/pool.ts";
import {
  arbitraryPair,
  type PlantedFolder,
  toTree,
  type TreePair,
} from "../support/arbitrary_pair.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { exists, setTime } from "../support/files.ts";
import { memoryFolder, testFolders } from "../support/folders.ts";
import { filesIn } from "../support/links.ts";
import { mirror } from "../support/mirror.ts";
import { lacks } from "../support/shell.ts";
import { isPortable, TEST_DISK } from "../support/test_disk.ts";
import { readTree, writeTree } from "../support/tree.ts";
import { propertyRuns } from "./runs.ts";

/** Pairs of trees; Deno's own calls, which CI tries twice, get fewer of them. */
const PAIRS = isPortable ? 300 : 2000;

/** Most of the time of an rsync is spent waiting, so that others run meanwhile. */
const LANES = 8;

const MEMORY = memoryFolder();

testUnless(
  lacks("rsync"),
  "a pass with -c makes what `rsync -a --delete -c` makes, and leaves the source as it was",
  async () => {
    const { numRuns, seed = Date.now() } = propertyRuns(PAIRS);
    const lanes = Array.from({ length: LANES }, (_, lane) => seed + lane);
    const runs = Math.ceil(numRuns / LANES);
    const ended = await Promise.allSettled(
      lanes.map((seed) => comparePairs(runs, seed)),
    );
    for (const lane of ended) {
      if (lane.status === "rejected") throw lane.reason;
    }
  },
);

/** A failure names the seed of its own lane, with which the first lane tries the same again. */
async function comparePairs(numRuns: number, seed: number): Promise<void> {
  using pool = await inlinePool(TEST_DISK);
  const property = fc.asyncProperty(
    arbitraryPair,
    (pair) => comparePair(pair, pool),
  );
  await fc.assert(property, { numRuns, seed });
}

async function comparePair(pair: TreePair, pool: Pool): Promise<void> {
  using folders = testFolders({}, { within: MEMORY });
  const { top, source, replica } = folders;
  const other = `${top}/by rsync`;
  plant(source, pair.source);
  addNames(source, pair);
  plant(replica, pair.replica);
  plant(other, pair.replica);
  const before = readTree(source);
  const [{ report }] = await Promise.all([
    mirror(folders, { options: { contents: true }, pool }),
    rsync(source, other),
  ]);
  assertEquals(report.ending, { kind: "done" });
  assertEquals([report.tally.failed, report.tally.skipped], [0, 0]);
  assertEquals(readTree(replica), readTree(other));
  assertEquals(readTree(source), before);
}

function plant(path: string, root: PlantedFolder): void {
  writeTree(path, toTree(root), root);
}

/** Gives files of the source second names, of which both make files of their own. */
function addNames(source: string, { names, source: root }: TreePair): void {
  const files = filesIn(source);
  for (const { file, name } of names) {
    const existing = files[file % files.length];
    if (existing === undefined || exists(`${source}/${name}`)) continue;
    Deno.linkSync(`${source}/${existing}`, `${source}/${name}`);
  }
  setTime(source, root.time);
}

async function rsync(from: string, to: string): Promise<void> {
  const { success, stderr } = await new Deno.Command("rsync", {
    args: ["-a", "--delete", "-c", `${from}/`, `${to}/`],
    stdin: "null",
    stdout: "null",
  }).output();
  assert(success, new TextDecoder().decode(stderr));
}
