import fc from "fast-check";
import { arbitraryTree } from "../support/arbitrary_tree.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import { stopAfter, testPool } from "../support/pool.ts";
import {
  type Found,
  readIdentities,
  readTree,
  type Tree,
  writeTree,
} from "../support/tree.ts";
import { propertyRuns } from "./runs.ts";

const OUTSIDE: Tree = {
  "precious.txt": "precious",
  deep: { "more.txt": "more" },
};

Deno.test("after a pass the replica equals the source, a second changes nothing, and nothing else is touched", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryTree, arbitraryTree, async (source, replica) => {
      using folders = testFolders({ source, replica });
      writeTree(`${folders.top}/outside`, OUTSIDE);
      const before = readTree(folders.source);
      const outside = readIdentities(`${folders.top}/outside`);
      const { report } = await mirror(folders);
      assertEquals(report.ending, { kind: "done" });
      assertEquals(report.tally.failed + report.tally.meanwhile, 0);
      assertEquals(readTree(folders.replica), before);
      assertEquals(readTree(folders.source), before);
      assertEquals(readIdentities(`${folders.top}/outside`), outside);

      const identities = readIdentities(folders.replica);
      assertEquals((await mirror(folders)).lines, []);
      assertEquals(readIdentities(folders.replica), identities);
    }),
    propertyRuns(),
  );
});

Deno.test("a dry run tells what the real run does and changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryTree,
      fc.option(arbitraryTree, { nil: undefined }),
      fc.record({
        contents: fc.boolean(),
        update: fc.boolean(),
        removals: fc.boolean(),
        digest: fc.constantFrom(undefined, "sha256" as const),
      }),
      async (source, replica, options) => {
        using folders = testFolders({
          source,
          ...(replica === undefined ? {} : { replica }),
        });
        const before = readIdentities(folders.top);
        const dry = await mirror(folders, {
          options: { ...options, dryRun: true },
        });
        assertEquals(readIdentities(folders.top), before);
        const real = await mirror(folders, { options });
        assertEquals(dry.lines, real.lines);
        assertEquals(dry.report.tally, real.report.tally);
      },
    ),
    propertyRuns(),
  );
});

Deno.test("whenever a pass is stopped, every replica file is whole and the next pass converges", async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryTree,
      arbitraryTree,
      fc.nat({ max: 120 }),
      async (source, replica, calls) => {
        using folders = testFolders({ source, replica });
        const [wanted, old] = [
          readTree(folders.source),
          readTree(folders.replica),
        ];
        const signals = stopAfter(calls);
        using pool = testPool({ signals });
        await mirror(folders, { pool, isStopped: signals.hasStopped });
        assertWhole(readTree(folders.replica), { wanted, old });
        assertEquals(readTree(folders.source), wanted);
        await mirror(folders);
        assertEquals(readTree(folders.replica), wanted);
      },
    ),
    propertyRuns(),
  );
});

/** Every file and link is that of the source or the one that was there before, and none is temporary. */
function assertWhole(
  found: Found,
  { wanted, old }: { wanted: Found; old: Found },
): void {
  for (const [path, entry] of Object.entries(found)) {
    assert(
      !/\.lockstep-[0-9a-f]{16}\.tmp$/.test(path),
      `${path} was left behind`,
    );
    if (entry.startsWith("folder")) continue;
    const content = contentOf(entry);
    const isKnown = [wanted[path], old[path]].some((known) =>
      known !== undefined && contentOf(known) === content
    );
    assert(isKnown, `${path} is neither the old nor the new one: ${entry}`);
  }
}

/** What an entry holds, without its metadata. */
function contentOf(entry: string): string {
  return entry.replace(/ [0-7]+ \d+:\d+ -?\d+/, "").replace(
    / \d+:\d+ -?\d+$/,
    "",
  );
}
