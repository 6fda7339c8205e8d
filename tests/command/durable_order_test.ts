import { assert, assertEquals } from "../support/assert.ts";
import { notNative, testUnless } from "../support/conditions.ts";
import { noNative } from "../support/native.ts";
import { assertCode, programFolders, runOnce } from "../support/program.ts";
import { noStrace } from "../support/strace.ts";
import { readText } from "../support/tree.ts";

const SOURCE = { added: { "a.txt": "a" }, "b.txt": "b", changed: "newer" };
const REPLICA = { changed: "old", extra: { "e.txt": "e" } };

/** The calls that flush, rename and remove. */
const TRACED = "trace=syncfs,fsync,fdatasync,renameat,renameat2,unlinkat";

testUnless(
  notNative() ?? noNative() ?? noStrace(),
  "lockstep --durable pass flushes once, after the last copy has its name and before the first removal",
  async () => {
    const calls = await trace("pass");
    const [flush, ...more] = indexesOf(calls, /^syncfs\(/);
    assert(flush !== undefined && more.length === 0, calls.join("\n"));
    assertEquals(indexesOf(calls, /^f(data)?sync\(/), []);
    const renames = indexesOf(calls, /^renameat2?\(.*\.lockstep-/);
    assertEquals(renames.length, 3, calls.join("\n"));
    assert(Math.max(...renames) < flush, calls.join("\n"));
    const removals = indexesOf(calls, /^unlinkat\(.*"(e\.txt|extra)"/);
    assertEquals(removals.length, 2);
    assert(Math.min(...removals) > flush, calls.join("\n"));
  },
);

testUnless(
  notNative() ?? noNative() ?? noStrace(),
  "lockstep --durable off, and without --durable, asks the system for no flush",
  async () => {
    for (const durable of ["off", undefined] as const) {
      const calls = await trace(durable);
      assertEquals(calls.filter((call) => FLUSH.test(call)), []);
    }
  },
);

const FLUSH = /^(syncfs|fsync|fdatasync)\(/;

/** Returns the calls of a pass, in their order; those of the state's database are left out. */
async function trace(durable: string | undefined): Promise<readonly string[]> {
  using folders = programFolders({ source: SOURCE, replica: REPLICA });
  const file = `${folders.top}/trace`;
  const through = ["strace", "-f", "-qq", "-y", "-e", TRACED, "-o", file];
  const args = durable === undefined ? [] : ["--durable", durable];
  assertCode(await runOnce(folders, args, { through }), 0);
  return readText(file).split("\n")
    .map((line) => line.replace(/^\d+ +/, ""))
    .filter((line) => line.includes(folders.replica));
}

function indexesOf(calls: readonly string[], what: RegExp): readonly number[] {
  return calls.flatMap((call, index) => what.test(call) ? [index] : []);
}
