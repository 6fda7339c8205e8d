import fc from "fast-check";
import {
  arbitraryPair,
  type PlantedFolder,
  toTree,
} from "../support/arbitrary_pair.ts";
import { assertEquals } from "../support/assert.ts";
import { memoryFolder, testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import {
  type Found,
  readIdentities,
  readTree,
  writeTree,
} from "../support/tree.ts";
import { verify } from "../support/verify.ts";
import { propertyRuns } from "./runs.ts";

const MEMORY = memoryFolder();

Deno.test("a verification finds what differs, path by path, changes nothing, and finds nothing after a pass", async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryPair,
      fc.constantFrom(undefined, "md5" as const),
      async (pair, digest) => {
        using folders = testFolders({}, { within: MEMORY });
        const { top, source, replica } = folders;
        plant(source, pair.source);
        plant(replica, pair.replica);
        const before = readIdentities(top);
        const { report } = await verify(folders, { options: { digest } });
        const found = report.findings
          .map(({ sign, path }) => `${sign} ${path === "" ? "." : path}`);
        const wanted = differences(readTree(source), readTree(replica));
        assertEquals(found.toSorted(), wanted.toSorted());
        assertEquals(readIdentities(top), before);
        await mirror(folders, { options: { contents: true } });
        assertEquals(
          (await verify(folders, { options: { digest } })).lines,
          [],
        );
      },
    ),
    propertyRuns(150, 5000),
  );
});

function plant(path: string, root: PlantedFolder): void {
  writeTree(path, toTree(root), root);
}

/** What an own look at both trees says. */
function differences(source: Found, replica: Found): readonly string[] {
  const paths = new Set([...Object.keys(source), ...Object.keys(replica)]);
  return [...paths].flatMap((path) => {
    const [one, other] = [source[path], replica[path]];
    if (one === other) return [];
    if (other === undefined) return [`+ ${path}`];
    if (one === undefined) return [`- ${path}`];
    return [`${contentOf(one) === contentOf(other) ? "~" : "*"} ${path}`];
  });
}

/** What an entry is and holds, without its mode, owner and time. */
function contentOf(entry: string): string {
  return entry.startsWith("link")
    ? entry.replace(/ \d+:\d+ -?\d+$/, "")
    : entry.replace(/ [0-7]+ \d+:\d+ -?\d+/, "");
}
