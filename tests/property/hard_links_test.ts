import fc from "fast-check";
import { arbitraryTree } from "../support/arbitrary_tree.ts";
import { assertEquals } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { modeOf, remove } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { filesIn, groupsIn } from "../support/links.ts";
import { mirror } from "../support/mirror.ts";
import { readIdentities, readTree } from "../support/tree.ts";
import { propertyRuns } from "./runs.ts";

/** Which file becomes another name of which, by their places in the list of all. */
const regrouping = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 });

testUnless(
  notPosix(),
  "with -H files share names in the replica exactly where they do in the source",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryTree,
        arbitraryTree,
        fc.record({
          source: regrouping,
          replica: regrouping,
          later: regrouping,
        }),
        async (source, replica, links) => {
          using folders = testFolders({ source, replica });
          regroup(folders.source, links.source);
          regroup(folders.replica, links.replica);
          await assertMirrored(folders);
          regroup(folders.source, links.later);
          await assertMirrored(folders);
        },
      ),
      propertyRuns(150, 5000),
    );
  },
);

async function assertMirrored(
  folders: { readonly source: string; readonly replica: string },
): Promise<void> {
  const options = { hardLinks: true };
  const before = readTree(folders.source);
  const dry = await mirror(folders, { options: { ...options, dryRun: true } });
  assertEquals((await mirror(folders, { options })).lines, dry.lines);
  assertEquals(readTree(folders.replica), before);
  assertEquals(groupsIn(folders.replica), groupsIn(folders.source));
  const identities = readIdentities(folders.replica);
  assertEquals((await mirror(folders, { options })).lines, []);
  assertEquals(readIdentities(folders.replica), identities);
}

/** Makes files names of others, in the order told. */
function regroup(root: string, pairs: readonly (readonly number[])[]): void {
  const paths = filesIn(root);
  for (const [from = 0, to = 0] of pairs) {
    const existing = paths[from % paths.length];
    const added = paths[to % paths.length];
    if (existing === undefined || added === undefined) continue;
    if (existing === added) continue;
    const at = `${root}/${added}`;
    const folder = at.slice(0, at.lastIndexOf("/"));
    const mode = modeOf(folder);
    Deno.chmodSync(folder, mode | 0o700);
    remove(at);
    Deno.linkSync(`${root}/${existing}`, at);
    Deno.chmodSync(folder, mode);
  }
}
