import fc from "fast-check";
import { nameKey, type NameRules } from "../../src/model/folded_names.ts";
import { arbitraryTree } from "../support/arbitrary_tree.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { foldingDisk } from "../support/folding_disk.ts";
import { testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import { testPool } from "../support/pool.ts";
import { readTree, type Tree } from "../support/tree.ts";
import { propertyRuns } from "./runs.ts";

const RULES: Readonly<Record<string, NameRules>> = {
  "ignores case": { foldsCase: true, normalizes: false },
  "normalizes names": { foldsCase: false, normalizes: true },
  "ignores case and normalizes names": { foldsCase: true, normalizes: true },
};

for (const [name, rules] of Object.entries(RULES)) {
  Deno.test(`whatever the names, a replica that ${name} has what there is room for, all else is told in each pass, and nothing is lost`, async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryTree,
        arbitraryTree,
        async (source, before) => {
          using folders = testFolders({
            source,
            replica: withoutClashes(before, rules),
          });
          using pool = testPool({ disk: foldingDisk(rules) });
          const untouched = readTree(folders.source);
          const { lines, report } = await mirror(folders, { pool });
          assertEquals(readTree(folders.source), untouched);
          const left = lines.filter((line) => line.startsWith("failed"));
          assertEquals(report.tally.failed, left.length);
          assertEquals(report.tally.meanwhile, 0, lines.join("\n"));
          for (const line of left) assert(/for one name/.test(line), line);
          assertHolds(folders, { rules, untouched });
          const second = await mirror(folders, { pool });
          assertEquals(second.lines, left);
        },
      ),
      propertyRuns(60),
    );
  });
}

/** Asserts that of all names of the source that count as one exactly one is there, as it is in the source. */
function assertHolds(
  { replica }: { readonly replica: string },
  { rules, untouched }: {
    readonly rules: NameRules;
    readonly untouched: Readonly<Record<string, string>>;
  },
): void {
  const found = readTree(replica);
  const kept = new Set(Object.keys(found).map((path) => nameKey(path, rules)));
  for (const [path, facts] of Object.entries(found)) {
    if (path !== ".") assertEquals(facts, untouched[path], path);
  }
  for (const path of Object.keys(untouched)) {
    const above = path.slice(0, Math.max(0, path.lastIndexOf("/"))) || ".";
    if (above in found) assert(kept.has(nameKey(path, rules)), path);
  }
  assertEquals(kept.size, Object.keys(found).length);
}

/** What such a file system can hold at all. */
function withoutClashes(tree: Tree, rules: NameRules): Tree {
  const keys = new Set<string>();
  const kept = Object.entries(tree).filter(([name]) => {
    const key = nameKey(name, rules);
    return keys.has(key) ? false : keys.add(key);
  });
  return Object.fromEntries(kept.map(([name, node]) => [name, inner(node)]));

  function inner(node: Tree[string]): Tree[string] {
    if (typeof node === "string" || node instanceof Uint8Array) return node;
    if (!("tree" in node)) return node;
    const { tree } = node as { readonly tree: Tree };
    return { ...node, tree: withoutClashes(tree, rules) } as Tree[string];
  }
}
