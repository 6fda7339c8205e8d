import { numbersOf } from "../../src/cli/make_pool.ts";
import { assertEquals } from "../support/assert.ts";
import { notNative, testUnless } from "../support/conditions.ts";
import { noNative } from "../support/native.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runOnce,
} from "../support/program.ts";
import { noStrace } from "../support/strace.ts";
import { readText, readTree, type Tree } from "../support/tree.ts";

/** What a look at an entry takes longer over a network, in microseconds. */
const DELAY = "statx:delay_enter=1000";

testUnless(
  notNative() ?? noNative() ?? noStrace(),
  "lockstep has more threads at work where a file system answers slowly, and as many as asked for with --threads",
  async () => {
    const cores = navigator.hardwareConcurrency;
    const { threadsIfSlow } = numbersOf(undefined, cores);
    using folders = programFolders({ source: manyFiles() });
    assertEquals(await threadsOf(folders, []), threadsIfSlow);
    assertEquals(readTree(folders.replica), readTree(folders.source));
    assertEquals(await threadsOf(folders, ["--threads", "3"]), 3);
  },
);

/** Ten folders of 100 files. */
function manyFiles(): Tree {
  const names = Array.from({ length: 100 }, (_, at) => `${at}.txt`);
  const files = Object.fromEntries(names.map((name) => [name, "a"]));
  return Object.fromEntries(
    Array.from({ length: 10 }, (_, at) => [`folder ${at}`, files]),
  );
}

/** Runs a pass with slow calls; returns how many worker threads there were. */
async function threadsOf(
  folders: ProgramFolders,
  args: readonly string[],
): Promise<number> {
  const trace = `${folders.top}/trace`;
  const calls = ["-e", "trace=statx,prctl", "-e", `inject=${DELAY}`];
  const through = ["strace", "-f", "-qq", "-o", trace, ...calls];
  assertCode(await runOnce(folders, args, { through }), 0);
  const names = readText(trace).matchAll(/PR_SET_NAME, "(worker-\d+)"/g);
  return new Set([...names].map(([, name]) => name)).size;
}
