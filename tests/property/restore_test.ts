import fc from "fast-check";
import { arbitraryTree } from "../support/arbitrary_tree.ts";
import { assertEquals } from "../support/assert.ts";
import {
  removeAll,
  type TestFolders,
  testFolders,
} from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import { momentAfter, restore } from "../support/restoring.ts";
import { type Found, readTree, writeTree } from "../support/tree.ts";
import { propertyRuns } from "./runs.ts";

/** What the replica held at some time: names, kinds and contents, of which there are versions. */
interface State {
  readonly at: string;
  readonly tree: Found;
}

function stateOf({ replica }: TestFolders): State {
  const at = momentAfter(`${replica}.versions`);
  return { at, tree: contentsOf(readTree(replica)) };
}

/** Leaves out mode, owner and time: where only those change there is no version. */
function contentsOf(tree: Found): Found {
  return Object.fromEntries(
    Object.entries(tree).map(([path, entry]) => [
      path,
      entry.replace(/^(\w+) [0-7]+ \d+:\d+ -?\d+/, "$1")
        .replace(/ \d+:\d+ -?\d+$/, ""),
    ]),
  );
}

async function assertRestored(
  { replica, top }: TestFolders,
  { at, tree }: State,
): Promise<void> {
  const to = `${top}/restored`;
  const { report, lines } = await restore({ replica, at, to });
  assertEquals(report.ending, { kind: "done" });
  assertEquals(report.tally.failed + report.tally.skipped, 0, lines.join("\n"));
  assertEquals(contentsOf(readTree(to)), tree);
  removeAll(to);
}

Deno.test("after random passes with a trash, and a restore in their middle, every earlier state of the replica can be had back exactly", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(arbitraryTree, { minLength: 2, maxLength: 5 }),
      fc.option(arbitraryTree, { nil: undefined }),
      fc.nat(),
      fc.boolean(),
      async (sources, replica, back, hardLinks) => {
        using folders = testFolders(replica === undefined ? {} : { replica });
        const trash = { kind: "beside" } as const;
        const states: State[] = [];
        const options = { hardLinks };
        for (const source of sources) {
          removeAll(folders.source);
          writeTree(folders.source, source);
          await mirror(folders, { trash, options });
          states.push(stateOf(folders));
        }
        for (const state of states) await assertRestored(folders, state);

        const state = states[back % states.length];
        if (state === undefined) return;
        const { replica: path } = folders;
        const { report } = await restore({ replica: path, at: state.at });
        assertEquals(report.ending, { kind: "done" });
        assertEquals(contentsOf(readTree(path)), state.tree);
        for (const state of states) await assertRestored(folders, state);
        const source = readTree(folders.source);
        await mirror(folders, { trash, options });
        for (const state of states) await assertRestored(folders, state);
        assertEquals(readTree(folders.source), source);
      },
    ),
    propertyRuns(20, 500),
  );
});
